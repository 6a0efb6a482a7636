import fc from 'fast-check';
import type { StoredMeasure } from '../../../src/metrics/measures';

/**
 * Tables whose numbers are known by construction: this file draws them and imports nothing of the readers but
 * the names of measures.
 */
export interface Column {
  heading: string;
  /** Another heading of the same meaning. */
  alias: string;
  role: 'date' | 'note' | 'task' | 'window' | 'text' | 'count' | 'money';
  measure?: StoredMeasure;
  /** The attribution window that the heading names. */
  window?: 30;
}

export interface Kind {
  kind: string;
  columns: Column[];
  /** The headings without which nothing can be read. */
  needed: string[];
}

const count = (heading: string, measure: StoredMeasure, alias = heading): Column => ({
  heading,
  alias,
  role: 'count',
  measure,
});
const money = (heading: string, measure: StoredMeasure, alias = heading): Column => ({
  heading,
  alias,
  role: 'money',
  measure,
});

export const KINDS: Kind[] = [
  {
    kind: 'xinghe-content',
    needed: ['日期', '内容ID'],
    columns: [
      { heading: '日期', alias: '统计日期', role: 'date' },
      { heading: '内容ID', alias: '笔记ID', role: 'note' },
      { heading: '达人昵称', alias: '达人名称', role: 'text' },
      { heading: '归因周期', alias: '归因口径', role: 'window' },
      count('阅读/播放UV', 'readers', '阅读/播放uv'),
      count('搜索进店UV', 'search_visitors', '手淘搜索进店UV'),
      count('进店UV', 'visitors', '进店 uv'),
      count('成交UV', 'buyers', '全店成交UV'),
      money('商家GMV', 'gmv_shop', '全店成交GMV（元）'),
      money('订单商品成交GMV', 'gmv_task', '任务商品成交GMV'),
    ],
  },
  {
    kind: 'juguang-note',
    needed: ['笔记ID', '消费'],
    columns: [
      { heading: '时间', alias: '日期', role: 'date' },
      { heading: '笔记ID', alias: '笔记id', role: 'note' },
      { heading: '笔记标题', alias: '笔记标题', role: 'text' },
      money('消费', 'spend', '消耗'),
      count('展现量', 'impressions', '曝光量'),
      count('点击量', 'clicks'),
      count('互动量', 'engagements'),
      { ...count('小红星站外活跃(行为)UV(30日归因)', 'outside_visitors', '小红星站外活跃UV（30日归因）'), window: 30 },
    ],
  },
  {
    kind: 'jd-seeding-task',
    needed: ['日期', '任务ID', '商详浏览UV'],
    columns: [
      { heading: '日期', alias: '统计日期', role: 'date' },
      { heading: '任务ID', alias: '任务id', role: 'task' },
      { heading: '任务标题', alias: '任务名称', role: 'text' },
      { heading: '归因范围', alias: '归因周期', role: 'window' },
      count('阅读UV', 'readers'),
      count('商详浏览UV', 'item_viewers'),
      count('成交UV', 'buyers'),
      money('成交GMV', 'gmv_shop'),
      money('主推商品成交GMV', 'gmv_task', '主推商品成交gmv'),
    ],
  },
];

/** A cell: what stands in it, and what it means. */
export interface Cell {
  text: string;
  /** A day, an id, a window, or a whole number (money in fen); null for what is no measure or key. */
  means: string | number | null;
}

export interface Drawn {
  kind: Kind;
  rows: Cell[][];
}

const day = fc
  .integer({ min: 0, max: 300 })
  .map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
/** Begins with the second of its creation, which is not after now. */
const hex = fc.stringMatching(/^6[0-9][0-9a-f]{22}$/);
const digits = fc.stringMatching(/^[1-9]\d{17,18}$/);
const title = fc.constantFrom(
  '防晒怎么选',
  '换季，护肤',
  'a,b',
  '他说"好"',
  '<script>alert(1)</script>',
  "'; DROP TABLE facts;--",
  '=cmd|calc',
  '第一行\n第二行',
  '🐱合计',
);
const whole = fc.integer({ min: 0, max: 2_000_000 });

const cellOf = (column: Column): fc.Arbitrary<Cell> => {
  switch (column.role) {
    case 'date':
      return day.map((text) => ({ text, means: text }));
    case 'note':
      return hex.map((text) => ({ text, means: text }));
    case 'task':
      return digits.map((text) => ({ text, means: text }));
    case 'window':
      return fc.constantFrom(7, 15, 30).map((days) => ({ text: `${days}天`, means: days }));
    case 'text':
      return title.map((text) => ({ text, means: null }));
    case 'count':
      return whole.map((n) => ({ text: String(n), means: n }));
    case 'money':
      return whole.map((fen) => ({ text: yuan(fen), means: fen }));
  }
};

/** Integer fen as 元, digits only. */
export function yuan(fen: number): string {
  const text = String(fen).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}

export const drawn: fc.Arbitrary<Drawn> = fc
  .constantFrom(...KINDS)
  .chain((kind) =>
    fc.array(fc.tuple(...kind.columns.map(cellOf)), { minLength: 1, maxLength: 6 }).map((rows) => ({ kind, rows })),
  );

/** What a reader must find in one row: one entry per scope, as text, so that sets of them compare. */
export function meaningOf({ columns }: Kind, row: readonly Cell[]): string[] {
  const at = (role: Column['role']) => row[columns.findIndex((column) => column.role === role)]?.means ?? null;
  const note = at('note');
  const subject = note === null ? `jd/task/${at('task')}` : `xhs/note/${note}`;
  const measures = (window?: 30) =>
    columns
      .flatMap((column, index) => {
        const means = row[index]?.means;
        return column.measure && column.window === window && means !== null && means !== undefined
          ? [`${column.measure}=${means}`]
          : [];
      })
      .sort()
      .join(' ');
  const windowed = columns.some(({ role }) => role === 'window');
  const scopes = [`${windowed ? at('window') : 'none'} ${measures()}`];
  if (columns.some(({ window }) => window === 30)) scopes.push(`30 ${measures(30)}`);
  return scopes.map((scope) => `${subject} ${at('date')} ${scope}`);
}

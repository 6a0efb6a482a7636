import { eachDay } from '../../src/metrics/days';

/**
 * What was imported into the old data: days long past at every as-of, whole unfiltered files, every cell with a
 * number, each source with all that is asked of it. No rule that was amended after 2026-11-30 speaks of any of it.
 */
export interface OldExport {
  name: string;
  text: string;
  /** Taken back again. */
  undone?: true;
}

export const FROM = '2026-05-01';
export const TO = '2026-05-20';
/** When the exports were made: the longest window of every day has passed. */
const AS_OF = '2026-07-10';

/** Published on 2026-04-30, as the first eight digits say. */
const noteAt = (at: number) => `69f29e80000000002301a${String(at).padStart(3, '0')}`;
const itemAt = (at: number) => `10217328800${String(at).padStart(2, '0')}`;
/** More than the 20 notes that a water line takes. */
const NOTES = 24;
const SKU = '100121430001';
const JD_TASK = '9001';
/** The first two notes share a task and its product; each other note has its own. */
const taskOf = (note: number) => (note <= 2 ? 1 : note);

const csv = (rows: readonly (readonly (string | number)[])[]) => `${rows.map((row) => row.join(',')).join('\n')}\n`;
const notes = Array.from({ length: NOTES }, (_, at) => at + 1);

const map = csv([
  ['笔记ID', '笔记标题', '平台', '任务ID', '商品ID', '商品名称', '商品组'],
  ...notes.map((note) => {
    const task = taskOf(note);
    const group = note === 4 || note === 5 ? '精华' : '';
    return [noteAt(note), `笔记 ${note}`, '淘宝', 8800 + task, itemAt(task), `商品 ${task}`, group];
  }),
  [noteAt(3), '笔记 3', '京东', JD_TASK, SKU, '京东商品', ''],
]);

const KINDS = [
  { window: 15, traffic: '全部流量', factor: 2 },
  { window: 30, traffic: '全部流量', factor: 3 },
  { window: 15, traffic: '自然流量', factor: 1 },
] as const;
const PEOPLE = ['阅读/播放UV', '搜索进店UV', '进店UV', '商品加购UV', '成交UV', '商家GMV', '订单商品成交GMV'];

/** People and yuan of a note's or task's day, `size` telling them apart. */
function sales(size: number, day: number, factor: number): (string | number)[] {
  const visitors = (100 + size + (day % 5)) * factor;
  const gmv = visitors * (1 + size / 10);
  return [
    visitors * 5,
    visitors >> 1,
    visitors,
    visitors >> 2,
    visitors >> 3,
    (gmv * 1.5 + 0.5).toFixed(2),
    gmv.toFixed(2),
  ];
}

function xinghe(id: '内容ID' | '任务ID', rows: { id: string; size: number }[], add = 0): string {
  const headings = ['数据更新日', '日期', id, '流量类型', '归因周期', ...PEOPLE];
  const days = eachDay(FROM, TO);
  const lines = days.flatMap((day, at) =>
    rows.flatMap((row) =>
      KINDS.map(({ window, traffic, factor }) => [
        AS_OF,
        day,
        row.id,
        traffic,
        window,
        ...sales(row.size, at + add, factor),
      ]),
    ),
  );
  return csv([headings, ...lines]);
}

const content = notes.map((note) => ({ id: noteAt(note), size: note }));
/** The task of two notes is smaller than their sum and larger than each. */
const tasks = [...new Set(notes.map(taskOf))].map((task) => ({
  id: String(8800 + task),
  size: task === 1 ? 20 : task,
}));

const juguang = (asOf: string, to: string, add: number) =>
  csv([
    ['数据更新日', '时间', '笔记ID', '消费', '展现量', '点击量', '互动量'],
    ...eachDay(FROM, to).flatMap((day, at) =>
      notes.map((note) => [asOf, day, noteAt(note), (50 + note + at / 4 + add).toFixed(2), 5000 + at, 400 + note, 30]),
    ),
  ]);

const plans = csv([
  ['数据更新日', '时间', '计划名称', '计划ID', '消费', '展现量', '点击量'],
  ...eachDay(FROM, TO).map((day) => [AS_OF, day, '夏季', '6001', '2000.00', 200_000, 20_000]),
]);

const jd = csv([
  [
    '数据更新日',
    '日期',
    '任务ID',
    '任务标题',
    '归因范围',
    '阅读UV',
    '搜索浏览UV',
    '商详浏览UV',
    '商品加购UV',
    '成交UV',
    '成交GMV',
    '主推商品成交GMV',
  ],
  ...eachDay(FROM, TO).map((day, at) => [AS_OF, day, JD_TASK, '任务', '15天', 900, 90, 200 + at, 40, 20, 3000, 2000.1]),
]);

const store = csv([
  ['日期', '花费', '总成交金额', '投入产出比', '点击量', '展现量'],
  ...eachDay(FROM, TO).map((day) => [day, '1234.56', '5678.90', 4.6, 100, 1000]),
]);

export const OLD_EXPORTS: readonly OldExport[] = [
  { name: '对应表.csv', text: map },
  { name: '种草星河-内容.csv', text: xinghe('内容ID', content) },
  { name: '种草星河-任务.csv', text: xinghe('任务ID', tasks) },
  { name: '种草星河-内容-误.csv', text: xinghe('内容ID', content, 3), undone: true },
  { name: '聚光-笔记-5月上旬.csv', text: juguang('2026-05-11', '2026-05-10', -5) },
  { name: '聚光-笔记.csv', text: juguang(AS_OF, TO, 0) },
  { name: '聚光-计划.csv', text: plans },
  { name: '京准通-种草.csv', text: jd },
  { name: '万相台无界.csv', text: store },
];

export const NOTE = `xhs/note/${noteAt(1)}`;
export const OLD_SUBJECTS: readonly string[] = [
  ...notes.map((note) => `xhs/note/${noteAt(note)}`),
  ...[1, 3, 4, 5].map((task) => `taobao/item/${itemAt(task)}`),
  `jd/sku/${SKU}`,
  'taobao/task/8801',
  `jd/task/${JD_TASK}`,
  'xhs/note/ffffffffffffffffffffffff',
];
/** A link that was made by hand: a product that no file names. */
export const PAIR = { from: `xhs/note/${noteAt(6)}`, to: 'jd/sku/100121430002' };

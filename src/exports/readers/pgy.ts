import type { Day } from '../../metrics/days';
import type { StoredMeasure } from '../../metrics/measures';
import type { Subject } from '../../metrics/subjects';
import type { Declared } from '../../metrics/values';
import { momentOf, share, unreadable } from '../cells';
import { defineReader, type Table } from '../define';
import type { Parsed, ReadRow } from '../face';
import type { LineCells } from '../line-cells';
import { noteIn, taskIn } from '../links';
import { bannerDay, lifetimeTo } from '../periods';
import { NOTE_ID } from '../proof';
import { AS_OF_NAMES, undeclared } from '../roles';

const DEVICE = ['站外活跃行为UV', '站外活跃UV'];

const NAMES = {
  asOf: AS_OF_NAMES,
  noteId: ['笔记ID'],
  noteLink: ['笔记链接'],
  title: ['笔记标题'],
  published: ['笔记发布日期', '笔记发布时间', '发布日期'],
  kol: ['博主昵称', '达人昵称'],
  taskName: ['任务名称'],
  taskId: ['星任务主任务ID'],
  sampling: ['抽样比例'],

  quote: ['博主报价', '笔记报价'],
  service_fee: ['服务费金额', '服务费', '平台服务费'],
  note_total_price: ['总金额'],
  impressions: ['曝光量'],
  reads: ['阅读量'],
  impressions_organic: ['自然曝光量'],
  reads_organic: ['自然阅读量'],
  reads_promoted: ['推广阅读量'],
  body_link_clicks: ['正文组件点击量'],
  bottom_link_clicks: ['笔记底栏组件点击量'],
  comment_link_clicks: ['评论区组件点击量'],
  outside_visitors: DEVICE,
  outside_shop_visitors: ['进店UV', '站外行为UV', '站外店铺行为UV'],

  ratio: [
    '互动率',
    '5s播放率',
    '3s阅读率',
    '视频完播率',
    '平均浏览时长',
    '进店率',
    '累计进店成本',
    '站外活跃率',
    '站外活跃成本',
    '站外转化率',
    '站外转化成本',
    '正文组件点击率',
    '正文组件CTR',
    '笔记底栏组件点击率',
    '笔记底栏组件CTR',
    '评论区组件点击率',
    '评论区组件CTR',
  ],
  aside: ['笔记类型', '内容标签', '博主粉丝量', '跨域项目名称', '跨域项目ID'],
} as const;
type Role = keyof typeof NAMES;

/** Counted from a sample of people: worth nothing without 抽样比例. */
const SAMPLED: readonly StoredMeasure[] = ['outside_visitors', 'outside_shop_visitors'];

/**
 * 蒲公英, one row per cooperated note: what it cost and did in its whole life up to 数据更新日. Headings stand in
 * the third of three rows, or below a banner; names that occur twice say different things of different tasks and
 * are not read.
 */
export const pgy = defineReader<Role>({
  kind: 'pgy-note',
  source: 'pgy',
  name: { zh: '蒲公英 笔记数据', en: 'Pugongying, per note' },
  vocabulary: {
    names: NAMES,
    windowed: ['outside_visitors', 'outside_shop_visitors', 'ratio'],
    needs: [
      ['noteId', 'noteLink'],
      ['quote', 'service_fee'],
      ['reads', 'impressions'],
    ],
    proof: {
      headings: /^(?:博主报价|笔记报价|抽样比例|星任务|(?:正文|笔记底栏|评论区)组件|跨域项目)|设备归因/,
      cells: [{ roles: ['noteId', 'noteLink'], shape: NOTE_ID }],
    },
    unclearTwice: true,
    unnamedFirst: 'asOf',
  },
  keys: ['noteId', 'noteLink'],
  undeclared: ({ head, found }) =>
    undeclared({
      window: !found.columns.some(({ role, window }) => isSampled(role) && window === null),
      asOf: found.columns.some(({ role }) => role === 'asOf') || bannerDay(head, found.headingLine) !== null,
      filtered: false,
    }),
  lines(table) {
    const banner = bannerDay(table.head, table.found.headingLine);
    return (cells, declared) => {
      const note = cells.get('noteId', noteIn) ?? cells.need('noteLink', noteIn, 'noteId');
      const asOf = cells.get('asOf', (text) => momentOf(text).day) ?? banner ?? declared.asOf;
      if (asOf === undefined) throw unreadable('export_row_which_days');
      const task = cells.beside('taskId', (text) => taskIn(text, 'taobao'));
      return [
        ...rowsOf(table, cells, declared, note, asOf),
        ...table.facts.labels(note, {
          title: cells.fact('title'),
          kol: cells.fact('kol'),
          task: cells.fact('taskName'),
          published: cells.fact('published', (text) => momentOf(text).day),
        }),
        ...(task === null ? [] : table.facts.link(note, task)),
      ];
    };
  },
});

function isSampled(role: string): boolean {
  return (SAMPLED as readonly string[]).includes(role);
}

/** Money and events once; people once per window, as counted, with the share that was sampled. */
function rowsOf(
  { found, measures }: Table<Role>,
  cells: LineCells<Role>,
  declared: Declared,
  subject: Subject,
  asOf: Day,
): Parsed[] {
  const common = {
    source: 'pgy',
    grain: 'note',
    subject,
    entity: '',
    period: lifetimeTo(subject, asOf),
    caliber: 'none',
    traffic: 'none',
    line: cells.line.line,
  } as const;
  const whole = measures.filter((measure) => !isSampled(measure));
  const rows: ReadRow[] = [{ ...common, window: 'none', sampling: null, ...cells.measured(whole, null) }];
  const sampling = cells.beside('sampling', (text) => share(text, 'percent'));
  const windows = new Set(found.columns.filter(({ role }) => isSampled(role)).map(({ window }) => window));
  let untold = false;
  for (const window of windows) {
    const people = cells.measured(measures.filter(isSampled), window);
    // Without its share a sample says nothing of the whole.
    const known = sampling === null ? { ...people, rounded: [], measures: {} } : people;
    untold ||= sampling === null && Object.keys(people.measures).length > 0;
    rows.push({ ...common, window: window ?? declared.window ?? 'unknown', sampling, ...known });
  }
  const remark = { type: 'remark', line: cells.line.line, notice: { code: 'export_row_no_sampling' } } as const;
  return [...rows.map((row) => ({ type: 'row' as const, row })), ...(untold ? [remark] : [])];
}

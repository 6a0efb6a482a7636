import type { Subject } from '../../metrics/subjects';
import type { Declared, Period, Row } from '../../metrics/values';
import { unreadable } from '../cells';
import type { FoundColumns, HeadingWindow } from '../columns';
import type { Parsed, TableHead, Undeclared } from '../face';
import { type LineCells, saysTotal } from '../line-reader';
import { lifetimeTo, whenIn } from '../periods';
import { measuresOf, undeclared } from '../roles';

/**
 * The columns that every 聚光 report shares (domain.md §1.1, §1.8): 笔记, 创意 and 计划 rows differ only in
 * whose row it is and in what splits it.
 */
export const JUGUANG_NAMES = {
  noteId: ['笔记ID'],
  noteLink: ['笔记链接', '笔记跳转链接'],
  time: ['时间', '日期', '统计日期', '统计时间', '数据日期'],

  spend: ['消费', '消耗', '花费', '总金额', '消费金额', '推广消费'],
  impressions: ['展现量', '曝光量', '展示量'],
  clicks: ['点击量'],
  likes: ['点赞', '点赞量'],
  comments: ['评论', '评论量'],
  collects: ['收藏', '收藏量'],
  follows: ['关注', '关注量'],
  shares: ['分享', '分享量'],
  engagements: ['互动量'],
  action_clicks: ['行动按钮点击量'],
  search_component_clicks: ['搜索组件点击量'],
  reads_after_search: ['搜后阅读量'],
  interest_people: ['新增种草人群'],
  deep_interest_people: ['新增深度种草人群'],
  task_period_spend: ['小红星任务期消费'],
  outside_visitors: ['小红星站外活跃UV', '小红星站外活跃行为UV', '小红星站外活跃(行为)UV'],
  outside_visitors_distinct: ['小红星站外活跃UV(去重)', '小红星站外活跃行为UV(去重)', '小红星站外活跃(行为)UV(去重)'],

  title: ['笔记标题'],
  kol: ['达人昵称', '博主昵称', '作者昵称'],
  published: ['笔记发布日期', '笔记发布时间', '发布时间'],

  /** What cuts a day's row into several that add up to it. */
  hour: ['小时', '时段'],
  placement: ['投放位置', '广告类型', '场域'],
  targeting: ['精准定向', '定向'],
  keyword: ['关键词'],
  planId: ['计划ID', '推广计划ID'],
  unitId: ['单元ID', '推广单元ID'],

  /** Quotients of other columns, and people-facing columns that are not kept. */
  ratio: [
    '点击率',
    '平均点击成本',
    '平均千次展示费用',
    '平均千次展现费用',
    '平均千次展示消费',
    '平均互动成本',
    '行动按钮点击率',
    '搜索组件点击转化率',
    '搜索组件转化率',
    '平均搜索后阅读笔记篇数',
    '新增种草人群成本',
    '新增深度种草人群成本',
    '小红星站外活跃率',
    '小红星站外活跃成本',
    '小红星站外活跃率(去重)',
    '小红星站外活跃成本(去重)',
  ],
  aside: ['计划名称', '单元名称', '截图', '保存图片', '笔记/素材ID'],
} as const;
export type JuguangRole = keyof typeof JUGUANG_NAMES;

/** Columns whose heading carries the window of their attribution. */
export const JUGUANG_WINDOWED = ['outside_visitors', 'outside_visitors_distinct', 'ratio'] as const;

/** These are counted within a window after the click; everything else in a report belongs to its day. */
function isAttributed(role: string): boolean {
  return role === 'outside_visitors' || role === 'outside_visitors_distinct';
}

/** What rows of a 聚光 report share once their subject is known. */
export interface JuguangRow {
  grain: 'note' | 'creative' | 'plan';
  subject: Subject;
  entity: string;
  line: number;
}

/**
 * The rows of one line: spend, impressions and clicks, which have no window, once; people brought outside once
 * per window; 任务期消费, which speaks of the task's whole time whatever the day, as a lifetime.
 */
export function juguangRows<Role extends string>(
  found: FoundColumns<Role>,
  cells: LineCells<Role>,
  period: Period,
  row: JuguangRow,
  declared: Declared,
): Parsed[] {
  const measures = measuresOf(found);
  const common = { ...row, source: 'juguang', traffic: 'none', sampling: null } as const;
  const unwindowed = { ...common, window: 'none', caliber: 'none' } as const;
  const ofTask = measures.filter((measure) => measure === 'task_period_spend');
  const ofDay = measures.filter((measure) => !isAttributed(measure) && measure !== 'task_period_spend');
  const rows: Row[] = [{ ...unwindowed, period, ...cells.measured(ofDay, null) }];
  if (ofTask.length > 0) {
    rows.push({ ...unwindowed, period: lifetimeTo(row.subject, period.to), ...cells.measured(ofTask, null) });
  }
  for (const window of attributedWindows(found)) {
    rows.push({
      ...common,
      period,
      window: window ?? declared.window ?? 'unknown',
      caliber: declared.caliber ?? 'unknown',
      ...cells.measured(measures.filter(isAttributed), window),
    });
  }
  return rows.map((value) => ({ type: 'row', row: value }));
}

/** The windows that a report's headings name; null stands for columns that name none. */
function attributedWindows<Role extends string>(found: FoundColumns<Role>): HeadingWindow[] {
  return [...new Set(found.columns.filter(({ role }) => isAttributed(role)).map(({ window }) => window))];
}

const SPLITS = ['hour', 'placement', 'targeting', 'keyword', 'planId', 'unitId'] as const;

/** What tells the parts of one subject's day apart, where the report is split further. */
export function splitOf(cells: LineCells<JuguangRole>, hour: string): string {
  return [hour, ...SPLITS.map((role) => cells.text(role) ?? '')].filter((part) => part !== '').join('|');
}

/** The days of a row. A row without its own speaks of all the report's days: the banner's, or all up to the as-of. */
export function timeOf(
  cells: LineCells<JuguangRole>,
  subject: Subject,
  banner: Period | null,
  declared: Declared,
): { period: Period; hour: string } {
  const when = cells.get('time', whenIn);
  if (when !== null && when.period !== 'whole') return { period: when.period, hour: when.hour };
  if (banner !== null) return { period: banner, hour: '' };
  if (declared.asOf === undefined) throw unreadable('export_row_which_days');
  return { period: lifetimeTo(subject, declared.asOf), hour: '' };
}

/** What a 聚光 report leaves open. */
export function undeclaredIn(head: TableHead, found: FoundColumns<JuguangRole>, banner: Period | null): Undeclared[] {
  const windows = attributedWindows(found);
  const time = found.columns.find(({ role }) => role === 'time');
  const withoutDays =
    time === undefined ||
    head.lines.some(({ line, cells }) => line > found.headingLine && saysTotal(cells[time.index] ?? ''));
  return undeclared({
    window: !windows.includes(null),
    caliber: windows.length === 0,
    asOf: banner !== null || !withoutDays,
    filtered: false,
  });
}

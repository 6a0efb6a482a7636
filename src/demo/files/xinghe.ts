import { type Day, eachDay } from '../../metrics/days';
import { FIRST_DAY, LAST_DAY, NOTES, type Note, noteUrl, TASKS, type Task } from '../workspace';
import { type SalesDay, salesDay, scaled, sumOf } from './performance';
import { type Cell, percent, yuan } from './tables';

/** What both tables of 种草星河 report, under the names of the older version. */
const RESULTS = [
  '阅读/播放UV',
  '点赞UV',
  '评论UV',
  '收藏UV',
  '转发UV',
  '互动UV',
  '内容互动率',
  '搜索曝光UV',
  '搜索进店UV',
  '进店UV',
  '新客进店uv',
  '商品收藏UV',
  '商品加购UV',
  '关注店铺UV',
  '店铺会员UV',
  '成交UV',
  '成交转化率',
  '商家GMV',
  '订单商品成交GMV',
  '非订单商品成交GMV',
  '新客成交UV',
  '订单商品新客成交GMV',
] as const;
/** By content: headings verbatim, two windows and three kinds of traffic in one file. */
const CONTENT_HEADINGS = ['日期', '内容ID', '达人昵称', '内容链接', '订单名称', '流量类型', '归因周期', ...RESULTS];
/** By task, from a newer version of the console, which has renamed some. */
const RENAMED: Partial<Record<(typeof RESULTS)[number], string>> = {
  新客进店uv: '店铺新访客',
  成交UV: '全店成交UV',
  商家GMV: '全店成交GMV(元)',
  订单商品成交GMV: '任务商品成交GMV',
  非订单商品成交GMV: '非任务商品成交GMV',
  新客成交UV: '店铺新客UV',
  订单商品新客成交GMV: '任务商品新客成交GMV',
};
const TASK_HEADINGS = [
  '日期',
  '任务ID',
  '任务名称',
  '流量类型',
  '归因口径',
  ...RESULTS.map((name) => RENAMED[name] ?? name),
];

/** The console changed how it writes dates in the middle of the campaign. */
const DASHED_UNTIL: Day = '2026-09-06';
const WINDOWS = [
  { days: '15', factor: 1 },
  { days: '30', factor: 1.12 },
] as const;
const TRAFFIC = [
  { kind: '全部流量', factor: 1 },
  { kind: '自然流量', factor: 0.38 },
  { kind: '商业流量', factor: 0.7 },
] as const;

function figures(sales: SalesDay): Cell[] {
  const likes = Math.round(sales.readers * 0.031);
  const comments = Math.round(sales.readers * 0.004);
  const collects = Math.round(sales.readers * 0.022);
  const shares = Math.round(sales.readers * 0.003);
  const engaged = Math.round((likes + comments + collects + shares) * 0.8);
  return [
    sales.readers,
    likes,
    comments,
    collects,
    shares,
    engaged,
    percent(engaged, sales.readers),
    sales.searchExposed,
    sales.searchVisitors,
    sales.visitors,
    sales.newVisitors,
    sales.favers,
    sales.carts,
    Math.round(sales.visitors * 0.03),
    Math.round(sales.visitors * 0.012),
    sales.buyers,
    percent(sales.buyers, sales.visitors),
    yuan(sales.gmvTask + sales.gmvOther),
    yuan(sales.gmvTask),
    yuan(sales.gmvOther),
    sales.newBuyers,
    yuan(Math.round(sales.gmvTask * 0.7)),
  ];
}

/** One row per window and kind of traffic: what stands before the attributes, and what is measured. */
function attributed(named: readonly Cell[], sales: SalesDay): Cell[][] {
  return WINDOWS.flatMap((window) =>
    TRAFFIC.map((traffic) => [
      ...named,
      traffic.kind,
      window.days,
      ...figures(scaled(sales, window.factor * traffic.factor)),
    ]),
  );
}

function noteRows(note: Note, day: Day): Cell[][] {
  const task = note.tasks.find(({ platform }) => platform === 'taobao');
  if (!task || day < note.published) return [];
  const date = day <= DASHED_UNTIL ? day : day.replaceAll('-', '');
  // The console leaves a tab behind ids and names, so that spreadsheets keep them as text.
  const named = [date, `${note.id}\t`, `${note.kol}\t`, noteUrl(note), task.name];
  return attributed(named, salesDay(note, task, day));
}

/** A task's own total is less than its notes' sum: who was led by two of them counts once. */
const OVERLAP = 0.87;

function taskRows(task: Task, day: Day): Cell[][] {
  const notes = NOTES.filter((note) => note.tasks.includes(task) && note.published <= day);
  if (notes.length === 0) return [];
  const sales = sumOf(notes.map((note) => salesDay(note, task, day)));
  return attributed([day, task.id, task.name], scaled(sales, notes.length > 1 ? OVERLAP : 1));
}

/** A table with the 合计 row that the console puts last. */
function withTotal(headings: readonly string[], rows: Cell[][]): Cell[][] {
  const visitors = headings.indexOf('进店UV');
  const sum = rows.reduce((total, row) => total + Number(row[visitors]), 0);
  return [
    [...headings],
    ...rows,
    headings.map((_, column) => (column === 0 ? '合计' : column === visitors ? sum : '-')),
  ];
}

const DAYS = eachDay(FIRST_DAY, LAST_DAY.xinghe);

/** 种草星河, a row per note and day. */
export function xingheContentRows(): Cell[][] {
  return withTotal(
    CONTENT_HEADINGS,
    DAYS.flatMap((day) => NOTES.flatMap((note) => noteRows(note, day))),
  );
}

/** 种草星河, a row per task and day. */
export function xingheTaskRows(): Cell[][] {
  const tasks = TASKS.filter(({ platform }) => platform === 'taobao');
  return withTotal(
    TASK_HEADINGS,
    DAYS.flatMap((day) => tasks.flatMap((task) => taskRows(task, day))),
  );
}

import { type Day, eachDay } from '../../metrics/days';
import { FIRST_DAY, LAST_DAY, NOTES, type Note, noteUrl } from '../workspace';
import { type SalesDay, salesDay, scaled } from './performance';
import { type Cell, percent, yuan } from './tables';

/** 种草星河, by content: headings verbatim, two windows and three kinds of traffic in one file. */
const HEADINGS = [
  '日期',
  '内容ID',
  '达人昵称',
  '内容链接',
  '订单名称',
  '流量类型',
  '归因周期',
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

function rowsOf(note: Note, day: Day): Cell[][] {
  const task = note.tasks.find(({ platform }) => platform === 'taobao');
  if (!task || day < note.published) return [];
  const sales = salesDay(note, task, day);
  const date = day <= DASHED_UNTIL ? day : day.replaceAll('-', '');
  return WINDOWS.flatMap((window) =>
    TRAFFIC.map((traffic) => [
      date,
      // The console leaves a tab behind ids and names, so that spreadsheets keep them as text.
      `${note.id}\t`,
      `${note.kol}\t`,
      noteUrl(note),
      task.name,
      traffic.kind,
      window.days,
      ...figures(scaled(sales, window.factor * traffic.factor)),
    ]),
  );
}

/** The whole table with its headings and the 合计 row that the console puts last. */
export function xingheRows(): Cell[][] {
  const rows = eachDay(FIRST_DAY, LAST_DAY.xinghe).flatMap((day) => NOTES.flatMap((note) => rowsOf(note, day)));
  const visitors = HEADINGS.indexOf('进店UV');
  const sum = rows.reduce((total, row) => total + Number(row[visitors]), 0);
  const total = HEADINGS.map((_, column) => (column === 0 ? '合计' : column === visitors ? sum : '-'));
  return [[...HEADINGS], ...rows, total];
}

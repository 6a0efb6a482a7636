import { type Day, eachDay } from '../../metrics/days';
import { FIRST_DAY, LAST_DAY, NOTES, TASKS, type Task } from '../workspace';
import { type SalesDay, salesDay, sumOf } from './performance';
import { type Cell, yuan } from './tables';

/** 京准通 种草, by task and day: headings verbatim. It names no note: which notes are in a task is the map's to say. */
const HEADINGS = [
  '日期',
  '任务ID',
  '任务标题',
  '平台',
  '归因范围',
  '阅读UV',
  '点赞UV',
  '收藏UV',
  '评论UV',
  '分享UV',
  '搜索曝光UV',
  '搜索浏览UV',
  '商详浏览UV',
  '商品加购UV',
  '商品收藏UV',
  '下单UV',
  '主推商品下单UV',
  '下单GMV',
  '主推商品下单GMV',
  '成交UV',
  '主推商品成交uv',
  '成交GMV',
  '主推商品成交GMV',
  '新访客UV',
  '新客UV',
] as const;

function figures(sales: SalesDay): Cell[] {
  const { readers, buyers, gmvTask } = sales;
  const gmvAll = gmvTask + sales.gmvOther;
  return [
    readers,
    Math.round(readers * 0.028),
    Math.round(readers * 0.021),
    Math.round(readers * 0.004),
    Math.round(readers * 0.003),
    sales.searchExposed,
    sales.searchVisitors,
    sales.visitors,
    sales.carts,
    sales.favers,
    Math.round(buyers * 1.12),
    Math.round(buyers * 0.95),
    yuan(Math.round(gmvAll * 1.14)),
    yuan(Math.round(gmvTask * 1.14)),
    buyers,
    Math.round(buyers * 0.86),
    yuan(gmvAll),
    yuan(gmvTask),
    sales.newVisitors,
    sales.newBuyers,
  ];
}

function rowOf(task: Task, day: Day): Cell[][] {
  const notes = NOTES.filter((note) => note.tasks.includes(task) && note.published <= day);
  if (notes.length === 0) return [];
  return [
    [day, task.id, task.name, '小红书', '15天', ...figures(sumOf(notes.map((note) => salesDay(note, task, day))))],
  ];
}

/** The whole table with its headings. */
export function jdSeedingRows(): Cell[][] {
  const tasks = TASKS.filter(({ platform }) => platform === 'jd');
  const rows = eachDay(FIRST_DAY, LAST_DAY.jdseeding).flatMap((day) => tasks.flatMap((task) => rowOf(task, day)));
  return [[...HEADINGS], ...rows];
}

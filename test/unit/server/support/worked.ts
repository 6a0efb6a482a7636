import { expect } from 'vitest';
import type { DetailResponse } from '../../../../src/api/contract-detail';
import { eachDay } from '../../../../src/metrics/days';
import type { Figure } from '../../../../src/metrics/figures';
import type { Cell } from '../../../../src/metrics/question';
import type { TestApi, Workspace } from './api';
import { NOTE, note, OTHER } from './files';

/** Exports of a few rows for the worked numbers of domain.md §3, and how their answers are asked for. Money in fen. */

export const A = note(NOTE);
export const B = note(OTHER);
export const ITEM = 'taobao/item/600000000001';
export const SKU = 'jd/sku/100000000001';
export const DAY1 = '2026-07-01';
export const ONE_DAY = { range: { from: DAY1, to: DAY1 } };

/** A table of an export, written as the platforms write it. */
export const csv = (headings: string, ...rows: (string | number)[][]) =>
  [headings, ...rows.map((row) => row.join(',')), ''].join('\n');
export const each = (from: string, to: string, row: (day: string) => (string | number)[]) => eachDay(from, to).map(row);

export const XINGHE = '日期,内容ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV';
export const XINGHE_TASK = '日期,任务ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV';
export const ORDER = '日期,订单ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV';
export const JUGUANG = '时间,笔记ID,消费,展现量,点击量';
export const JD = '日期,任务ID,归因范围,阅读UV,商详浏览UV,成交UV,主推商品成交GMV';
export const PGY =
  '数据更新日,笔记id,笔记发布日期,博主报价,服务费金额,阅读量,曝光量,抽样比例,站外行为UV（15天设备归因）';
export const MAP = '笔记ID,小红星任务ID,小红盟任务ID,淘宝商品ID,京东SKU,商品组';

export const sold = (day: string, id: string, visitors: number, yuan = '0', buyers = 2, window = 15) => [
  day,
  id,
  '全部流量',
  window,
  1000,
  visitors,
  buyers,
  yuan,
];
export const spent = (day: string, id: string, yuan: string) => [day, id, yuan, 5000, 400];
export const viewed = (day: string, task: string, viewers: number, yuan = '0') => [
  day,
  task,
  '15天',
  900,
  viewers,
  2,
  yuan,
];

export function figure(cells: readonly Cell[] | undefined, platform: string, key: string): Figure {
  const cell = cells?.find((one) => one.platform === platform);
  const found = Object.entries(cell?.figures ?? {}).find(([name]) => name === key)?.[1];
  if (!found) throw new Error(`no ${key} on ${platform}`);
  return found;
}

export async function ask(
  brand: Workspace,
  subject: string,
  platform: string,
  key: string,
  question: object,
): Promise<Figure> {
  const { answers } = await brand.metrics([subject], { measures: [key], ...question });
  return figure(answers[subject]?.cells as Cell[] | undefined, platform, key);
}

export async function total(
  brand: Workspace,
  platform: string,
  key: string,
  query: Record<string, string>,
): Promise<Figure> {
  const { cells } = await brand.summary({ measures: key, ...query });
  return figure(cells as Cell[], platform, key);
}

export async function detailOf(brand: Workspace, subject: string, query: Record<string, string>) {
  const response = await brand.request(`/v1/subjects/${subject}?${new URLSearchParams(query)}`);
  return ((await response.json()) as DetailResponse).detail;
}

export async function floors(brand: Workspace, subject: string, query: Record<string, string>) {
  return (await detailOf(brand, subject, query)).floors;
}

export const known = (low: number, high = low, more: object = {}) => ({ state: 'known', low, high, ...more });
export const missing = (reason: string, more: object = {}) => ({ state: 'missing', reason, ...more });
export const marked = (...marks: string[]) => ({ marks: expect.arrayContaining(marks) });

/** A workspace with these files imported. @param query what is declared of each */
export async function workspaceOf(
  api: TestApi,
  files: readonly string[],
  query: Record<string, string> = {},
): Promise<Workspace> {
  const brand = await api.workspace();
  for (const [at, file] of files.entries()) await brand.import(file, { ...query, filename: `${at}.csv` });
  return brand;
}

/** Exported so late that every window of July has passed: whatever its rows' days are, they are mature (domain.md §3.3). */
export const LATE = { asOf: '2026-09-30' };

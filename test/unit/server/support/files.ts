import { eachDay } from '../../../../src/metrics/days';

/** Small exports as the platforms write them (domain.md §1). */

export const NOTE = '6841f0000000000000000001';
export const OTHER = '6841f0000000000000000002';
export const note = (id: string) => `xhs/note/${id}`;

interface XingheRow {
  day: string;
  note?: string;
  window?: number;
  traffic?: string;
  visitors?: number | '-';
  gmv?: string;
}

/** 种草星河 content rows. */
export function xinghe(rows: readonly XingheRow[]): string {
  const lines = rows.map(({ day, note: id = NOTE, window = 15, traffic = '全部流量', visitors = 40, gmv = '199.50' }) =>
    [day, id, '标题', traffic, window, 100, visitors, 2, gmv].join(','),
  );
  return ['日期,内容ID,内容标题,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV', ...lines].join('\n');
}

/** One row a day, each like `row`. */
export function xingheDays(from: string, to: string, row: Omit<XingheRow, 'day'> = {}): string {
  return xinghe(eachDay(from, to).map((day) => ({ ...row, day })));
}

/** 聚光 note rows: a spend a day. */
export function juguang(from: string, to: string, yuan: string, id = NOTE): string {
  const lines = eachDay(from, to).map((day) => [day, id, yuan, 5000, 400].join(','));
  return ['时间,笔记ID,消费,展现量,点击量', ...lines].join('\n');
}

/** The map: a note and a Taobao product. */
export function mapFile(id: string, item: string): string {
  return `笔记ID,淘宝商品ID,商品名称\n${id},${item},精华水`;
}

/** 种草星河 task rows, of every traffic kind together and with a window of 15 days. */
export const taskRows = (...rows: [day: string, task: string, yuan: string][]) =>
  [
    '日期,任务ID,流量类型,归因周期,阅读/播放UV,进店UV,成交UV,任务商品成交GMV',
    ...rows.map(([day, task, yuan]) => [day, task, '全部流量', 15, 100, 40, 2, yuan].join(',')),
  ].join('\n');

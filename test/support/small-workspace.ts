import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, eachDay } from '../../src/metrics/days';

/**
 * A workspace small enough to be reckoned by hand. Two notes sell one Taobao item; the first is also the only note
 * of a JD task. Every day of a source is like every other, and each source ends on a day of its own.
 */
export const FIRST_DAY = '2026-07-01';
/** 16 days of 聚光, 15 of 星河, 14 of 京准通. */
export const LAST_DAY = { juguang: '2026-07-16', xinghe: '2026-07-15', jdseeding: '2026-07-14' } as const;

/** Published on the first day at 10:00, as its first eight digits say. */
export const BOTH_SHOPS = '6a447420000000002301a001';
export const TAOBAO_ONLY = '6a447420000000002301a002';
/** Somebody else's: no export names it. */
export const STRANGER = '6a447420000000002301afff';
export const TAOBAO_ITEM = '1021732880001';
export const JD_SKU = '100121430001';
const TAOBAO_TASK = '7001';
const JD_TASK = '9001';

const csv = (rows: readonly (readonly (string | number)[])[]) =>
  `\uFEFF${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;

const map = csv([
  ['笔记ID', '笔记标题', '平台', '任务ID', '商品ID', '商品名称'],
  [BOTH_SHOPS, '两边都卖的笔记', '淘宝', TAOBAO_TASK, TAOBAO_ITEM, '测试面霜'],
  [TAOBAO_ONLY, '只卖淘宝的笔记', '淘宝', TAOBAO_TASK, TAOBAO_ITEM, '测试面霜'],
  [BOTH_SHOPS, '两边都卖的笔记', '京东', JD_TASK, JD_SKU, '测试面霜 京东'],
]);

/** Per note and day: readers, visitors, buyers, GMV of the task's items, all in yuan and with a window of 15 days. */
const XINGHE = [
  { note: BOTH_SHOPS, readers: 1000, visitors: 40, buyers: 4, gmv: 1000 },
  { note: TAOBAO_ONLY, readers: 500, visitors: 20, buyers: 1, gmv: 200 },
] as const;
/** What must never be added to the rows above: a longer window, and parts of the whole traffic. */
const KINDS = [
  { window: '15', traffic: '全部流量', factor: 1 },
  { window: '30', traffic: '全部流量', factor: 3 },
  { window: '15', traffic: '自然流量', factor: 7 },
  { window: '30', traffic: '商业流量', factor: 11 },
] as const;

/** The days of 星河, split in two so that they can be imported one after the other, in either order. */
function xinghe(from: string, to: string): string {
  const rows = eachDay(from, to).flatMap((day, index) =>
    XINGHE.flatMap(({ note, readers, visitors, buyers, gmv }) =>
      KINDS.map(({ window, traffic, factor }) => [
        // Both ways of writing a day, in turn.
        index % 2 === 0 ? day : day.replaceAll('-', ''),
        `${note}\t`,
        traffic,
        window,
        readers * factor,
        visitors * factor,
        buyers * factor,
        (gmv * factor).toFixed(2),
        (gmv * factor * 1.5).toFixed(2),
      ]),
    ),
  );
  const headings = [
    '日期',
    '内容ID',
    '流量类型',
    '归因周期',
    '阅读/播放UV',
    '进店UV',
    '成交UV',
    '订单商品成交GMV',
    '商家GMV',
  ];
  return csv([headings, ...rows]);
}

const juguang = csv([
  ['时间', '笔记ID', '消费', '展现量', '点击量'],
  ...eachDay(FIRST_DAY, LAST_DAY.juguang).flatMap((day) => [
    [day, BOTH_SHOPS, '500.00', 10000, 800],
    [day, TAOBAO_ONLY, '100.00', 2000, 160],
  ]),
]);

const jdSeeding = csv([
  ['日期', '任务ID', '任务标题', '平台', '归因范围', '阅读UV', '搜索浏览UV', '商详浏览UV', '成交UV', '主推商品成交GMV'],
  ...eachDay(FIRST_DAY, LAST_DAY.jdseeding).map((day) => [
    day,
    JD_TASK,
    '测试任务',
    '小红书',
    '15天',
    900,
    8,
    20,
    2,
    '500.00',
  ]),
]);

/** 星河 in two parts: up to here, and from the next day on. */
const SPLIT = '2026-07-08';

/** Writes the workspace's exports into a folder. @returns Their paths, by what they are. */
export function writeSmallWorkspace(dir: string) {
  const path = (name: string) => join(dir, name);
  const files = {
    map: path('map.csv'),
    xingheFirst: path('xinghe-1.csv'),
    xingheSecond: path('xinghe-2.csv'),
    juguang: path('juguang.csv'),
    jdSeeding: path('jd.csv'),
  };
  mkdirSync(dir, { recursive: true });
  writeFileSync(files.map, map);
  writeFileSync(files.xingheFirst, xinghe(FIRST_DAY, SPLIT));
  writeFileSync(files.xingheSecond, xinghe(addDays(SPLIT, 1), LAST_DAY.xinghe));
  writeFileSync(files.juguang, juguang);
  writeFileSync(files.jdSeeding, jdSeeding);
  return files;
}

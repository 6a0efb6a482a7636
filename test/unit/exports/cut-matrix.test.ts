import { expect, it } from 'vitest';
import { ExportError, isAnswered } from '../../../src/exports';
import type { StoredMeasure } from '../../../src/metrics/measures';
import { csv, fileOf, NOTE_A, readAll, type Table, total } from './support';

type Outcome = 'summed' | 'locked' | 'asked' | 'refused';

/** Tables of the five platforms with room for one more column; the main measure has 100 and 200 in two rows. */
const KINDS: Readonly<Record<string, { measure: StoredMeasure; table: Table }>> = {
  聚光: {
    measure: 'spend',
    table: [
      ['时间', '笔记ID', '消费', '展现量', '点击量'],
      ['2026-09-01', NOTE_A, '100', '1000', '10'],
      ['2026-09-01', NOTE_A, '200', '2000', '20'],
    ],
  },
  星河: {
    measure: 'gmv_task',
    table: [
      ['日期', '内容ID', '流量类型', '归因周期', '进店UV', '订单商品成交GMV'],
      ['2026-09-01', NOTE_A, '全部流量', '15', '10', '100'],
      ['2026-09-01', NOTE_A, '全部流量', '15', '20', '200'],
    ],
  },
  无界: {
    measure: 'shop_ad_spend',
    table: [
      ['日期', '花费', '总成交金额', '展现量', '点击量', '投入产出比'],
      ['2026-09-01', '100', '300', '1000', '10', '3'],
      ['2026-09-01', '200', '600', '2000', '20', '3'],
    ],
  },
  京准通: {
    measure: 'shop_ad_spend',
    table: [
      ['日期', '花费', '展现数', '点击数', '总订单行', '总订单金额'],
      ['2026-09-01', '100', '1000', '10', '1', '300'],
      ['2026-09-01', '200', '2000', '20', '2', '600'],
    ],
  },
  京东联盟: {
    measure: 'alliance_gmv_ordered',
    table: [
      ['日期', '点击量', '下单订单量', '下单订单金额', '预估佣金金额', '完成订单量'],
      ['2026-09-01', '10', '1', '100', '5', '1'],
      ['2026-09-01', '20', '2', '200', '10', '2'],
    ],
  },
};
const ALL = Object.keys(KINDS);

/** A heading, and what becomes of a table that it cuts; where kinds differ, of each. */
const HEADINGS: readonly (readonly [string, Outcome, Readonly<Record<string, Outcome>>?])[] = [
  ['计划名称', 'summed'],
  ['计划ID', 'summed'],
  ['推广计划', 'summed'],
  ['单元名称', 'summed'],
  ['单元ID', 'summed'],
  ['账户名称', 'summed', { 无界: 'refused' }],
  ['账户ID', 'summed', { 无界: 'refused' }],
  ['子账户名称', 'summed'],
  ['投放类型', 'summed'],
  ['推广类型', 'summed'],
  ['场景名字', 'summed'],
  ['原二级场景ID', 'summed'],
  ['营销场景', 'summed'],
  ['营销诉求', 'summed'],
  ['推广标的', 'summed'],
  ['优化目标', 'summed'],
  ['出价方式', 'summed'],
  ['计费方式', 'summed'],
  ['投放模式', 'summed'],
  ['主体名称', 'summed'],
  ['主体类型', 'summed'],
  ['跟单SKU ID', 'summed'],
  ['SKU ID', 'summed'],
  ['商品名称', 'summed'],
  ['商品ID', 'summed'],
  ['关键词', 'summed'],
  ['搜索词', 'summed'],
  ['搜索主题', 'summed'],
  ['地域', 'summed'],
  ['省份', 'summed'],
  ['城市', 'summed'],
  ['城市等级', 'summed'],
  ['性别', 'summed'],
  ['年龄段', 'summed'],
  ['设备类型', 'summed'],
  ['操作系统', 'summed'],
  ['平台', 'summed'],
  ['版位', 'summed'],
  ['投放位置', 'summed'],
  ['广告位名称', 'summed'],
  ['资源位', 'summed'],
  ['人群包', 'summed'],
  ['人群名字', 'summed'],
  ['精准定向', 'summed'],
  ['小时', 'summed'],
  ['时段', 'summed'],
  ['推广位ID', 'summed'],
  ['店铺名称', 'summed'],
  ['类目', 'summed'],
  ['品牌', 'summed'],
  ['素材ID', 'summed'],
  ['创意名称', 'summed', { 聚光: 'refused' }],
  ['达人昵称', 'summed', { 聚光: 'asked', 星河: 'asked' }],
  ['归因模型', 'locked'],
  ['归因方式', 'locked'],
  ['归因口径', 'locked', { 星河: 'asked' }],
  ['转化周期', 'locked', { 星河: 'asked' }],
  ['口径', 'locked'],
  ['统计方式', 'locked'],
  ['数据口径', 'locked'],
  ['时间粒度', 'locked'],
  ['是否去重', 'locked'],
  ['兴趣标签', 'asked'],
  ['流量来源', 'asked', { 星河: 'refused' }],
  ['任务ID', 'asked'],
  ['状态', 'asked'],
  ['备注', 'asked'],
  ['包名', 'asked'],
  ['神秘列', 'asked'],
];

async function outcomeOf(kind: string, heading: string): Promise<Outcome | 'taken'> {
  const { table, measure } = KINDS[kind] ?? { table: [], measure: 'spend' };
  const cut = table.map((row, at) => [...row, at === 0 ? heading : (['甲', '乙'][at - 1] ?? '')]);
  try {
    const { rows, cuts, rejected } = await readAll(fileOf(`${kind}.csv`, csv(cut)));
    const open = cuts.filter((one) => !isAnswered(one));
    if (open.length > 0) return open.some(({ why }) => why === 'alternative') ? 'locked' : 'asked';
    if (rejected.length > 0) return 'refused';
    const stating = rows.filter(({ measures }) => measure in measures);
    const isApart = new Set(stating.map(({ subject, entity }) => `${subject} ${entity}`)).size === 2;
    return isApart && total(rows, measure) === 30_000 ? 'summed' : 'taken';
  } catch (error) {
    if (error instanceof ExportError) return 'refused';
    throw error;
  }
}

const CELLS = HEADINGS.flatMap(([heading, outcome, others = {}]) =>
  ALL.map((kind) => ({ kind, heading, outcome: others[kind] ?? outcome })),
);

it.each(CELLS)('$kind cut by $heading: $outcome', async ({ kind, heading, outcome }) => {
  expect(await outcomeOf(kind, heading)).toBe(outcome);
});

it('covers forty headings of each platform', () => {
  expect(HEADINGS.length).toBeGreaterThanOrEqual(40);
});

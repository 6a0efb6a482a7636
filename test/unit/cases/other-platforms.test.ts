import { describe, expect, it } from 'vitest';
import { openPglite } from '../../../src/server/db/pglite';
import { TestApi } from '../server/support/api';
import { juguang } from '../server/support/files';
import { apiSide } from './support/api-side';
import { filesSide } from './support/files-side';
import type { Side } from './support/side';

/**
 * Exports of platforms that are not ours (domain.md §3.8): what they call things is what 聚光 and 无界 call them, so
 * none of it proves whose a table is. Each platform with its own column and without, under each word for money.
 */
const ACCOUNTS: Record<string, string[]> = {
  UD: ['账户ID,账户名称', '展现量,点击量', '引导访问'],
  B站: ['账户ID,账户名称', '展示量,点击量', '稿件播放量'],
  快手: ['账户ID,账户名称', '封面曝光数,素材曝光数', '行为数'],
  腾讯: ['账号ID,账号名称', '曝光量,点击量', '千次展现均价'],
  巨量: ['账户ID,账户名称', '展示数,点击数', '转化数'],
};
const PLANS: Record<string, string[]> = {
  UD: ['计划ID,计划名称', '展现量,点击量', '引导进店量'],
  B站: ['计划ID,计划名称', '展现量,点击量', '播放量'],
  快手: ['计划ID,计划名称', '展现量,点击量', '涨粉量'],
  腾讯: ['推广计划ID,推广计划名称', '曝光量,点击量', '目标转化量'],
  巨量: ['广告计划ID,广告计划名称', '展现量,点击量', '转化数'],
};
const MONEY = ['花费', '消耗', '花费(元)', '消费', '总花费'];
/** A shop's sales beside the spend, as 无界 has them, and something that 无界 has not. */
const SALES: Record<string, string> = {
  UD: '日期,账户ID,花费,总成交金额,引导访问,点击量,展现量',
  快手: '日期,花费,总成交金额,ROI,封面曝光数,行为数',
  腾讯: '日期,账号ID,花费,下单金额,下单ROI,曝光量,点击量',
  巨量: '日期,账户ID,消耗,成交订单金额,支付ROI,展示数,点击数',
};

const tablesOf = (level: string, shapes: Record<string, string[]>): [string, string][] =>
  Object.entries(shapes).flatMap(([platform, [who = '', shown = '', own = '']]) =>
    MONEY.flatMap((money) =>
      [`,${own}`, ''].map((last): [string, string] => [`${platform} ${level}`, `日期,${who},${money},${shown}${last}`]),
    ),
  );
const TABLES = [
  ...tablesOf('账户', ACCOUNTS),
  ...tablesOf('计划', PLANS),
  ...Object.entries(SALES).map(([platform, headings]): [string, string] => [`${platform} 成交`, headings]),
];

const DAY = '2026-07-01';
const QUESTION = {
  range: { from: DAY, to: DAY },
  window: 15,
  caliber: 'source',
  costScope: ['juguang'],
  measures: ['cost', 'unattributed', 'shop_ad_spend', 'shop_ad_gmv'],
} as const;

function tableOf(headings: string): Uint8Array<ArrayBuffer> {
  const cell = (heading: string) =>
    heading === '日期' ? DAY : heading.endsWith('ID') ? '88001234' : heading.endsWith('名称') ? '甲' : '2500';
  return new TextEncoder().encode(`${headings}\n${headings.split(',').map(cell).join(',')}\n`);
}

/** The 500 yuan of the one 聚光 note stay all that was spent. */
async function expectUncounted(side: Side, headings: string): Promise<void> {
  await side.import('聚光-笔记.csv', new TextEncoder().encode(juguang(DAY, DAY, '500.00')), {});
  const { isLive, report, words } = await side.import('推广报表.csv', tableOf(headings), {});
  expect(isLive ? report?.source : words).not.toMatch(/^(?:juguang|alimama|)$/);
  const question = { ...QUESTION, costScope: [...QUESTION.costScope], measures: [...QUESTION.measures] };
  const { answer } = await side.ask({ subject: null, detail: false, question });
  const cellOf = (platform: string) => answer?.cells.find((cell) => cell.platform === platform)?.figures ?? {};
  expect(cellOf('xhs').cost).toMatchObject({ low: 50_000, high: 50_000, bound: 'exact' });
  const { unattributed } = cellOf('xhs');
  if (unattributed?.state === 'known') expect(unattributed).toMatchObject({ low: 0, high: 0 });
  const { shop_ad_spend: spend, shop_ad_gmv: gmv } = cellOf('taobao');
  expect([spend?.state, gmv?.state].filter((state) => state === 'known')).toEqual([]);
}

describe('another platform’s table is not counted as 聚光 or 无界', () => {
  const api = TestApi.ofSuite(() => openPglite(null));
  describe.each(TABLES)('%s: %s', (_, headings) => {
    it('by API', async () => expectUncounted(apiSide(await api.workspace()), headings));
    it('by files in the browser', () => expectUncounted(filesSide(), headings));
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPglite } from '../../../src/server/db/pglite';
import { TestApi } from './support/api';

// Order details hold personal numbers: a workspace keeps a keyed hash of each, and its key is its own.

const ORDER = '294159887445064307';
const ORDERS = [
  'trade_id,item_id,item_title,alipay_total_price,tk_create_time,tk_paid_time,adzone_id,tk_status,买家昵称',
  `${ORDER},590141576510,防晒霜,11.22,2026-07-04 15:15:05,2026-07-04 15:16:00,111112234455,12,秘密买家`,
].join('\n');

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open(await openPglite(null));
});
afterAll(() => api.close());

test('alliance orders are taken, and neither an order number nor a buyer can be read back', async () => {
  const [one, other] = [await api.workspace(), await api.workspace()];
  for (const brand of [one, other]) {
    expect(await brand.import(ORDERS)).toMatchObject({
      state: 'live',
      report: { kind: 'taobao-orders', counts: { lines: 1, rejected: 0 } },
    });
  }
  const stored = await api.service.db.query<{ workspace: string; entity: string; all: string }>(
    `SELECT workspace_id AS workspace, entity, row_to_json(facts)::text AS all FROM grasslens.facts WHERE entity <> ''`,
  );
  expect(stored).toHaveLength(2);
  expect(stored.map(({ all }) => all).join()).not.toMatch(new RegExp(`${ORDER}|秘密买家`));
  // The same order under two keys: equal only to the workspace that holds it.
  expect(stored[0]?.entity).not.toBe(stored[1]?.entity);
});

test('a workspace keeps its key, so that one order in two exports is one order', async () => {
  const brand = await api.workspace();
  await brand.import(ORDERS);
  await brand.import(`${ORDERS}\n`, { asOf: '2026-07-20' });
  const keys = await api.service.db.query<{ entity: string }>(
    `SELECT DISTINCT entity FROM grasslens.facts WHERE workspace_id = $1 AND entity <> ''`,
    [brand.name],
  );
  expect(keys).toHaveLength(1);
});

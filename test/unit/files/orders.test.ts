import { expect, it } from 'vitest';
import { asking } from '../../support/evidence';
import { openSet } from './support/files';

const ORDERS = [
  'trade_id,tk_create_time,item_id,adzone_id,alipay_total_price,tk_status',
  '29415988744501,2026-07-01 10:00:00,600000000001,111,10,12',
  '29415988744502,2026-07-01 10:00:00,600000000002,111,90,12',
].join('\n');

it('an alliance order counts for the product that it names, and once for the set', async () => {
  const files = openSet();
  await files.import(ORDERS);
  const question = asking({ range: { from: '2026-07-01', to: '2026-07-01' }, measures: ['alliance_gmv_paid'] });
  const items = ['taobao/item/600000000001', 'taobao/item/600000000002'];
  const { answers } = await files.source.metrics(items, question);
  expect(items.map((item) => answers[item]?.cells[0]?.figures.alliance_gmv_paid)).toMatchObject([
    { low: 1000, high: 1000, marks: [] },
    { low: 9000, high: 9000, marks: [] },
  ]);
  const { cells } = await files.source.summary(question);
  expect(cells.find(({ platform }) => platform === 'taobao')?.figures.alliance_gmv_paid).toMatchObject({ low: 10_000 });
});

import { expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import { asking, daily, evidenceOf, juguang } from '../../support/evidence';

const A = 'xhs/note/6861f0000000000000000001';
const B = 'xhs/note/6861f0000000000000000002';
const TASK = 'taobao/task/7001';

it('a grain without the column, or with rows of other days only, takes no 0 from another one (§3.2)', () => {
  const notes = daily('2026-07-01', '2026-07-02', juguang(B, { spend: 100, impressions: 900 }));
  const creatives = daily('2026-07-03', '2026-07-05', juguang(A, { spend: 100 }, { grain: 'creative', entity: 'c1' }));
  const question = asking({ range: { from: '2026-07-01', to: '2026-07-02' }, measures: ['impressions', 'spend'] });
  const found = answer(question, [A], evidenceOf([{ rows: notes }, { rows: creatives }]))[A];
  const zero = { state: 'known', low: 0, high: 0, days: { covered: 2, asked: 2 } };
  expect(found?.cells[0]?.figures).toMatchObject({ impressions: zero, spend: zero });
});

it('a source that was never imported is told before "only for the task" (§3.2)', () => {
  const links = [A, B].map((from) => ({ from, to: TASK }));
  const rows = daily('2026-07-01', '2026-07-02', juguang(A, { spend: 100 }));
  const found = answer(asking({ measures: ['visitors'] }), [A], evidenceOf([{ rows }], links))[A];
  const cell = found?.cells.find(({ platform }) => platform === 'taobao');
  expect(cell?.figures.visitors).toMatchObject({ state: 'missing', reason: 'not-imported', source: 'xinghe' });
});

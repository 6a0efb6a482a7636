import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import { asking, daily, evidenceOf, xinghe } from '../../support/evidence';

const NOTE = 'xhs/note/6861f0000000000000000001';
const TASK = 'taobao/task/7001';
const [X, Y] = ['taobao/item/600000000001', 'taobao/item/600000000002'];
const DAY = '2026-07-01';

/** 进店UV of X, of which one task has a total of 500 and its only note 6,000. */
function visitorsOfX(...products: string[]) {
  const rows = [
    ...daily(DAY, DAY, xinghe(NOTE, { visitors: 6_000 })),
    ...daily(DAY, DAY, xinghe(TASK, { visitors: 500 }, { grain: 'task' })),
  ];
  const links = [{ from: NOTE, to: TASK }, { from: TASK, to: X }, ...products.map((to) => ({ from: NOTE, to }))];
  const answers = answer(asking({ range: { from: DAY, to: DAY } }), [X], evidenceOf([{ rows }], links));
  return answers[X]?.cells.find(({ platform }) => platform === 'taobao')?.figures.visitors;
}

describe('a total below what its note was credited with (domain.md §3.5)', () => {
  it('is in conflict where the note is of nothing else', () => {
    const conflict = { low: 6_000, high: 6_000, marks: expect.arrayContaining(['conflict']) };
    expect(visitorsOfX()).toMatchObject(conflict);
    expect(visitorsOfX(X)).toMatchObject(conflict);
    expect(visitorsOfX('jd/sku/100000000001')).toMatchObject(conflict);
  });

  it('is the answer where the note is linked to another product of the shop, too', () => {
    const found = visitorsOfX(Y);
    expect(found).toMatchObject({ low: 500, high: 500, bound: 'exact' });
    expect(found?.marks).not.toContain('conflict');
  });
});

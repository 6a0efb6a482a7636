import { expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import { asking, daily, evidenceOf, juguang, xinghe } from '../../support/evidence';

const NOTE = 'xhs/note/6861f0000000000000000001';

// domain.md §3.3: a ratio uses only days that both its parts cover, and days that are told together have no parts.
it('a spend of two days of which one has no visitors leaves both out: ¥2 over 80 visitors, not ¥12 over 120', () => {
  const visits = (from: string, to: string) => daily(from, to, xinghe(NOTE, { visitors: 40 }));
  const summary = {
    ...juguang(NOTE, { spend: 1000 }),
    period: { kind: 'range' as const, from: '2026-07-01', to: '2026-07-02' },
    line: 2,
  };
  const evidence = evidenceOf([
    { rows: [...visits('2026-07-01', '2026-07-01'), ...visits('2026-07-03', '2026-07-04')] },
    { rows: [summary, ...daily('2026-07-03', '2026-07-04', juguang(NOTE, { spend: 100 }))] },
  ]);
  const question = asking({ range: { from: '2026-07-01', to: '2026-07-04' }, measures: ['cost', 'cost_per_visitor'] });
  const figures = answer(question, [NOTE], evidence)[NOTE]?.cells.find(
    ({ platform }) => platform === 'taobao',
  )?.figures;
  expect(figures?.cost).toMatchObject({ low: 1200, high: 1200, days: { covered: 4, asked: 4 } });
  // 2 × 100 fen ÷ (2 × 40) = 2.5 fen, of 07-03 and 07-04.
  expect(figures?.cost_per_visitor).toMatchObject({ low: 2.5, high: 2.5, days: { covered: 2, asked: 4 } });
});

import { expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import { asking, daily, evidenceOf, xinghe } from '../../support/evidence';

const NOTE = 'xhs/note/6861f0000000000000000001';

it('a dispute between two exports is said of the days that it is about, and of no others', () => {
  const days = (visitors: number) => daily('2026-07-01', '2026-07-02', xinghe(NOTE, { visitors }));
  const [same, first] = days(10);
  const [, second] = days(12);
  if (!same || !first || !second) throw new Error('two days');
  const evidence = evidenceOf([{ rows: [same, first] }, { rows: [same, second] }]);
  const marks = (day: string) => {
    const answers = answer(asking({ range: { from: day, to: day } }), [NOTE], evidence);
    return answers[NOTE]?.cells.find(({ platform }) => platform === 'taobao')?.figures.visitors?.marks;
  };
  expect(marks('2026-07-01')).not.toContain('conflict');
  expect(marks('2026-07-02')).toContain('conflict');
});

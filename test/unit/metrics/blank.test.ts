import { expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import type { Row } from '../../../src/metrics/values';
import { asking, evidenceOf, juguang, type MadeImport, xinghe } from '../../support/evidence';
import { noteId } from '../../support/seeding';

const NOTE = noteId(0);
const on = (row: Omit<Row, 'period' | 'line'>, day: string): Row => ({
  ...row,
  period: { kind: 'day', from: day, to: day },
  line: 2,
});
const range = { from: '2026-07-01', to: '2026-07-02' };

function figureOf(imports: MadeImport[], platform: string, measure: 'visitors' | 'spend') {
  const question = asking({ range, measures: [measure] });
  const { [NOTE]: found } = answer(question, [NOTE], evidenceOf(imports, [{ from: NOTE, to: 'taobao/item/1' }]));
  return found?.cells.find((cell) => cell.platform === platform)?.figures[measure];
}

const other = on(xinghe(noteId(1), { visitors: 7, readers: 9 }), '2026-07-01');

// domain.md §3.2: missing is never 0. A cell that says `<10` or `-` is not the 0 of a note that has no row.
it('a blank cell leaves its day unknown: (blank) + 40 are 40 of 1 of 2 days', () => {
  const rows = [
    other,
    on(xinghe(NOTE, { readers: 90 }), '2026-07-01'),
    on(xinghe(NOTE, { visitors: 40, readers: 90 }), '2026-07-02'),
  ];
  expect(figureOf([{ rows }], 'taobao', 'visitors')).toMatchObject({
    state: 'known',
    low: 40,
    high: 40,
    days: { covered: 1, asked: 2 },
    marks: ['credited', 'partial'],
  });
});

it('a note without a row has a real 0: 0 + 40 are 40 of 2 of 2 days', () => {
  const rows = [other, on(xinghe(NOTE, { visitors: 40, readers: 90 }), '2026-07-02')];
  expect(figureOf([{ rows }], 'taobao', 'visitors')).toMatchObject({
    low: 40,
    days: { covered: 2, asked: 2 },
    marks: ['credited'],
  });
});

it('an older export that has the number gives it where the newer one leaves it blank', () => {
  const older = { rows: [other, on(xinghe(NOTE, { visitors: 5, readers: 80 }), '2026-07-01')], asOf: '2026-07-03' };
  const newer = { rows: [other, on(xinghe(NOTE, { readers: 90 }), '2026-07-01')], asOf: '2026-07-04' };
  const second = { rows: [on(xinghe(NOTE, { visitors: 40 }), '2026-07-02')], asOf: '2026-07-04' };
  expect(figureOf([older, newer, second], 'taobao', 'visitors')).toMatchObject({ low: 45, days: { covered: 2 } });
});

it('a blank range and a blank snapshot are no 0 either', () => {
  const stated = {
    ...on(juguang(noteId(1), { spend: 500 }), '2026-07-01'),
    period: { kind: 'range' as const, ...range },
  };
  const blank = { ...stated, subject: NOTE, measures: { impressions: 3 } };
  expect(figureOf([{ rows: [stated, blank] }], 'xhs', 'spend')).toMatchObject({ state: 'missing' });
  expect(
    figureOf([{ rows: [stated] }, { rows: [on(juguang(NOTE, { spend: 1 }), '2026-06-01')] }], 'xhs', 'spend'),
  ).toMatchObject({
    state: 'known',
    low: 0,
  });
});

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

function figureOf(imports: MadeImport[], platform: string, measure: 'visitors' | 'readers' | 'spend', days = range) {
  const question = asking({ range: days, measures: [measure] });
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
    marks: ['credited', 'maybe-immature', 'partial'],
  });
});

it('a note without a row has a real 0: 0 + 40 are 40 of 2 of 2 days', () => {
  const rows = [other, on(xinghe(NOTE, { visitors: 40, readers: 90 }), '2026-07-02')];
  expect(figureOf([{ rows }], 'taobao', 'visitors')).toMatchObject({
    low: 40,
    days: { covered: 2, asked: 2 },
    marks: ['credited', 'maybe-immature'],
  });
});

it('an older figure never fills a blank of the newest export: 40, then a blank, is missing', () => {
  const older = { rows: [other, on(xinghe(NOTE, { visitors: 40, readers: 400 }), '2026-07-01')], asOf: '2026-07-02' };
  const newer = { rows: [other, on(xinghe(NOTE, { readers: 420 }), '2026-07-01')], asOf: '2026-07-03' };
  const one = { from: '2026-07-01', to: '2026-07-01' };
  for (const imports of [
    [older, newer],
    [newer, older],
  ]) {
    expect(figureOf(imports, 'taobao', 'visitors', one)).toMatchObject({ state: 'missing', reason: 'blank' });
    expect(figureOf(imports, 'taobao', 'readers', one)).toMatchObject({ low: 420 });
  }
});

it('an older export gives the number of a column that the newer one does not have', () => {
  const older = { rows: [on(xinghe(NOTE, { visitors: 5, readers: 80 }), '2026-07-01')], asOf: '2026-07-03' };
  const newer = { rows: [on(xinghe(NOTE, { readers: 90 }), '2026-07-01')], asOf: '2026-07-04' };
  const second = { rows: [on(xinghe(NOTE, { visitors: 40 }), '2026-07-02')], asOf: '2026-07-04' };
  expect(figureOf([older, newer, second], 'taobao', 'visitors')).toMatchObject({ low: 45, days: { covered: 2 } });
});

it('a cell that hides a small number says so', () => {
  const rows = [other, { ...on(xinghe(NOTE, { readers: 90 }), '2026-07-01'), hidden: ['visitors' as const] }];
  const one = { from: '2026-07-01', to: '2026-07-01' };
  expect(figureOf([{ rows }], 'taobao', 'visitors', one)).toMatchObject({ state: 'missing', reason: 'hidden' });
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

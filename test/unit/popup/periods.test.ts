import { describe, expect, it } from 'vitest';
import { figureBefore, periodsFor, trendOf } from '../../../src/popup/periods';
import { cell, known } from '../ui/figures';

const to = (day: string, from = '2026-07-01') => ({ range: { from: `${from}`, to: `2026-07-${day}` } });
const cells = [
  { ...cell('xhs', {}), ...to('14', '2026-07-08') },
  { ...cell('taobao', {}), ...to('15', '2026-07-09') },
  { ...cell('jd', {}), ...to('14', '2026-07-08') },
];

describe('other days than those of a summary', () => {
  it('are as many days before each of its cells, asked about once, and the parts of its own range', () => {
    const { days, before, trend } = periodsFor(cells, 7);
    expect(before).toEqual({ xhs: 0, taobao: 1, jd: 0 });
    expect(days.slice(0, trend)).toEqual([
      { from: '2026-07-01', to: '2026-07-07' },
      { from: '2026-07-02', to: '2026-07-08' },
    ]);
    expect(days.slice(trend)).toHaveLength(7);
    expect(days.slice(trend)[0]).toEqual({ from: '2026-07-08', to: '2026-07-08' });
    expect(days.at(-1)).toEqual({ from: '2026-07-14', to: '2026-07-14' });
  });

  it('are equal parts that end where the range does: 15 days are 7 × 2 and one left out', () => {
    const { days, trend } = periodsFor([{ ...cell('xhs', {}), ...to('15') }], 15);
    expect(days.slice(trend).map(({ from, to: end }) => `${from.slice(8)}-${end.slice(8)}`)).toEqual([
      '02-03',
      '04-05',
      '06-07',
      '08-09',
      '10-11',
      '12-13',
      '14-15',
    ]);
  });

  it('are none before a range that has no length of its own, and no trend within one day', () => {
    expect(periodsFor([{ ...cell('xhs', {}), ...to('01') }], 'publication')).toEqual({
      days: [],
      before: {},
      trend: 0,
    });
    expect(periodsFor([{ ...cell('xhs', {}), range: null }], 7).days).toEqual([]);
  });

  it('give a number back by its platform, and a gap where it is not whole', () => {
    const periods = periodsFor(cells, 7);
    const partial = known(5, { days: { covered: 0, asked: 1 } });
    const answered = periods.days.map((_, at) => [
      cell('taobao', { visitors: at === periods.trend ? partial : known(at) }),
    ]);
    const others = { ...periods, cells: answered };
    expect(figureBefore(others, 'taobao', 'visitors')).toEqual(known(1));
    expect(figureBefore(others, 'jd', 'visitors')).toBeUndefined();
    expect(figureBefore(null, 'taobao', 'visitors')).toBeUndefined();
    expect(trendOf(others, 'taobao', 'visitors').slice(0, 2)).toEqual([null, { low: 3, high: 3 }]);
  });
});

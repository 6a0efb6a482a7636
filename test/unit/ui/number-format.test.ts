import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Locale, sayIn } from '../../../src/text/text';
import { columnMagnitude, drawn, drawnNumber, exact, type Form, formOf, spoken } from '../../../src/ui/number-format';
import { runs } from '../../support/runs';
import { known, missing } from './figures';

const zh = (value: number, form: Form) => drawn(known(value), form, 'zh_CN');

describe('how a measure is written', () => {
  it('follows from its unit', () => {
    expect(formOf('spend')).toBe('money');
    expect(formOf('cost')).toBe('money');
    expect(formOf('impressions')).toBe('count');
    expect(formOf('visitors')).toBe('person-days');
    expect(formOf('outside_visitors_distinct')).toBe('people');
    expect(formOf('cost_per_visitor')).toBe('money');
  });

  it('is a multiple where money is divided by money, else a percentage', () => {
    expect(formOf('roi')).toBe('times');
    expect(formOf('visit_rate')).toBe('percent');
    expect(formOf('ctr')).toBe('percent');
  });
});

describe('a number as it is drawn', () => {
  it.each<[number, string, string, string]>([
    [0, '0', '0', '0'],
    [9, '9', '9', '9'],
    [9_999, '9,999', '9,999', '9,999'],
    [9_999.4, '9,999', '9,999', '9,999'],
    [9_999.5, '1.00万', '1.00萬', '10.0K'],
    [10_000, '1.00万', '1.00萬', '10.0K'],
    [10_049, '1.00万', '1.00萬', '10.0K'],
    [10_050, '1.01万', '1.01萬', '10.1K'],
    [10_327, '1.03万', '1.03萬', '10.3K'],
    [99_949, '9.99万', '9.99萬', '99.9K'],
    [99_950, '10.0万', '10.0萬', '100K'],
    [99_995, '10.0万', '10.0萬', '100K'],
    [199_499, '19.9万', '19.9萬', '199K'],
    [999_499, '99.9万', '99.9萬', '999K'],
    [999_500, '100万', '100萬', '1.00M'],
    [12_345_678, '1,230万', '1,230萬', '12.3M'],
    [99_949_999, '9,990万', '9,990萬', '99.9M'],
    [99_950_000, '1.00亿', '1.00億', '100M'],
    [99_999_999, '1.00亿', '1.00億', '100M'],
    [340_000_000, '3.40亿', '3.40億', '340M'],
    [999_500_000_000, '1.00万亿', '1.00兆', '1.00T'],
    [-10_327, '-1.03万', '-1.03萬', '-10.3K'],
  ])('of %d is %s, %s and %s', (value, simplified, traditional, english) => {
    expect(drawn(known(value), 'person-days', 'zh_CN')).toBe(simplified);
    expect(drawn(known(value), 'count', 'zh_TW')).toBe(traditional);
    expect(drawn(known(value), 'people', 'en')).toBe(english);
  });

  it.each<[number, string]>([
    [346, '¥3.46'],
    [100.5, '¥1.01'], // 1.005 as a double lies below the half: toFixed says 1.00
    [345.49, '¥3.45'], // rounded twice, 345.49 → 345.5 → 346
    [999_999, '¥9,999.99'],
    [999_999.4, '¥9,999.99'],
    [999_999.5, '¥1.00万'],
    [1_990_000, '¥1.99万'],
    [1_234_567_890, '¥1,230万'],
    [-123_456, '-¥1,234.56'],
    [0, '¥0.00'],
    [0.5, '¥0.01'],
    [0.49, '<¥0.01'],
    [-0.49, '>-¥0.01'],
  ])('of %d fen is %s', (fen, text) => {
    expect(zh(fen, 'money')).toBe(text);
  });

  it.each<[number, Form, string]>([
    [1.005, 'times', '1.01'],
    [1.865, 'times', '1.87'],
    [0, 'times', '0.00'],
    [0.005, 'times', '0.01'],
    [0.0049, 'times', '<0.01'],
    [-0.0049, 'times', '>-0.01'],
    [12_345.6, 'times', '1.23万'],
    [0.123, 'percent', '12.3%'],
    [0.0115, 'percent', '1.2%'],
    [0.0004, 'percent', '0.04%'], // one decimal would say 0.0%
    [0.00001, 'percent', '<0.01%'],
    [-0.00001, 'percent', '>-0.01%'],
    [0.00005, 'percent', '0.01%'],
    [0, 'percent', '0.0%'],
    [0.4, 'person-days', '<1'],
    [-0.4, 'count', '>-1'],
  ])('of %d as %s is %s', (value, form, text) => {
    expect(zh(value, form)).toBe(text);
  });

  it.each<[low: number, high: number, form: Form, text: string]>([
    [600, 1000, 'person-days', '600–1,000'],
    [11_500, 12_400, 'person-days', '1.15万–1.24万'],
    [11_999, 12_001, 'count', '1.1999万–1.2001万'],
    [8_000, 12_000, 'person-days', '0.80万–1.20万'],
    [9_999, 10_001, 'person-days', '0.9999万–1.0001万'],
    [950_000, 1_600_000, 'money', '¥0.95万–1.60万'],
    [1_150_000, 1_240_000, 'money', '¥1.15万–1.24万'],
    [12_310_000, 12_340_000, 'count', '1,231万–1,234万'],
    [95_000_000, 160_000_000, 'count', '0.95亿–1.60亿'],
    [40, 120_000, 'person-days', '40–120,000'],
    [0, 12_000, 'person-days', '0–1.20万'],
    [820, 1142, 'money', '¥8.20–11.42'],
    [-500, 300, 'money', '-¥5.00–3.00'],
    [1.871, 1.874, 'times', '1.871–1.874'],
    [0.74, 1.24, 'times', '0.74–1.24'],
    [0.003, 1.2, 'times', '<0.01–1.20'],
    [0.003, 0.004, 'times', '0.003–0.004'],
    [0.1231, 0.1234, 'percent', '12.31%–12.34%'],
    [0.1 + 0.2, 0.3, 'times', '0.30'],
  ])('of the band %d to %d as %s is %s: never a point, in one unit', (low, high, form, text) => {
    expect(drawn(known(Math.min(low, high), { high: Math.max(low, high) }), form, 'zh_CN')).toBe(text);
  });

  it.each<[low: number, high: number, bound: 'at-least' | 'at-most', form: Form, text: string]>([
    [1250, 1250, 'at-least', 'money', '≥¥12.50'],
    [1.2, 1.2, 'at-most', 'times', '≤1.20'],
    [0.74, 1.24, 'at-least', 'times', '≥0.74'],
    [0.74, 1.24, 'at-most', 'times', '≤1.24'],
    [11_500, 12_400, 'at-least', 'person-days', '≥1.15万'],
    [0.004, 0.004, 'at-most', 'times', '<0.01'],
    [0.004, 0.004, 'at-least', 'times', '>0'],
    [0.4, 0.4, 'at-least', 'money', '>¥0'],
    [-0.004, -0.004, 'at-least', 'times', '>-0.01'],
    [0, 0, 'at-least', 'money', '≥¥0.00'],
  ])('of %d to %d %s as %s is %s: the end that is sure', (low, high, bound, form, text) => {
    expect(drawn(known(low, { high, bound }), form, 'zh_CN')).toBe(text);
  });

  it('is in the unit of its column', () => {
    const column = (locale: Locale, form: Form, ...values: number[]) => {
      const figures = [...values.map((value) => known(value)), missing('not-covered'), undefined];
      const magnitude = columnMagnitude(figures, form, locale);
      return figures.map((figure) => drawn(figure, form, locale, magnitude));
    };
    expect(column('zh_CN', 'person-days', 9_400, 123_000, 0)).toEqual(['0.94万', '12.3万', '0', '—', '—']);
    expect(column('zh_CN', 'person-days', 40, 12_000)).toEqual(['40', '12,000', '—', '—']);
    expect(column('zh_CN', 'person-days', 40, 9_000)).toEqual(['40', '9,000', '—', '—']);
    expect(column('zh_CN', 'money', 123_456, 2_300_000)).toEqual(['¥0.12万', '¥2.30万', '—', '—']);
    expect(column('zh_CN', 'count', 120_000, 230_000_000)).toEqual(['12.0万', '23,000万', '—', '—']);
    expect(column('en', 'count', 9_400, 1_230_000)).toEqual(['9.40K', '1,230K', '—', '—']);
    expect(column('en', 'count', 940_000, 1_230_000)).toEqual(['0.94M', '1.23M', '—', '—']);
  });

  it('is in the unit of its column also as a band', () => {
    const figures = [known(40), known(11_500, { high: 12_400 })];
    const magnitude = columnMagnitude(figures, 'person-days', 'zh_CN');
    expect(figures.map((one) => drawn(one, 'person-days', 'zh_CN', magnitude))).toEqual(['40', '11,500–12,400']);
  });

  it('is a dash where it is missing: never 0', () => {
    expect(drawn(missing('not-covered'), 'people', 'zh_CN')).toBe('—');
    expect(drawn(undefined, 'money', 'zh_CN')).toBe('—');
  });

  it('is the same where it is no figure', () => {
    expect(drawnNumber(0.00001, 'percent', 'zh_CN')).toBe('<0.01%');
    expect(drawnNumber(1_032_700, 'money', 'zh_CN')).toBe('¥1.03万');
  });

  it('is exact to the last digit where it is asked to be, and never 0 where it is not', () => {
    expect(exact(known(1_234_567_890), 'money')).toBe('¥12,345,678.90');
    expect(exact(known(12_345), 'people')).toBe('12,345');
    expect(exact(known(0.0049), 'times')).toBe('0.0049');
    expect(exact(known(0.00001), 'percent')).toBe('0.001%');
    expect(exact(known(11_999, { high: 12_001 }), 'people')).toBe('11,999–12,001');
    expect(exact(known(1.871, { high: 1.874 }), 'times')).toBe('1.871–1.874');
  });

  const locales = fc.constantFrom<Locale>('zh_CN', 'zh_TW', 'en');

  it('is short whatever it is, and 0 only where it is 0', () => {
    const figure = fc.double({ min: -1e13, max: 1e13, noNaN: true });
    const forms = fc.constantFrom<Form>('count', 'person-days', 'money');
    fc.assert(
      fc.property(figure, forms, locales, (value, form, locale) => {
        const text = drawn(known(value), form, locale);
        // The longest: -¥9,999.99.
        expect(text.length).toBeLessThanOrEqual(10);
        expect(text).toMatch(/^[<>]?-?¥?[\d,.]+(万|亿|万亿|萬|億|兆|K|M|B|T)?$/);
        expect(/[1-9]/.test(text)).toBe(value !== 0);
      }),
      { seed: 20260715, numRuns: runs(2000) },
    );
  });

  it('of a band has two ends that differ', () => {
    const ends = fc.tuple(fc.integer({ min: 0, max: 1e10 }), fc.integer({ min: 1, max: 1e6 }));
    const forms = fc.constantFrom<Form>('count', 'person-days', 'money', 'times', 'percent');
    fc.assert(
      fc.property(ends, forms, locales, ([low, more], form, locale) => {
        const text = drawn(known(low, { high: low + more }), form, locale);
        const [first = '', second = ''] = text.replace('¥', '').split('–');
        expect(second).not.toBe('');
        expect(first).not.toBe(second);
        const signs = [first, second].map((end) => end.replace(/[\d,.<>%]/g, ''));
        expect(first === '0' || signs[0] === signs[1]).toBe(true);
      }),
      { seed: 20260715, numRuns: runs(2000) },
    );
  });
});

describe('a number as it is spoken', () => {
  const say = sayIn('zh_CN');
  it('has all its digits and its unit', () => {
    expect(spoken(known(12_345), 'person-days', say)).toBe('12,345 人·天');
    expect(spoken(known(12_345), 'people', say)).toBe('12,345 人');
    expect(spoken(known(346), 'money', say)).toBe('3.46 元');
    expect(spoken(known(1.87), 'times', say)).toBe('1.87');
    expect(spoken(known(12_345), 'person-days', sayIn('en'))).toBe('12,345 person-days');
  });

  it('says bands and bounds in words', () => {
    expect(spoken(known(600, { high: 1000 }), 'person-days', say)).toBe('600 到 1,000 人·天');
    expect(spoken(known(1250, { bound: 'at-least' }), 'money', sayIn('en'))).toBe('at least 12.50 yuan');
    expect(spoken(known(1.2, { bound: 'at-most' }), 'times', say)).toBe('不高于 1.20');
    expect(spoken(known(0.74, { high: 1.24, bound: 'at-least' }), 'times', say)).toBe('不低于 0.74');
  });

  it('says why it is missing', () => {
    expect(spoken(missing('not-covered'), 'people', say)).toBe('没有数字（未导入这几天）');
    expect(spoken(missing('task-only', { count: 3 }), 'people', say)).toBe('没有数字（任务级，3 篇共用）');
    expect(spoken(missing('not-imported', { source: 'juguang' }), 'money', say)).toBe('没有数字（还没导入聚光）');
    expect(spoken(undefined, 'people', sayIn('en'))).toBe('no number (not in the export)');
  });
});

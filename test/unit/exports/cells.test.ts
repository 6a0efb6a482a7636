import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, day, daysBetween, fen, share, type Unreadable, windowIn } from '../../../src/exports/cells';
import { noteIn, productIn } from '../../../src/exports/links';
import { runs } from '../../support/runs';
import { NOTE_A } from './support';

const codeOf = (read: () => unknown) => {
  try {
    return read();
  } catch (error) {
    return (error as Unreadable).notice.code;
  }
};

describe('money', () => {
  it.each([
    ['0', 0],
    ['0.01', 1],
    ['1234.56', 123_456],
    ['1,234.5', 123_450],
    ['¥1,234.50', 123_450],
    ['￥１２', 1200],
    ['12元', 1200],
    ['.5', 50],
    ['0.005', 1],
    ['0.0049', 0],
    ['1234.5599999999999', 123_456],
    ['3.8万', 3_800_000],
    ['1.23456万', 1_234_560],
    ['2亿', 20_000_000_000],
  ])('%s is %i 分', (text, value) => {
    expect(fen(text).value).toBe(value);
  });

  it('says where the platform had rounded', () => {
    expect([fen('3.8万').rounded, fen('38000').rounded]).toEqual([true, false]);
  });

  it('is what its digits say, for any amount', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (amount) => {
        const digits = String(amount).padStart(3, '0');
        expect(fen(`${digits.slice(0, -2)}.${digits.slice(-2)}`).value).toBe(amount);
      }),
      { numRuns: runs(10_000) },
    );
  });
});

describe('numbers that are none', () => {
  it.each([
    ['-5', 'export_cell_negative'],
    ['−5', 'export_cell_negative'],
    ['NaN', 'export_cell_finite'],
    ['-Infinity', 'export_cell_finite'],
    ['1.23E+18', 'export_cell_digits'],
    ['#N/A', 'export_cell_formula'],
    ['=1+1', 'export_cell_formula'],
    ['1.5', 'export_cell_whole'],
    ['9007199254740993', 'export_cell_large'],
    ['1,23', 'export_cell_number'],
    ['10万+', 'export_cell_number'],
    ['<10', 'export_cell_number'],
    ['.', 'export_cell_number'],
    ['١٢', 'export_cell_number'],
  ])('%s: %s', (text, code) => {
    expect(codeOf(() => count(text))).toBe(code);
  });
});

it.each([
  ['2026-07-04', '2026-07-04'],
  ['20260704', '2026-07-04'],
  ['2026/7/4', '2026-07-04'],
  ['2026.07.04', '2026-07-04'],
  ['2026年7月4日', '2026-07-04'],
  ['2026-07-04 0:00', '2026-07-04'],
  ['２０２６－０７－０４', '2026-07-04'],
  ['2026-02-29', 'export_cell_day'],
  ['2024-02-29', '2024-02-29'],
  ['2026-07-04 13:00', 'export_cell_hour'],
  ['2026-07-04 25:00', 'export_cell_day'],
  ['1926-07-04', 'export_cell_day'],
  ['04/07/2026', 'export_cell_day'],
])('the day %s is %s', (text, expected) => {
  expect(codeOf(() => day(text))).toBe(expected);
});

it.each([
  ['2026-07-01~2026-07-15'],
  ['2026-07-01 - 2026-07-15'],
  ['2026/7/1 至 2026/7/15'],
  ['20260701-20260715'],
  ['2026-07-01 to 2026-07-15'],
  ['2026.7.1—2026.7.15'],
])('%s is two days', (text) => {
  expect(daysBetween(text)).toEqual({ from: '2026-07-01', to: '2026-07-15' });
});

it.each([
  ['15', 15],
  ['30天', 30],
  ['7日归因', 7],
  ['T+15', 15],
  ['全部', null],
  ['60天', 'export_cell_window'],
  ['150', 'export_cell_window'],
])('the window %s is %s', (text, expected) => {
  expect(codeOf(() => windowIn(text))).toBe(expected);
});

it.each([
  ['50', 'percent', 0.5],
  ['50%', 'percent', 0.5],
  ['50%', 'fraction', 0.5],
  ['0.5', 'fraction', 0.5],
  ['1', 'fraction', 1],
  ['100', 'percent', 1],
  ['0', 'percent', null],
  ['0.5', 'percent', 'export_cell_share'],
  ['50', 'fraction', 'export_cell_share'],
  ['150', 'percent', 'export_cell_share'],
  ['-5', 'percent', 'export_cell_negative'],
] as const)('the share %s, bare numbers as %s, is %s', (text, bare, expected) => {
  expect(codeOf(() => share(text, bare))).toBe(expected);
});

it.each([
  [NOTE_A],
  [NOTE_A.toUpperCase()],
  [`https://www.xiaohongshu.com/explore/${NOTE_A}?xsec_token=AB`],
  [`www.xiaohongshu.com/discovery/item/${NOTE_A}`],
  [`https://www.rednote.com/search_result/${NOTE_A}`],
  [`https://www.xiaohongshu.com/user/profile/${'5'.repeat(24)}/${NOTE_A}`],
  [`xhsdiscover://item/${NOTE_A}?a=1`],
])('%s is the note', (text) => {
  expect(noteIn(text)).toBe(`xhs/note/${NOTE_A}`);
});

it.each([
  [`https://www.xiaohongshu.com/user/profile/${NOTE_A}`],
  [`https://www.xiaohongshu.com.evil.example/explore/${NOTE_A}`],
  [`https://evil.example/?u=https://www.xiaohongshu.com/explore/${NOTE_A}`],
  [`https://www.xiaohongshu.com@evil.example/explore/${NOTE_A}`],
  [`${NOTE_A}0`],
  ['6.82E+23'],
])('%s is no note', (text) => {
  expect(codeOf(() => noteIn(text))).toMatch(/^export_cell_(?:note|digits)$/);
});

it.each([
  ['https://item.taobao.com/item.htm?spm=a.1&id=712345678901&skuId=5', 'taobao/item/712345678901'],
  ['https://detail.tmall.com/item.htm?id=712345678901', 'taobao/item/712345678901'],
  ['//chaoshi.detail.tmall.com/item.htm?id=712345678901', 'taobao/item/712345678901'],
  ['https://detail.tmall.hk/hk/item.htm?id=712345678901', 'taobao/item/712345678901'],
  ['https://h5.m.taobao.com/awp/core/detail.htm?id=712345678901', 'taobao/item/712345678901'],
  ['https://world.taobao.com/item/712345678901.htm', 'taobao/item/712345678901'],
  ['item.jd.com/100012345678.html', 'jd/sku/100012345678'],
  ['https://item.m.jd.com/product/100012345678.html?x=1', 'jd/sku/100012345678'],
  ['https://npcitem.jd.hk/100012345678.html', 'jd/sku/100012345678'],
  ['https://login.taobao.com/?redirectURL=https://item.taobao.com/item.htm?id=712345678901', 'export_cell_product'],
  ['https://item.jd.com/product/AbCdEf.html', 'export_cell_product'],
  ['https://3.cn/abc', 'export_cell_short_link'],
  ['712345678901', 'export_cell_which_shop'],
])('%s is %s', (text, expected) => {
  expect(codeOf(() => productIn(text, null))).toBe(expected);
});

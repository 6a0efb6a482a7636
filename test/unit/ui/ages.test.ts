import { describe, expect, it } from 'vitest';
import { ago, timeOf } from '../../../src/ui/ages';

const NOW = Date.UTC(2026, 6, 16, 12);
const MINUTE = 60_000;

describe('an age', () => {
  it.each([
    [0, '1分钟前'],
    [59 * MINUTE, '59分钟前'],
    [60 * MINUTE, '1小时前'],
    [5.9 * 60 * MINUTE, '5小时前'],
    [47 * 60 * MINUTE, '47小时前'],
    [48 * 60 * MINUTE, '2天前'],
  ])('of %d ms is %s', (age, words) => {
    expect(ago(NOW - age, NOW, 'zh_CN')).toBe(words);
  });

  it('is in English too, and never in the future', () => {
    expect(ago(NOW - 5 * 60 * MINUTE, NOW, 'en')).toBe('5h ago');
    expect(ago(NOW + 60 * MINUTE, NOW, 'en')).toBe('1m ago');
  });
});

it('says a time of day to the second', () => {
  const at = new Date(2026, 6, 16, 14, 5, 9).getTime();
  expect(timeOf(at, 'zh_CN')).toBe('14:05:09');
});

import { describe, expect, test } from 'vitest';
import { searchWords } from '../../../src/exports/search-words';

describe('words to look for', () => {
  test.each([
    ['精华', ['精华']],
    ['50ML 精华', ['50ML', '精华']],
    ['a a\ta', ['a']],
    ['口红 口红色号', ['口红色号']],
    ['', ['']],
  ])('of %j', (text, words) => {
    expect(searchWords(text)).toEqual({ words, id: text });
  });

  test.each([
    ['one letter each', Array.from({ length: 100 }, (_, at) => String.fromCodePoint(0x4e00 + at))],
    ['all lengths', Array.from({ length: 100 }, (_, at) => String.fromCodePoint(0x4e00 + at).repeat(1 + (at % 9)))],
  ])('of 100 words of %s are the longest few', (_, all) => {
    const { words } = searchWords(all.join(' '));
    expect(words.length).toBe(8);
    expect(all).toEqual(expect.arrayContaining(words));
    const longest = Math.max(...all.map(({ length }) => length));
    expect(words.every(({ length }) => length === longest)).toBe(true);
  });
});

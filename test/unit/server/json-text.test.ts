import { describe, expect, test } from 'vitest';
import { hasEscapedNul, jsonText } from '../../../src/server/db/json-text';

const BACKSLASHES = 200_000;

describe('JSON for the database', () => {
  test.each([
    ['', false],
    ['\\', false],
    ['\u0000', true],
    ['\\\u0000', true],
    ['\\u0000', false],
    ['\\\\u0000', false],
    ['\\u0000 and \u0000', true],
  ])('an escaped NUL of %j is found: %s', (value, has) => {
    expect(hasEscapedNul(JSON.stringify(value))).toBe(has);
  });

  test.each([
    ['a\u0000b', 'a\ufffdb'],
    ['\ud800x', '\ufffdx'],
    ['\\ud800', '\\ud800'],
    ['\\\ud83d', '\\\ufffd'],
    ['\u0001\n"', '\u0001\n"'],
    ['😭', '😭'],
  ])('%j is stored as %j', (value, stored) => {
    expect(JSON.parse(jsonText({ value }))).toEqual({ value: stored });
  });

  // A quadratic check needs minutes for these.
  test.each([
    ['backslashes', '\\'.repeat(BACKSLASHES)],
    ['backslashes before an escape', `${'\\'.repeat(BACKSLASHES)}\u0000`],
    ['backslashes before written escapes', `${'\\'.repeat(1_001)}u0000`.repeat(1_000)],
    ['escapes', '\u0001'.repeat(BACKSLASHES)],
  ])('a text of many %s is checked and stored', (_, value) => {
    expect(hasEscapedNul(JSON.stringify(value))).toBe(value.includes('\u0000'));
    expect(JSON.parse(jsonText(value))).toBe(value.replaceAll('\u0000', '\ufffd'));
  });
});

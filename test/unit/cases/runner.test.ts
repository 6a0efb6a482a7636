import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../src/metrics/figures';
import { NOTE, xinghe } from '../server/support/files';
import { filesSide } from './support/files-side';
import { CaseSchema, type Wanted } from './support/format';
import { complaintsAbout } from './support/outcome';
import { RunCase } from './support/run-case';
import { type Got, holds } from './support/wanted';

/** The runner of the cases must be able to fail: each kind of expectation, once as it is and once as it is not. */

const point: Figure = {
  state: 'known',
  low: 5,
  high: 5,
  bound: 'exact',
  of: 'gmv_task',
  days: { covered: 3, asked: 4 },
  marks: ['partial', 'credited'],
  provenance: [],
};
const band: Figure = { ...point, low: 5, high: 9, marks: [] };
const above: Figure = { ...band, bound: 'at-least' };
const below: Figure = { ...band, bound: 'at-most' };
const none: Figure = { state: 'missing', reason: 'hidden', marks: [], provenance: [] };

describe('what a case wants of an answer', () => {
  it.each<[Wanted, Got, boolean]>([
    [5, point, true],
    [5.1, point, false],
    [5, above, false],
    [5, 5, true],
    [5, undefined, false],
    [{ value: 5 }, { ...point, bound: 'at-least' }, false],
    [{ value: 5, bound: 'at-least' }, { ...point, bound: 'at-least' }, true],
    [{ from: 5, to: 9 }, band, true],
    [{ from: 5, to: 9 }, above, false],
    [{ from: 5, to: 9, bound: 'at-least' }, above, true],
    [{ from: 5, to: 8 }, band, false],
    [{ value: 5 }, band, false],
    [{ atLeast: 5 }, above, true],
    [{ atLeast: 9 }, above, false],
    [{ atLeast: 5 }, band, false],
    [{ atMost: 9 }, below, true],
    [{ atMost: 5 }, below, false],
    [{ missing: true }, none, true],
    [{ missing: true }, point, false],
    [{ missing: true }, undefined, false],
    [{ missing: ['hidden', 'blank'] }, none, true],
    [{ missing: ['blank'] }, none, false],
    [{ missing: true, reasonNot: ['not-covered'] }, none, true],
    [{ missing: true, reasonNot: ['hidden'] }, none, false],
    [{ absentOr: { missing: true } }, undefined, true],
    [{ absentOr: { missing: true } }, none, true],
    [{ absentOr: { missing: true } }, point, false],
    [{ notExact: true }, none, true],
    [{ notExact: true }, band, true],
    [{ notExact: true }, below, true],
    [{ notExact: true }, point, false],
    [{ value: 5, marks: ['partial'] }, point, true],
    [{ value: 5, marks: ['partial', 'conflict'] }, point, false],
    [{ value: 5, marksNot: ['conflict'] }, point, true],
    [{ value: 5, marksNot: ['partial'] }, point, false],
    [{ value: 5, marked: true }, point, true],
    [{ from: 5, to: 9, marked: true }, band, false],
    [{ value: 5, markedBeyond: ['credited'] }, point, true],
    [{ value: 5, markedBeyond: ['credited', 'partial'] }, point, false],
    [{ value: 5, marksOnly: ['credited', 'partial', 'sampled'] }, point, true],
    [{ value: 5, marksOnly: ['credited'] }, point, false],
    [{ value: 5, days: [3, 4] }, point, true],
    [{ value: 5, days: [4, 4] }, point, false],
    [{ value: 5, of: 'gmv_task' }, point, true],
    [{ value: 5, of: 'gmv_shop' }, point, false],
    [{ value: 5 }, none, false],
    [[4, { value: 5 }], point, true],
    [[4, 6], point, false],
    [null, null, true],
    [null, 'x', false],
    ['good', 'good', true],
    ['good', 'bad', false],
  ])('%j of %j: %s', (wanted, got, does) => {
    expect(holds(wanted, got)).toBe(does);
  });
});

describe('what a case wants of an import', () => {
  const refused = { isLive: false, words: '认不出。表头：关键词、消费。像聚光，缺展现量。', report: null, id: null };
  it.each([
    ['refused', { outcome: 'refused' as const }, 0],
    ['asked or live', { outcome: ['asked' as const, 'live' as const] }, 0],
    ['live', { outcome: 'live' as const }, 1],
    ['a word', { says: '聚光' }, 0],
    ['a word that only a heading has', { says: '关键词' }, 1],
    ['a word that is longer than a heading', { says: '展现量' }, 0],
    ['no such word', { saysNot: '聚光' }, 1],
    ['no such word but in a heading', { saysNot: '关键词' }, 0],
  ])('%s', (_, wanted, count) => {
    const complaints = complaintsAbout({ import: 'a.csv', ...wanted }, refused, ['关键词', '展现', '消费']);
    expect(complaints).toHaveLength(count);
  });
});

describe('a case', () => {
  const bytes = new TextEncoder().encode(xinghe([{ day: '2026-07-01' }]));
  const ask = { subject: `xhs/note/${NOTE}`, range: { from: '2026-07-01', to: '2026-07-01' } };
  const complaintsOf = async (expected: object[], more: object = {}) => {
    const one = { kind: 'k', law: '§3', files: [{ name: 'a.csv' }], expect: expected, ...more };
    const run = await RunCase.begin(filesSide(), v.parse(CaseSchema, one), () => bytes);
    return run.complaints();
  };
  const visitors = (is: unknown) => ({ ask, path: 'taobao.visitors', is });

  it('has no complaint where all is as wanted, and one for each that is not', async () => {
    expect(await complaintsOf([{ import: 'a.csv', outcome: 'live', rejected: 0 }, visitors(40)])).toEqual([]);
    expect(await complaintsOf([{ import: 'a.csv', outcome: 'refused' }, visitors(41)])).toHaveLength(2);
    expect(await complaintsOf([{ anyOf: [[visitors(41)], [visitors(40), visitors({ value: 40 })]] }])).toEqual([]);
    expect(await complaintsOf([{ anyOf: [[visitors(41), visitors(40)], [visitors(42)]] }])).toHaveLength(1);
  });

  it('is asked after what is undone', async () => {
    expect(await complaintsOf([visitors(40)], { undo: ['a.csv'] })).toHaveLength(1);
    expect(await complaintsOf([visitors({ absentOr: 41 })], { undo: ['a.csv'] })).toEqual([]);
  });

  it('that says what the runner does not know is refused', async () => {
    await expect(complaintsOf([visitors({ value: 40, about: true })])).rejects.toThrow();
    await expect(complaintsOf([{ import: 'a.csv', outcome: 'live', lines: 3 }])).rejects.toThrow();
    await expect(complaintsOf([visitors(40)], { redo: [] })).rejects.toThrow();
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { READERS } from '../../../src/exports';
import { wordsUnder } from '../../../src/text/text';

const folder = new URL('../../../src/exports/', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

it('has words for every code it gives, in both languages, and no words that nobody says', () => {
  const codes = new Set([...sources.matchAll(/'(export_[a-z_]+)'/g)].map(([, code]) => code ?? ''));
  expect(codes.size).toBeGreaterThan(40);
  for (const locale of ['zh_CN', 'en'] as const) {
    expect(Object.keys(wordsUnder(locale, 'export_')).sort()).toEqual([...codes].sort());
  }
});

it('puts the same values into both languages', () => {
  const named = (locale: 'zh_CN' | 'en', code: string) =>
    [...(wordsUnder(locale, code)[code] ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const code of Object.keys(wordsUnder('en', 'export_')))
    expect([code, named('en', code)]).toEqual([code, named('zh_CN', code)]);
});

it('finds every reader of the folder, each of a kind of its own', () => {
  const kinds = READERS.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  const ours = [
    'alimama-wujie',
    'jd-ads-standard',
    'jd-ads-whole',
    'jd-orders',
    'jd-seeding-task',
    'jd-union-daily',
    'juguang-account',
    'juguang-creative',
    'juguang-note',
    'juguang-plan',
    'lingxi-note',
    'map',
    'pgy-note',
    'shutiao-order',
    'sycm-content',
    'sycm-task',
    'taobao-orders',
    'xinghe-content',
    'xinghe-task',
  ];
  expect(kinds).toEqual(expect.arrayContaining(ours));
});

import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportAnswer } from '../../../src/api/contract';
import type { Cli } from '../../../src/server/cli/cli';
import { reportLines } from '../../../src/server/cli/report-text';
import { openPglite } from '../../../src/server/db/pglite';
import type { Locale } from '../../../src/text/text';
import { aliasesOf, EVERY_KIND, type Kind, tableOf } from '../exports/every-kind';
import { csv, type Table, twin } from '../exports/support';
import { TestApi, type Workspace } from './support/api';

// What a preview explains of every kind of export, under either headings: as the API says it and as the terminal does.

let api: TestApi;
let brand: Workspace;
beforeAll(async () => {
  api = await TestApi.open(await openPglite(null));
  brand = await api.workspace();
});
afterAll(async () => {
  expect((await brand.request('/v1/imports').then((response) => response.json())).imports).toEqual([]);
  await api.close();
});

const cliIn = (locale: Locale): Cli => ({
  locale,
  log: pino({ level: 'silent' }),
  stopping: new AbortController().signal,
  env: {},
  out: () => undefined,
  err: () => undefined,
  live: false,
});

async function previewed(kind: Kind, table: Table): Promise<ImportAnswer> {
  return brand.import(csv(table), { filename: kind.fileName, preview: 'true', ...kind.declared });
}

describe.each(EVERY_KIND)('$kind', (kind) => {
  test.each([
    ['the headings of the page', tableOf(kind), []],
    [
      'its other headings, shuffled, and two unknown ones',
      twin(tableOf(kind), aliasesOf(kind), kind.banner?.length ?? 0),
      ['神秘指标', '实验列B'],
    ],
  ])('under %s', async (_, table, strange) => {
    const answer = await previewed(kind, table);
    const { report } = answer;
    expect(report).toMatchObject({ kind: kind.kind, counts: { rejected: 0, passed: 0 }, rejected: { first: [] } });
    const headings = (table[kind.banner?.length ?? 0] ?? []).filter((heading) => heading !== '');
    expect(report?.because.length).toBeGreaterThan(0);
    expect(headings).toEqual(expect.arrayContaining(report?.because ?? []));
    expect(report?.columns.map(({ heading }) => heading)).toEqual(headings);
    const unread = report?.columns.filter(({ as }) => as === null).map(({ heading }) => heading) ?? [];
    expect(unread).toEqual(expect.arrayContaining(strange));
    expect(unread).toHaveLength(strange.length + (kind.unread?.length ?? 0));
    for (const locale of ['zh_CN', 'en'] as const) {
      const [first = '', second, ...rest] = reportLines(cliIn(locale), answer);
      expect(first).toContain(locale === 'en' ? report?.name.en : report?.name.zh);
      expect(first).toContain(report?.because[0]);
      expect(second).toBe(locale === 'en' ? '  Preview only, nothing stored' : '  仅预览，没有保存');
      expect(rest.join('\n')).not.toMatch(/\{\w+\}|server_|export_/);
      for (const heading of strange) expect(rest.join('\n')).toContain(heading);
    }
  });
});

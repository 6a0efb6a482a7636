import { expect, it } from 'vitest';
import { Gathered, openExport, READERS } from '../../../src/exports';
import { aliasesOf, EVERY_KIND, type Kind, tableOf, totalsOf } from './every-kind';
import { csv, fileOf, readAll, type Table, twin } from './support';
import { xlsx } from './workbook';

/** Every measure of the rows summed, apart by window where its column names one. */
async function sums(kind: Kind, table: Table, asXlsx: boolean) {
  const file = fileOf(kind.fileName, asXlsx ? await xlsx(table) : csv(table));
  const result = await readAll(file, kind.declared ?? {}, { secret: 'x' });
  const windowed = new Set(Object.keys(totalsOf(kind)).filter((name) => name.includes(' ')));
  const found: Record<string, number> = {};
  for (const { window, measures } of result.rows) {
    for (const [measure, value] of Object.entries(measures)) {
      const key = windowed.has(`${measure} ${window}`) ? `${measure} ${window}` : measure;
      found[key] = (found[key] ?? 0) + value;
    }
  }
  return { ...result, found };
}

it('there is a fixture of every kind', () => {
  expect(EVERY_KIND.map(({ kind }) => kind).sort()).toEqual(READERS.map(({ kind }) => kind).sort());
});

it.each(EVERY_KIND)('$kind under the headings of the page: every column is understood', async (kind) => {
  const { kind: read, found, unknown, rejected, links } = await sums(kind, tableOf(kind), false);
  expect([read, rejected, unknown]).toEqual([kind.kind, [], kind.unread ?? []]);
  expect(found).toEqual(totalsOf(kind));
  expect(links).toHaveLength(kind.links ?? 0);
});

it.each(EVERY_KIND)(
  '$kind shuffled, under its other headings and two unknown ones, as xlsx: the same',
  async (kind) => {
    const other = twin(tableOf(kind), aliasesOf(kind), kind.banner?.length ?? 0);
    const { kind: read, found, unknown, rejected, links } = await sums(kind, other, true);
    expect([read, rejected]).toEqual([kind.kind, []]);
    expect(unknown).toEqual(['神秘指标', ...(kind.unread ?? []).map((heading) => aliasesOf(kind)[heading]), '实验列B']);
    expect(found).toEqual(totalsOf(kind));
    expect(links).toHaveLength(kind.links ?? 0);
  },
);

/** Lists of events prove their days with zeros of nobody. */
const LISTS = ['shutiao-order', 'taobao-orders', 'jd-orders', 'map'];

it.each(EVERY_KIND.filter(({ kind }) => !LISTS.includes(kind)))(
  '$kind with all measures blank tells each as a blank of the scope that it would be stated under',
  async (kind) => {
    const table = tableOf(kind);
    const measured = kind.columns.map(([, , what]) => typeof what === 'string');
    const dataFrom = (kind.banner?.length ?? 0) + 1;
    const emptied = table.map((row, at) => (at < dataFrom ? row : row.map((cell, n) => (measured[n] ? '-' : cell))));
    const runs = async (one: Table) => {
      const opened = await openExport(fileOf(kind.fileName, csv(one)));
      const gathered = new Gathered();
      for await (const batch of opened.parsed(kind.declared ?? {})) gathered.add(batch);
      return gathered.coverage.runs(null);
    };
    const [full, blank] = [await runs(table), await runs(emptied)];
    expect(full.flatMap(({ blanks = [] }) => blanks)).toEqual([]);
    // Of blanks no day is known to have had any spend.
    expect(blank).toEqual(full.map(({ measures, exposed: _, ...run }) => ({ ...run, measures: [], blanks: measures })));
  },
);

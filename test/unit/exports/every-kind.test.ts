import { expect, it } from 'vitest';
import { READERS } from '../../../src/exports';
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

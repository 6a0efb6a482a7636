import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExportError } from '../../../src/exports';
import { runs } from '../../support/runs';
import { badDay, type Draft, draftOf, mutation } from './fuzz-mutations';
import { drawn, type Kind, meaningOf } from './fuzz-tables';
import { csv, type Everything, fileOf, readAll } from './support';
import { xlsx } from './workbook';

/** What was found, as the generator would say it. */
function found({ rows }: Everything): string[] {
  return rows
    .map(({ subject, period, window, measures }) => {
      const named = Object.entries(measures).map(([name, value]) => `${name}=${value}`);
      return `${subject} ${period.to} ${window} ${named.sort().join(' ')}`;
    })
    .sort();
}

const tableOf = ({ headings, rows }: Draft) => [headings, ...rows.map(({ cells }) => cells.map(({ text }) => text))];

function expected(kind: Kind, { columns, rows }: Draft) {
  // Meanings are told by the kind's own order of columns.
  const meant = rows
    .filter(({ fate }) => fate === 'taken')
    .flatMap(({ cells }) => {
      const row = kind.columns.map((column) => cells[columns.indexOf(column)] ?? { text: '', means: null });
      return meaningOf(kind, row);
    });
  const lines = (fate: string) => rows.flatMap((row, at) => (row.fate === fate ? [at + 2] : []));
  return { meant: meant.sort(), rejected: lines('rejected'), passed: lines('passed') };
}

const file = fc.record({
  delimiter: fc.constantFrom(',', '\t', ';'),
  end: fc.constantFrom('\r\n', '\n'),
  mark: fc.boolean(),
  piece: fc.integer({ min: 1, max: 4000 }),
  asXlsx: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});
const FUZZ = { numRuns: runs(10_000) };

describe('mutated exports', () => {
  it('mean what they meant, lose the row that was spoilt, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        drawn,
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        file,
        async (table, mutations, how) => {
          const draft = mutations.reduce((changed, { apply }) => apply(changed), draftOf(table));
          const text = tableOf(draft);
          const bytes = how.asXlsx ? await xlsx(text) : `${how.mark ? '\ufeff' : ''}${csv(text, how)}`;
          const result = await readAll(fileOf('x', bytes, how.piece), {}, { kind: table.kind.kind });
          const { meant, rejected, passed } = expected(table.kind, draft);
          expect(result.rejected.map(({ line }) => line)).toEqual(rejected);
          expect(result.passed).toEqual(passed);
          expect(found(result)).toEqual(meant);
        },
      ),
      FUZZ,
    );
  }, 600_000);

  it('lose the row of a day that does not exist', async () => {
    const daily = drawn.filter(({ kind }) => kind.kind !== 'juguang-note');
    await fc.assert(
      fc.asyncProperty(daily, badDay, async (table, { apply }) => {
        const draft = apply(draftOf(table));
        const result = await readAll(fileOf('x', csv(tableOf(draft))), {}, { kind: table.kind.kind });
        expect(result.rejected.map(({ line }) => line)).toEqual(expected(table.kind, draft).rejected);
      }),
      { numRuns: runs(1000) },
    );
  }, 600_000);

  it('are refused whole when a needed column is gone or a quote is left open', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(), fc.boolean(), async (table, pick, quote) => {
        const { kind } = table;
        const draft = draftOf(table);
        const gone = kind.needed[pick % kind.needed.length];
        const without = tableOf(draft).map((row) => row.filter((_, at) => draft.headings[at] !== gone));
        const whole = csv(tableOf(draft)).split('\r\n');
        const at = 1 + (pick % table.rows.length);
        const open = whole.with(at, `"${whole[at]}`).join('\r\n');
        await expect(readAll(fileOf('x', quote ? open : csv(without)), {}, { kind: kind.kind })).rejects.toThrow(
          ExportError,
        );
      }),
      { numRuns: runs(1000) },
    );
  }, 600_000);

  it('that are cut anywhere give whole rows, a rejected one, a remark, or nothing', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), async (table, part, asXlsx) => {
        const draft = draftOf(table);
        const text = tableOf(draft);
        const whole = asXlsx ? await xlsx(text) : new TextEncoder().encode(csv(text));
        const cut = whole.slice(0, Math.floor(whole.length * part));
        let result: Everything;
        try {
          result = await readAll(fileOf('x', cut), {}, { kind: table.kind.kind });
        } catch (error) {
          expect(error).toBeInstanceOf(ExportError);
          return;
        }
        const sure = {
          ...result,
          rows: result.rows.filter(({ line }) => !result.remarks.some((remark) => remark.line === line)),
        };
        const { meant } = expected(table.kind, draft);
        expect(found(sure).filter((row) => !meant.includes(row))).toEqual([]);
        expect(result.rejected.length + result.remarks.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: runs(2000) },
    );
  }, 600_000);

  it('with one bit flipped in a workbook mean the same or are refused', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(), fc.nat({ max: 7 }), async (table, where, bit) => {
        const draft = draftOf(table);
        const bytes = await xlsx(tableOf(draft));
        const at = where % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        try {
          const result = await readAll(fileOf('x', bytes), {}, { kind: table.kind.kind });
          expect(found(result)).toEqual(expected(table.kind, draft).meant);
        } catch (error) {
          expect(error).toBeInstanceOf(ExportError);
        }
      }),
      { numRuns: runs(2000) },
    );
  }, 600_000);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../../src/metrics/days';
import type { Row } from '../../../src/metrics/values';
import type { Db } from '../../../src/server/db/db';
import { openPglite } from '../../../src/server/db/pglite';
import { Service } from '../../../src/server/service';
import { Imports } from '../../../src/server/store/imports';
import { largeNote } from './support/large';

let db: Db;
let imports: Imports;
beforeAll(async () => {
  db = await openPglite(null);
  const service = await Service.open(db, () => {});
  await service.workspaces.ensure('laid');
  imports = new Imports(db, 'laid');
});
afterAll(() => db.close());

const NOTES = 700;
const DAYS = 17;

/** Day by day, as exports go; the last note states one measure more. */
const rows = Array.from({ length: DAYS * NOTES }, (_, at): Row => {
  const [day, number] = [addDays('2026-07-01', Math.floor(at / NOTES)), at % NOTES];
  return {
    source: 'xinghe',
    grain: 'note',
    window: 15,
    caliber: 'click',
    traffic: 'all',
    subject: `xhs/note/${largeNote(number)}`,
    entity: '',
    period: { kind: 'day', from: day, to: day },
    sampling: null,
    measures: { visitors: at, ...(number === NOTES - 1 ? { buyers: number } : {}) },
    line: at + 2,
  };
});

test('rows that come day by day are laid down subject by subject, each as it was', async () => {
  const id = await imports.begin({ fileName: 'a.csv', sha256: 'a', kind: 'made', source: 'xinghe', declared: {} });
  const chunk = imports.chunk(id, 0);
  for (const row of rows) chunk.add(row);
  await imports.add(id, chunk);

  const laid = await db.query<{
    subject: string;
    row_no: number;
    line: number;
    visitors: number;
    buyers: number | null;
  }>(
    `SELECT subject, row_no, line, m_visitors AS visitors, m_buyers AS buyers FROM grasslens.facts
     WHERE workspace_id = 'laid' AND import_id = $1 ORDER BY ctid`,
    [id],
  );
  const told = rows.map(({ subject, line, measures: { visitors, buyers } }, row_no) => ({
    ...{ subject, row_no, line, visitors, buyers: buyers ?? null },
  }));
  expect(laid.toSorted((a, b) => a.row_no - b.row_no)).toEqual(told);
  const changes = laid.filter(({ subject }, at) => subject !== laid[at - 1]?.subject).length;
  // Once more where the measure that only one of them states begins another set of columns.
  expect(changes).toBeGreaterThanOrEqual(NOTES);
  expect(changes).toBeLessThanOrEqual(2 * NOTES);
});

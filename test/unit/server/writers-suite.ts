import { describe, expect, test } from 'vitest';
import type { Mapping } from '../../../src/metrics/mapping';
import type { Db } from '../../../src/server/db/db';
import { Service } from '../../../src/server/service';
import { daily, xinghe } from '../../support/evidence';
import { TestApi } from './support/api';
import { importMade } from './support/made';

const ROUNDS = 20;
const SUBJECT = 'xhs/note/6841f0000000000000000001';

/** Writers at once, the same on every database. */
export function writersSuite(name: string, open: () => Promise<Db>): void {
  describe(`writers at once on ${name}`, () => {
    const api = TestApi.ofSuite(open);

    test.each([
      ['the same measure', 'roi', 'roi'],
      ['different measures', 'roi', 'cost_per_visitor'],
    ])('two sets of targets with %s leave one of them', async (_, one, other) => {
      const { name: workspace } = await api.workspace();
      const decisions = api.service.decisions(workspace);
      for (let round = 1; round <= ROUNDS; round++) {
        const sets = [{ [one]: { good: round, bad: 0 } }, { [other]: { good: round + 0.5, bad: 0 } }];
        await Promise.all(sets.map((targets) => decisions.setTargets(targets)));
        expect(sets).toContainEqual(await decisions.targets());
      }
    });

    test('marks of the same subjects in opposite orders are all of one writer', async () => {
      const { name: workspace } = await api.workspace();
      const decisions = api.service.decisions(workspace);
      const subjects = Array.from({ length: 1_000 }, (_, at) => `xhs/note/6841f00000000000000${10_000 + at}`);
      for (let round = 1; round <= ROUNDS; round++) {
        const writes = [subjects, subjects.toReversed()].map((listed, writer) =>
          decisions.setMarks(
            Object.fromEntries(listed.map((subject) => [subject, { decision: 'stop', remark: String(writer) }])),
          ),
        );
        await Promise.all(writes);
        expect(new Set(Object.values(await decisions.marks()).map(({ remark }) => remark)).size).toBe(1);
      }
    });

    test('column mappings never exceed their number together', async () => {
      const { name: workspace } = await api.workspace();
      const mappings = api.service.mappings(workspace);
      const batch = (writer: number) =>
        Array.from({ length: 30 }, (_, at) => ({ name: `${writer}-${at}` }) as unknown as Mapping);
      const ends = await Promise.allSettled([1, 2].map((writer) => mappings.change(batch(writer))));
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await mappings.list()).toHaveLength(30);
    });

    test('an import that begins while dead ones are given up goes live', async () => {
      const { name: workspace } = await api.workspace();
      const { db, givenUp } = sweptAtBeginning(api.service.db);
      const service = await Service.open(db, (error) => api.faults.push(error));
      givenUp(() => service.sweeper.sweepSoon(workspace));
      const rows = daily('2026-07-01', '2026-07-05', xinghe(SUBJECT, { visitors: 40 }));
      const id = await importMade(service, workspace, { rows });
      await service.sweeper.stop();
      expect(await service.imports(workspace).get(id)).toMatchObject({ state: 'live' });
    });
  });
}

/** A data folder whose sweep runs after an import is stored and before its process learns of it. */
function sweptAtBeginning(db: Db): { db: Db; givenUp(sweep: () => void): void } {
  let sweep = () => {};
  let listed = () => {};
  const query: Db['query'] = async <Row extends object>(text: string, params: Parameters<Db['query']>[1] = []) => {
    const result = await db.query<Row>(text, params);
    if (text.includes('INSERT INTO grasslens.imports')) {
      const swept = new Promise<void>((resolve) => {
        listed = resolve;
      });
      sweep();
      await swept;
    } else if (text.includes("state = 'loading'")) setImmediate(listed);
    return result;
  };
  const swept: Db = {
    embedded: true,
    query,
    copyIn: (table, columns, rows) => db.copyIn(table, columns, rows),
    transaction: (work) => db.transaction(work),
    close: () => db.close(),
  };
  return {
    db: swept,
    givenUp: (next) => {
      sweep = next;
    },
  };
}

import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDemo } from '../../../src/demo/files/write';
import type { Detail } from '../../../src/metrics/detail';
import type { Question } from '../../../src/metrics/question';
import { kindOf, type Subject } from '../../../src/metrics/subjects';
import { openPglite } from '../../../src/server/db/pglite';
import { asking } from '../../support/evidence';
import { runs } from '../../support/runs';
import { writeSmallWorkspace } from '../../support/small-workspace';
import { worlds } from '../../support/world';
import { TestApi, type Workspace } from '../server/support/api';
import { importMade } from '../server/support/made';
import { openSet } from './support/files';

const RANGES: Question['range'][] = [
  { from: '2026-07-01', to: '2026-07-10' },
  { from: '2026-07-03', to: '2026-07-06' },
  { last: 4, to: '2026-07-31' },
  { last: 15, to: '2026-10-31' },
  { since: 'publication', to: '2026-10-31' },
];

/** So many subjects are asked about in detail over each range. */
const DETAILS = 3;

type Files = ReturnType<typeof openSet>;

/** Asks both about everything that is known and a stranger, over every range and window, and compares field by field. */
async function expectSame(api: TestApi, { name }: Workspace, { source }: Files) {
  const known = await source.known(null);
  if (known === 'unchanged') throw new Error('there was no tag');
  const theirs = await api.service.store.known(name);
  expect({ asOf: known.known.asOf, subjects: known.known.subjects }).toEqual({
    asOf: theirs.asOf,
    subjects: theirs.subjects,
  });
  const subjects: Subject[] = Object.entries(theirs.subjects).flatMap(([kind, ids]) =>
    ids.map((id) => `${kind}/${id}`),
  );
  subjects.push('xhs/note/ffffffffffffffffffffffff');
  for (const range of RANGES) {
    for (const window of [15, 30] as const) {
      const question = asking({ range, window });
      const ours = await source.metrics(subjects, question);
      expect(ours.answers).toEqual((await api.service.metrics(name, subjects, question)).answers);
      const { revision: _ours, ...summary } = await source.summary(question);
      const { revision: _theirs, ...expected } = await api.service.summary(name, question);
      expect(summary).toEqual(expected);
      const { waterlines, targets } = await source.targets(question);
      expect({ waterlines, targets }).toEqual(withoutRevision(await api.service.targets(name, question)));
    }
    const question = asking({ range });
    for (const subject of subjects.filter((one) => theirs.subjects[kindOf(one)]).slice(0, DETAILS)) {
      const detail = (await source.detail(subject, question))?.detail;
      expect(unnamed(detail)).toEqual(unnamed((await api.service.detail(name, subject, question)).detail));
    }
    expect(await source.detail('xhs/note/ffffffffffffffffffffffff', question)).toBeNull();
  }
  return subjects.length;
}

describe('files in the browser and the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open(await openPglite(null));
  }, 60_000);
  afterAll(() => api.close());

  it('answer alike, field by field, about random workspaces, imports coming and going', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat(), async (world, which) => {
        const workspace = await api.workspace();
        const files = openSet();
        const made = [{ rows: [], links: world.links }, ...world.imports];
        for (const file of made) {
          const theirs = await importMade(api.service, workspace.name, file);
          expect((await files.importMade(file)).id).toBe(theirs);
        }
        expect(await expectSame(api, workspace, files)).toBeGreaterThan(2);
        const gone = String((which % made.length) + 1).padStart(6, '0');
        await api.service.undo(workspace.name, gone);
        await files.importer.undo(files.set, gone);
        await expectSame(api, workspace, files);
      }),
      { numRuns: runs(40) },
    );
  }, 240_000);

  const fixtures: [string, (dir: string) => Promise<string[]>][] = [
    ['the demo’s exports', writeDemo],
    ['the small workspace', async (dir) => Object.values(writeSmallWorkspace(dir))],
  ];
  it.each(fixtures)(
    'answer and report alike about %s',
    async (_name, write) => {
      const workspace = await api.workspace();
      const files = openSet();
      for (const path of await write(join(tmpdir(), `grasslens-files-${process.pid}`))) {
        const bytes = new Uint8Array(await readFile(path));
        const filename = path.slice(path.lastIndexOf('/') + 1);
        const response = await workspace.tryImport(bytes, { filename });
        const { report, id } = await response.json();
        const ours = await files.import(bytes, {}, filename);
        expect(ours.id).toBe(id);
        expect(withoutWords(ours.report)).toEqual(withoutWords(report));
      }
      expect(await expectSame(api, workspace, files)).toBeGreaterThan(3);
    },
    120_000,
  );
});

/** Files that were made have names of their own on each side. */
const unnamed = (detail: Detail | undefined) =>
  detail && { ...detail, imports: detail.imports.map(({ id, declared }) => ({ id, declared })) };

const withoutRevision = ({ revision: _, ...rest }: { revision: string }) => rest;

/** The API words its notices; the page does it where it shows them. */
function withoutWords(report: unknown): unknown {
  return JSON.parse(JSON.stringify(report, (key, value) => (key === 'message' ? undefined : value)));
}

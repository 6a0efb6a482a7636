import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { type ArchiveSource, columnParts, type Part, writeArchive } from '../../archive';
import { packRows } from '../../metrics/packed';
import type { Subject } from '../../metrics/subjects';
import type { Row } from '../../metrics/values';
import type { Db } from '../db/db';
import { messageOf, Refusal } from '../refusal';
import { Decisions } from '../store/decisions';
import { FactRows } from '../store/fact-rows';
import { subjectsOfImport } from '../store/facts';
import { Imports } from '../store/imports';
import { Mappings } from '../store/mappings';
import type { Reading } from '../store/reading';
import type { Store } from '../store/store';
import { Workspaces } from '../store/workspaces';

/** Subjects per statement, and rows per line. */
const SUBJECTS = 50;
const ROWS = 2_000;

/** That nothing would be written over. @throws Refusal `server_export_exists` */
export function checkFree(path: string): void {
  if (existsSync(path)) throw new Refusal('server_export_exists', { file: path });
}

/**
 * Writes all of a workspace as an archive to a file, of one revision: begun anew when an import
 * comes or goes meanwhile. Nothing is left of one that failed.
 * @throws Refusal `server_export_unwritable`
 */
export async function writeWorkspace(store: Store, workspace: string, path: string): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await store.read(workspace, async (reading) => {
      const file = await open(unfinished, 'w', 0o600);
      const out = new WritableStream<Uint8Array>({ write: (piece) => file.writeFile(piece) });
      try {
        await writeArchive(await sourceOf(store.db, workspace, reading), out);
      } finally {
        await file.close();
      }
    });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw unwritable(error, path);
  }
}

async function sourceOf(db: Db, workspace: string, reading: Reading): Promise<ArchiveSource> {
  const decisions = new Decisions(db, workspace);
  const live = [...reading.snapshot.live.values()];
  return {
    name: workspace,
    secret: await new Workspaces(db).heldOrderKey(workspace),
    imports: live.flatMap(({ id, createdAt, report }) => (report ? [{ id, createdAt, report }] : [])),
    mappings: await new Mappings(db, workspace).list(),
    targets: await decisions.targets(),
    marks: await decisions.marks(),
    calibers: await decisions.calibers(),
    parts: (id) => partsOf(db, workspace, reading, id),
  };
}

async function* partsOf(db: Db, workspace: string, reading: Reading, id: string): AsyncGenerator<Part> {
  yield* columnParts(reading.coverage.filter(({ importId }) => importId === id));
  const facts = new FactRows(db, workspace, reading.snapshot.live);
  const subjects = await subjectsOfImport(db, workspace, id);
  for (let start = 0; start < subjects.length; start += SUBJECTS) {
    yield* rowParts(await facts.ofImport(id, subjects.slice(start, start + SUBJECTS)));
  }
  for await (const labels of reading.names.labelsOf(id)) yield { labels };
  const links = await new Imports(db, workspace).links(id);
  if (links.length > 0) yield { links };
}

/** Rows, sorted by subject, as parts. */
function* rowParts(rows: readonly Row[]): Generator<Part> {
  let subject: Subject | null = null;
  let waiting: Row[] = [];
  for (const row of rows) {
    if (subject !== null && (row.subject !== subject || waiting.length >= ROWS)) {
      yield { subject, packed: packRows(waiting) };
      waiting = [];
    }
    subject = row.subject;
    waiting.push(row);
  }
  if (subject !== null) yield { subject, packed: packRows(waiting) };
}

/** What went wrong with writing a file, in words where it was the disk. */
export function unwritable(error: unknown, path: string): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new Refusal('server_export_unwritable', { file: path, reason: messageOf(error) }, { cause: error });
}

import type { ImportAnswer } from '../../api/contract';
import {
  archiveAnswer,
  isKeyed,
  keyFor,
  type OpenedArchive,
  type ReadableImport,
  refuseWishes,
  reportThere,
  wantedOf,
} from '../../archive';
import { Gathered } from '../../exports';
import { putHandedOver } from '../store/handed-over';
import { Imports } from '../store/imports';
import type { Store } from '../store/store';
import type { Sweeper } from '../store/sweeper';
import { Workspaces } from '../store/workspaces';
import { Chunks } from './chunks';
import { loadingAll } from './loading';
import type { ImportRequest } from './request';

/**
 * Takes an archive into a workspace: what the workspace has not yet, live at one moment, or nothing.
 * @throws ArchiveError for one that turns out damaged, or whose orders cannot be told from the workspace's own
 */
export async function takeArchive(
  store: Store,
  sweeper: Sweeper,
  archive: OpenedArchive,
  request: ImportRequest,
): Promise<ImportAnswer> {
  refuseWishes(request);
  const { workspace, upload, signal } = request;
  const { live } = await store.snapshot(workspace);
  const wanted = wantedOf(archive, live.values());
  const missing = wanted.flatMap(({ one, already }) => (already === null ? [one] : []));
  const own = await new Workspaces(store.db).heldOrderKey(workspace);
  const key = keyFor(
    { secret: archive.secret, imports: missing },
    { secret: own, isUsed: [...live.values()].some(isKeyed) },
  );
  if (request.preview) {
    for (const one of missing) await readThrough(one, signal);
    return archiveAnswer(upload.name, archive, wanted, null);
  }
  const ids = new Map(wanted.flatMap(({ one, already }) => (already === null ? [] : [[one.id, already] as const])));
  const imports = new Imports(store.db, workspace);
  await loadingAll(imports, sweeper, workspace, async (begin) => {
    const ended: Parameters<Imports['makeAllLive']>[0][number][] = [];
    for (const one of missing) {
      const { fileName, sha256, kind, source, declared, asOf } = one.report;
      const id = await begin({ fileName, sha256, kind, source, declared });
      ids.set(one.id, id);
      await load(imports, id, one, signal);
      await imports.touch([...ended.map((other) => other.id), id]);
      ended.push({ id, asOf, report: reportThere(one.report, ids) });
    }
    signal?.throwIfAborted();
    await imports.makeAllLive(ended, (sql) => putHandedOver(sql, workspace, { ...archive, key }));
  });
  return archiveAnswer(upload.name, archive, wanted, ids);
}

async function load(imports: Imports, id: string, one: ReadableImport, signal: AbortSignal | undefined) {
  const gathered = new Gathered();
  const chunks = new Chunks(imports, id);
  let part = 0;
  try {
    for await (const batch of one.parsed(gathered)) {
      signal?.throwIfAborted();
      await chunks.add(gathered.add(batch));
      if (gathered.isFull) await imports.addNamed(id, part++, gathered.takeNamed());
    }
    await chunks.end();
  } finally {
    await chunks.settled();
  }
  await imports.addNamed(id, part, gathered.takeNamed());
  await imports.writeEnd(id, { runs: gathered.coverage.runs(one.report.asOf), links: gathered.links });
}

async function readThrough(one: ReadableImport, signal: AbortSignal | undefined): Promise<void> {
  const gathered = new Gathered();
  for await (const batch of one.parsed(gathered)) {
    signal?.throwIfAborted();
    gathered.add(batch);
    if (gathered.isFull) gathered.takeNamed();
  }
}

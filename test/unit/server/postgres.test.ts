import { afterAll } from 'vitest';
import { openPostgres } from '../../../src/server/db/postgres';
import { apiSuite } from './suite';
import { type Postgres, startPostgres } from './support/postgres';

let server: Postgres | null = null;
afterAll(async () => {
  await server?.stop();
});

apiSuite('PostgreSQL', async () => {
  server = await startPostgres();
  return openPostgres(server.url);
});

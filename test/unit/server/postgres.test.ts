import { afterAll } from 'vitest';
import { openPostgres } from '../../../src/server/db/postgres';
import { apiSuite } from './api-suite';
import { storeSuite } from './store-suite';
import { startPostgres } from './support/postgres';

const server = await startPostgres();
afterAll(() => server.stop());

apiSuite('PostgreSQL', () => openPostgres(server.url));
storeSuite('PostgreSQL', () => openPostgres(server.url));

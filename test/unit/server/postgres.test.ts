import { afterAll } from 'vitest';
import { openPostgres } from '../../../src/server/db/postgres';
import { apiSuite } from './api-suite';
import { storeSuite } from './store-suite';
import { startPostgres } from './support/postgres';
import { wholeSuite } from './whole-suite';

const server = await startPostgres();
afterAll(() => server.stop());

apiSuite('PostgreSQL', () => openPostgres(server.url));
storeSuite('PostgreSQL', () => openPostgres(server.url));
wholeSuite('PostgreSQL', () => openPostgres(server.url));

import { afterAll } from 'vitest';
import { openPostgres } from '../../../src/server/db/postgres';
import { apiSuite } from './api-suite';
import { decisionsSuite } from './decisions-suite';
import { detailSuite } from './detail-suite';
import { mappingsSuite } from './mappings-suite';
import { storeSuite } from './store-suite';
import { startPostgres } from './support/postgres';
import { workedComparisonsSuite } from './worked-comparisons-suite';
import { workedMapSuite } from './worked-map-suite';
import { workedMoneySuite } from './worked-money-suite';
import { workedNumbersSuite } from './worked-numbers-suite';
import { workedOrdersSuite } from './worked-orders-suite';
import { workedVerdictsSuite } from './worked-verdicts-suite';

const server = await startPostgres();
afterAll(() => server.stop());

apiSuite('PostgreSQL', () => openPostgres(server.url));
storeSuite('PostgreSQL', () => openPostgres(server.url));
detailSuite('PostgreSQL', () => openPostgres(server.url));
decisionsSuite('PostgreSQL', () => openPostgres(server.url));
mappingsSuite('PostgreSQL', () => openPostgres(server.url));
workedNumbersSuite('PostgreSQL', () => openPostgres(server.url));
workedMoneySuite('PostgreSQL', () => openPostgres(server.url));
workedMapSuite('PostgreSQL', () => openPostgres(server.url));
workedOrdersSuite('PostgreSQL', () => openPostgres(server.url));
workedVerdictsSuite('PostgreSQL', () => openPostgres(server.url));
workedComparisonsSuite('PostgreSQL', () => openPostgres(server.url));

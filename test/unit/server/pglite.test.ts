import { openPglite } from '../../../src/server/db/pglite';
import { apiSuite } from './api-suite';
import { storeSuite } from './store-suite';

apiSuite('PGlite', () => openPglite(null));
storeSuite('PGlite', () => openPglite(null));

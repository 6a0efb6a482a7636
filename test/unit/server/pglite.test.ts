import { openPglite } from '../../../src/server/db/pglite';
import { apiSuite } from './api-suite';
import { storeSuite } from './store-suite';
import { wholeSuite } from './whole-suite';

apiSuite('PGlite', () => openPglite(null));
storeSuite('PGlite', () => openPglite(null));
wholeSuite('PGlite', () => openPglite(null));

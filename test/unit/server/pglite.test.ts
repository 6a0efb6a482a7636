import { openPglite } from '../../../src/server/db/pglite';
import { apiSuite } from './api-suite';
import { decisionsSuite } from './decisions-suite';
import { detailSuite } from './detail-suite';
import { mappingsSuite } from './mappings-suite';
import { storeSuite } from './store-suite';
import { workedMapSuite } from './worked-map-suite';
import { workedMoneySuite } from './worked-money-suite';
import { workedNumbersSuite } from './worked-numbers-suite';

apiSuite('PGlite', () => openPglite(null));
storeSuite('PGlite', () => openPglite(null));
detailSuite('PGlite', () => openPglite(null));
decisionsSuite('PGlite', () => openPglite(null));
mappingsSuite('PGlite', () => openPglite(null));
workedNumbersSuite('PGlite', () => openPglite(null));
workedMoneySuite('PGlite', () => openPglite(null));
workedMapSuite('PGlite', () => openPglite(null));

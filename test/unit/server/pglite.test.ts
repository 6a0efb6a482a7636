import { openPglite } from '../../../src/server/db/pglite';
import { apiSuite } from './suite';

apiSuite('PGlite', () => openPglite(null));

import { ensureBuilt } from '../../src/setup/built.mjs';

/** End-to-end tests look at what users get: the built files of what stands here now. */
export default ensureBuilt;

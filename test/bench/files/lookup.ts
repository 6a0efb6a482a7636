import { filesDatabase } from '../../../src/files/database';
import { FilesSource } from '../../../src/files/source';
import { FilesStore } from '../../../src/files/store';

/** The reading side of files as one script, so that a lookup can be timed apart from messages and drawing. */
const store = new FilesStore(filesDatabase());
Object.assign(globalThis, { sourceOf: (set: string) => new FilesSource(store, set) });

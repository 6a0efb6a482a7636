import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { ExportFile } from '../../../../src/exports';
import { filesDatabase, type OpenFiles } from '../../../../src/files/database';
import { FilesImporter, type ImporterHost } from '../../../../src/files/importer';
import { FilesSource } from '../../../../src/files/source';
import { FilesStore } from '../../../../src/files/store';
import type { MadeFile } from '../../server/support/made';
import { openerOf } from '../../server/support/made';

/** A browser's storage of its own, with nothing in it. */
export function emptyBrowser(): OpenFiles {
  globalThis.indexedDB = new IDBFactory();
  return filesDatabase();
}

/** What the browser's lock does, without other pages. */
export function alone(): ImporterHost['alone'] {
  let tail: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = tail.then(work);
    tail = turn.catch(() => undefined);
    return turn;
  };
}

export const hostOf = (open: OpenFiles, more: Partial<ImporterHost> = {}): ImporterHost => ({
  open,
  alone: alone(),
  room: async () => null,
  ...more,
});

/** A set in an empty browser: to import into, and as a source. */
export function openSet(set = 'set-a', open = emptyBrowser()) {
  const host = hostOf(open);
  return {
    open,
    set,
    importer: new FilesImporter(host),
    store: new FilesStore(open),
    source: new FilesSource(new FilesStore(open), set),
    /** Imports values as if a reader had read them from a file of their own. */
    importMade(file: MadeFile) {
      const declared = {
        ...(file.asOf !== undefined && { asOf: file.asOf }),
        ...(file.filtered && { filtered: true }),
        ...(file.declared && { caliber: 'click' as const }),
      };
      const importer = new FilesImporter({ ...host, read: openerOf(file) });
      return importer.run({ set, file: textFile(`made ${++made}`), declared });
    },
    import: (content: string | Uint8Array, declared = {}, name = 'export.csv') =>
      new FilesImporter(host).run({ set, file: textFile(content, name), declared }),
  };
}

let made = 0;

export function textFile(content: string | Uint8Array, name = 'export.csv'): ExportFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    async *bytes() {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    },
  };
}

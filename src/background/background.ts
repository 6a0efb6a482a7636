import browser from 'webextension-polyfill';
import { ApiSource } from '../api/client';
import { filesDatabase } from '../files/database';
import { FilesSource } from '../files/source';
import { FilesStore } from '../files/store';
import { startWorker } from './worker';

const files = new FilesStore(filesDatabase());

startWorker({
  browser,
  clock: {
    now: Date.now,
    after: (ms, then) => void setTimeout(then, ms),
    random: Math.random,
  },
  sourceFor: (way) => (way.kind === 'api' ? new ApiSource(way) : new FilesSource(files, way.id)),
  onOnline: (listener) => self.addEventListener('online', listener),
});

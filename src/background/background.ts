import browser from 'webextension-polyfill';
import { ApiSource } from '../api/client';
import { startWorker } from './worker';

startWorker({
  browser,
  clock: {
    now: Date.now,
    after: (ms, then) => void setTimeout(then, ms),
    random: Math.random,
  },
  sourceFor: (connection) => new ApiSource(connection),
  onOnline: (listener) => self.addEventListener('online', listener),
});

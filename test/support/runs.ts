import fc from 'fast-check';

// The tenth is the same tenth each time, so that a change is what fails a test, not a draw; a soak draws anew.
if (!process.env.SOAK) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20261122 });

/** How often a randomised test runs: a tenth of its full count by day, all of it under `npm run soak`. */
export const runs = (full: number): number => (process.env.SOAK ? full : Math.ceil(full / 10));

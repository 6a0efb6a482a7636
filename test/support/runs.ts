/** How often a randomised test runs: a tenth of its full count by day, all of it under `npm run soak`. */
export const runs = (full: number): number => (process.env.SOAK ? full : Math.ceil(full / 10));

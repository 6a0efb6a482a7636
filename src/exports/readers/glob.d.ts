/** What the build puts in for every file of a folder; the builds and the tests are all Vite's. */
interface ImportMeta {
  glob(patterns: readonly string[], options: { eager: true }): Record<string, Record<string, unknown>>;
}

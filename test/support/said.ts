/**
 * What answers say, with the imports behind them by names that do not depend on the order of loading.
 * @param names of each import, by the id that it was given
 */
export function said(value: unknown, names: ReadonlyMap<string, number>): unknown {
  const nameOf = (held: unknown): string => {
    const id = typeof held === 'string' ? held : (held as { id: string }).id;
    return String(names.get(id) ?? `unknown: ${id}`);
  };
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (key === 'imports' ? (inner as unknown[]).map(nameOf).sort() : inner)),
  );
}

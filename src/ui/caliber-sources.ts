import type { Cell } from '../metrics/question';
import { SOURCES, type Source } from '../metrics/sources';

/**
 * The sources that leave open whose day a row is, where a number depends on it (domain.md §3.3): the user is asked of
 * these.
 */
export function unsureSources(cells: readonly Pick<Cell, 'figures' | 'provenance'>[]): Source[] {
  const unsure = new Set<Source>();
  for (const { figures, provenance } of cells) {
    for (const { marks, provenance: places } of Object.values(figures)) {
      if (!marks.includes('maybe-immature')) continue;
      for (const place of places) {
        const line = provenance[place];
        if (line?.caliber === 'unknown' && line.window !== 'none') unsure.add(line.source);
      }
    }
  }
  return SOURCES.filter((source) => unsure.has(source));
}

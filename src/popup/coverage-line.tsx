import type { Settings } from '../messages/protocol';
import type { Days } from '../metrics/figures';
import type { Cell } from '../metrics/question';
import type { Source } from '../metrics/values';
import { Amount } from '../ui/amount';
import { t } from '../ui/language';

/** Which days the numbers are of and how many of them are covered, up to when each source reaches, and what is left out. */
export function CoverageLine({ cells, settings }: { cells: readonly Cell[]; settings: Settings }) {
  const ranges = cells.flatMap(({ range }) => range ?? []);
  const from = ranges.map((range) => range.from).sort()[0];
  const to = ranges
    .map((range) => range.to)
    .sort()
    .at(-1);
  const reach = reachOf(cells);
  const days = leastCovered(cells);
  const lacks = new Set(cells.flatMap(({ figures: { cost } }) => (cost?.state === 'known' ? (cost.lacks ?? []) : [])));
  const unattributed = cells.find(({ figures }) => figures.unattributed)?.figures.unattributed;
  return (
    <footer class="coverage soft">
      {from && to && days && <p>{t('popup_days', { from, to, ...days, window: settings.window })}</p>}
      {reach.length > 0 && (
        <p>
          {t('popup_as_of', {
            sources: reach
              .map(([source, day]) => t('popup_reach', { source: t(`measure_source_${source}`), day: day.slice(5) }))
              .join(' · '),
          })}
        </p>
      )}
      {lacks.size > 0 && (
        <p>
          {t('popup_lacks', {
            parts: [...lacks].map((part) => t(`measure_part_${part}`)).join(t('measure_part_separator')),
          })}
        </p>
      )}
      {unattributed?.state === 'known' && unattributed.high > 0 && (
        <p>
          {t('popup_unattributed')} <Amount figure={unattributed} of="unattributed" />
        </p>
      )}
    </footer>
  );
}

/** How many days the least covered of all figures has behind it. */
function leastCovered(cells: readonly Cell[]): Days | undefined {
  return cells
    .flatMap(({ figures }) => Object.values(figures))
    .flatMap((figure) => (figure.state === 'known' ? figure.days : []))
    .sort((a, b) => a.covered / a.asked - b.covered / b.asked)[0];
}

/** Each source's last covered day, as the cells' provenance states it. */
function reachOf(cells: readonly Cell[]): [Source, string][] {
  const reach = new Map<Source, string>();
  for (const { source, asOf } of cells.flatMap(({ provenance }) => provenance)) {
    if (asOf !== null && asOf > (reach.get(source) ?? '')) reach.set(source, asOf);
  }
  return [...reach];
}

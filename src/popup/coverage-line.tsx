import type { Settings } from '../messages/protocol';
import type { Cell } from '../metrics/question';
import type { Source } from '../metrics/values';
import { Amount } from '../ui/amount';
import { t } from '../ui/language';

/** Which days the numbers are of, up to when each source reaches, and what is left over. */
export function CoverageLine({ cells, settings }: { cells: readonly Cell[]; settings: Settings }) {
  const ranges = cells.flatMap(({ range }) => range ?? []);
  const from = ranges.map((range) => range.from).sort()[0];
  const to = ranges
    .map((range) => range.to)
    .sort()
    .at(-1);
  const reach = reachOf(cells);
  const unattributed = cells.find(({ figures }) => figures.unattributed)?.figures.unattributed;
  return (
    <footer class="coverage soft">
      {from && to && <p>{t('popup_days', { from, to, window: settings.window })}</p>}
      {reach.length > 0 && (
        <p>
          {t('popup_as_of', {
            sources: reach
              .map(([source, day]) => t('popup_reach', { source: t(`measure_source_${source}`), day: day.slice(5) }))
              .join(' · '),
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

/** Each source's last covered day, as the cells' provenance states it. */
function reachOf(cells: readonly Cell[]): [Source, string][] {
  const reach = new Map<Source, string>();
  for (const { source, asOf } of cells.flatMap(({ provenance }) => provenance)) {
    if (asOf !== null && asOf > (reach.get(source) ?? '')) reach.set(source, asOf);
  }
  return [...reach];
}

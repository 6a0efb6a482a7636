import type { Settings } from '../messages/protocol';
import type { Coverage, SourceCoverage } from '../metrics/coverage-report';
import { type Day, eachDay } from '../metrics/days';
import type { Days } from '../metrics/figures';
import type { Cell } from '../metrics/question';
import type { Source } from '../metrics/sources';
import { Amount } from '../ui/amount';
import { t } from '../ui/language';
import type { Popup } from './popup-store';

/** Which days the numbers are of and how many of them are covered, up to when each source reaches, and what is left out. */
export function CoverageLine(props: { cells: readonly Cell[]; settings: Settings; popup: Popup }) {
  const { cells, settings, popup } = props;
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
      {reach.length > 0 && <Reach reach={reach} from={from} popup={popup} />}
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

/**
 * Up to when each source reaches, how many days are missing and how much is not mapped, in one line; and unfolded what
 * to export next.
 */
function Reach(props: { reach: readonly [Source, Day][]; from: Day | undefined; popup: Popup }) {
  const { reach, from, popup } = props;
  const coverage = popup.coverage.value;
  const used = new Set(reach.map(([source]) => source));
  const gaps = gapsOf(coverage, used, from);
  const days = new Set(gaps.flatMap(({ missing }) => missing.flatMap((gap) => eachDay(gap.from, gap.to))));
  const open = coverage?.unmapped;
  const notes = open?.notes.count ?? 0;
  const tasks = open?.tasks.count ?? 0;
  const noteless = open?.noteless.count ?? 0;
  const settings = (
    <button type="button" class="plain" onClick={popup.openOptions}>
      {t('popup_settings')}
    </button>
  );
  const line = [
    ...reach.map(([source, day]) => t('popup_reach', { source: t(`measure_source_${source}`), day: day.slice(5) })),
    ...(days.size > 0 ? [t('popup_missing_days', { days: days.size })] : []),
    ...(notes > 0 ? [t('popup_unmapped', { notes })] : []),
  ].join(' · ');
  if (gaps.length === 0 && notes + tasks + noteless === 0) return <p>{line}</p>;
  return (
    <details>
      <summary>{line}</summary>
      <h3>{t('popup_next')}</h3>
      <ul>
        {gaps.map(({ source, grain, missing }) => (
          <li key={`${source} ${grain}`}>
            {t('popup_next_days', {
              source: t(`measure_source_${source}`),
              grain: t(`panel_grain_${grain}`),
              days: missing.map((gap) => (gap.from === gap.to ? gap.from : t('panel_days', gap))).join(', '),
            })}
          </li>
        ))}
        {notes + tasks > 0 && (
          <li>
            {t('popup_next_map', { notes, tasks })} {settings}
          </li>
        )}
        {noteless > 0 && (
          <li>
            {t('popup_next_noteless', { tasks: noteless })} {settings}
          </li>
        )}
      </ul>
    </details>
  );
}

/** The days that a source in use lacks, from the first day shown on; only the grain that reaches furthest is asked for. */
function gapsOf(coverage: Coverage | null, used: ReadonlySet<Source>, from: Day | undefined): SourceCoverage[] {
  const best = new Map<Source, SourceCoverage>();
  for (const one of coverage?.sources ?? []) {
    const held = best.get(one.source);
    if (used.has(one.source) && (!held || one.to > held.to)) best.set(one.source, one);
  }
  return [...best.values()].flatMap((one) => {
    const missing = one.missing.flatMap((gap) =>
      from !== undefined && gap.to < from
        ? []
        : { from: from !== undefined && gap.from < from ? from : gap.from, to: gap.to },
    );
    return missing.length > 0 ? [{ ...one, missing }] : [];
  });
}

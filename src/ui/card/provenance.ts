import type { CardRow } from '../../messages/drawn';
import type { Detail } from '../../metrics/detail';
import type { KnownFigure, Provenance } from '../../metrics/figures';
import type { Cell } from '../../metrics/question';
import { type CardSetup, factRow } from './rows';

/** Where the numbers come from: a line per source and scope, with how many of the days asked for it covers. */
export function provenanceRows(detail: Detail, setup: CardSetup): CardRow[] {
  const lines = new Map<string, { line: Provenance; figures: KnownFigure[] }>();
  for (const cell of detail.cells) {
    for (const [at, line] of cell.provenance.entries()) {
      const { imports: _, ...scope } = line;
      const key = JSON.stringify(scope);
      const held = lines.get(key) ?? { line, figures: [] };
      held.figures.push(...figuresOf(cell, at));
      lines.set(key, held);
    }
  }
  return [...lines.values()].map(({ line, figures }) => rowOf(line, figures, setup));
}

function figuresOf({ figures }: Cell, at: number): KnownFigure[] {
  return Object.values(figures).filter(
    (figure): figure is KnownFigure => figure.state === 'known' && figure.provenance.includes(at),
  );
}

function rowOf(line: Provenance, figures: readonly KnownFigure[], setup: CardSetup): CardRow {
  const { say } = setup;
  const { source, window, caliber, traffic, asOf } = line;
  const least = figures.map(({ days }) => days).sort((a, b) => a.covered / a.asked - b.covered / b.asked)[0];
  const has = (mark: 'sampled' | 'declared' | 'inferred') => figures.some(({ marks }) => marks.includes(mark));
  const parts = [
    window === 'none' ? '' : window === 'unknown' ? say('card_window_unknown') : say('card_window', { days: window }),
    caliber === 'none' ? '' : say(`card_caliber_${caliber}`),
    traffic === 'none'
      ? ''
      : traffic === 'all'
        ? say('card_traffic_all')
        : traffic === 'unknown'
          ? say('card_traffic_unknown')
          : traffic,
    has('sampled') ? say('mark_sampled') : '',
    has('declared') ? say('mark_declared') : '',
    has('inferred') ? say('mark_inferred') : '',
    asOf === null ? '' : say('badge_spoken_as_of', { day: asOf }),
    least ? say('card_covered', { ...least }) : '',
  ].filter((part) => part !== '');
  return factRow(say(`measure_source_${source}`), '', setup, { notes: parts });
}

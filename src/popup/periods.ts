import type { RangeChoice } from '../messages/protocol';
import { addDays, type Day, dayNumber } from '../metrics/days';
import type { Figure } from '../metrics/figures';
import type { MeasureKey } from '../metrics/measures';
import type { Cell } from '../metrics/question';
import type { Platform } from '../metrics/subjects';
import type { TrendPoint } from '../ui/sparkline';

type Days = { from: Day; to: Day };

/** Points of a trend, at most. */
const POINTS = 7;

/** What to ask of other days than a summary's own: for each of its cells the days before, and the points of a trend. */
export interface Periods {
  days: Days[];
  /** Where among them each cell's days before are. */
  before: Partial<Record<Platform, number>>;
  /** Where the trend begins. */
  trend: number;
}

/** Other periods with what they were answered. */
export interface Others extends Periods {
  cells: (Cell[] | null)[];
}

/** The periods to ask about. A range without a length of its own has none before it. */
export function periodsFor(cells: readonly Cell[], choice: RangeChoice): Periods {
  const days: Days[] = [];
  const before: Periods['before'] = {};
  for (const { platform, range } of choice === 'publication' ? [] : cells) {
    if (!range) continue;
    const earlier = { from: addDays(range.from, -lengthOf(range)), to: addDays(range.from, -1) };
    const held = days.findIndex(({ from, to }) => from === earlier.from && to === earlier.to);
    before[platform] = held < 0 ? days.push(earlier) - 1 : held;
  }
  const trend = days.length;
  const whole = cells.find(({ platform }) => platform === 'xhs')?.range;
  return { days: whole ? [...days, ...partsOf(whole)] : days, before, trend };
}

/** A range in equal parts, the earliest days left out where it does not divide; a range of one day has none. */
function partsOf(range: Days): Days[] {
  const length = lengthOf(range);
  const count = Math.min(POINTS, length);
  const size = Math.floor(length / count);
  if (count < 2) return [];
  return Array.from({ length: count }, (_, back) => {
    const to = addDays(range.to, -size * (count - 1 - back));
    return { from: addDays(to, 1 - size), to };
  });
}

function lengthOf({ from, to }: Days): number {
  return dayNumber(to) - dayNumber(from) + 1;
}

/** A number of the days before. */
export function figureBefore(others: Others | null, platform: Platform, measure: MeasureKey): Figure | undefined {
  const at = others?.before[platform];
  return at === undefined ? undefined : figureIn(others?.cells[at], platform, measure);
}

/** A number over the parts of the range; what is not known whole is a gap. */
export function trendOf(others: Others | null, platform: Platform, measure: MeasureKey): TrendPoint[] {
  return (others?.cells.slice(others.trend) ?? []).map((cells) => {
    const figure = figureIn(cells, platform, measure);
    return figure?.state === 'known' && figure.days.covered === figure.days.asked
      ? { low: figure.low, high: figure.high }
      : null;
  });
}

function figureIn(cells: readonly Cell[] | null | undefined, platform: Platform, measure: MeasureKey) {
  return cells?.find((cell) => cell.platform === platform)?.figures[measure];
}

import { storedScopes } from './calibers';
import { daysCovered } from './coverage';
import { type Day, dayNumber, dayOf, eachDay, earlier, later } from './days';
import type { CoverageRun } from './evidence';
import type { EvidenceIndex } from './evidence-index';
import { isMature } from './maturity';
import type { StoredMeasure } from './measures';
import type { Scope } from './values';

/** Rows of one scope on some days. */
export interface Piece {
  scope: Scope;
  from: Day;
  to: Day;
}

/**
 * Days of one scope that no figure of the question tells apart: whatever else is known of one is known of all, and no
 * range begins or ends between them. The rows of a subject and entity may be added up over these days without any
 * figure changing; the sum stands on the last of them, which is in every span that any of its rows is in.
 */
export interface Stretch extends Piece {
  /** The scopes under which its rows are stored. */
  stored: readonly Scope[];
  /** Which imports tell which of the days. */
  parts: Part[];
  /** How many of the measures each of these imports proves: a row that states fewer has a blank, which is no 0. */
  proves: number;
  /**
   * Whether days are told by several imports: then of the rows of one day and entity the newest that states a measure
   * counts, before anything is added.
   */
  contested: boolean;
}

export interface Part {
  importId: string;
  from: Day;
  to: Day;
  /** The place of the import's as-of among those of the stretch, the oldest first: under {@link MOST_RANKS}. */
  rank: number;
}

/** The longest stretch: a store proves by one bit per day that no day is told twice. */
const LONGEST_STRETCH = 62;
/** The most as-ofs in a stretch: a store proves by one bit for each that none tells a day twice. */
const MOST_RANKS = 62;

/** A day of a scope: the runs that have it, and which of the measures they prove. */
export interface Told {
  day: number;
  runs: CoverageRun[];
  proved: string;
  /** Whether each of the runs proves all of it, and none has a column of blanks. */
  alike: boolean;
}

/** The days of a scope that its runs tell, in order. */
export function toldDays(
  runs: readonly CoverageRun[],
  measures: readonly StoredMeasure[],
  days: { from: Day | null; to: Day },
): Told[] {
  const byDay = new Map<Day, CoverageRun[]>();
  for (const run of runs) {
    for (const day of daysCovered(run, days.from, days.to)) {
      const held = byDay.get(day);
      if (held) held.push(run);
      else byDay.set(day, [run]);
    }
  }
  const provedBy = new Map(
    runs.map((run) => [run, run.filtered ? [] : measures.filter((one) => run.measures.includes(one))]),
  );
  const hasBlanks = new Set(runs.filter(({ blanks = [] }) => measures.some((one) => blanks.includes(one))));
  const all = new Map([...provedBy].map(([run, proved]) => [run, proved.join()]));
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, runs]) => {
      const [only] = runs;
      const proved =
        only && runs.length === 1
          ? (all.get(only) ?? '')
          : measures.filter((one) => runs.some((run) => provedBy.get(run)?.includes(one))).join();
      const alike = runs.every((run) => all.get(run) === proved && !hasBlanks.has(run));
      return { day: dayNumber(day), runs, proved, alike };
    });
}

/** The days on which something other becomes known than on the day before. */
export function cutsOf(index: EvidenceIndex, runs: readonly CoverageRun[], told: readonly Told[]): number[] {
  const cuts: number[] = [];
  let before: Told | null = null;
  for (const one of told) {
    if (before === null || before.day !== one.day - 1) cuts.push(one.day, ...(before ? [before.day + 1] : []));
    else if (before.proved !== one.proved || isAllMature(before) !== isAllMature(one)) cuts.push(one.day);
    // Of such a day a filtered export knows some subjects only, or a row of one export leaves a cell blank.
    if (kindOfDay(index, one) === null) cuts.push(one.day, one.day + 1);
    before = one;
  }
  if (before) cuts.push(before.day + 1);
  for (const { ranges, snapshots } of runs) {
    for (const { from, to } of ranges) cuts.push(dayNumber(from), dayNumber(to) + 1);
    for (const day of snapshots) cuts.push(dayNumber(day) + 1);
  }
  return cuts;
}

/** Whether nothing of a day may still grow: verdicts rest on such days alone, whatever other scopes sum (§3.9). */
function isAllMature({ day, runs }: Told): boolean {
  return runs.every((run) => isMature(run, run.asOf, day));
}

/**
 * Lays the days of a scope out in stretches.
 * @param cuts numbers of days before which a stretch ends
 */
export function layOut(
  index: EvidenceIndex,
  scope: Scope,
  told: readonly Told[],
  cuts: ReadonlySet<number>,
): Stretch[] {
  const sorted = [...cuts].sort((a, b) => a - b);
  let next = 0;
  let first = Number.NEGATIVE_INFINITY;
  let open = new Map<string, Growing>();
  const stored = storedScopes(scope, index.calibers);
  const all: Growing[] = [];
  for (const one of told) {
    const { day, runs } = one;
    let isCut = day - first >= LONGEST_STRETCH;
    while (next < sorted.length && (sorted[next] ?? 0) <= day) {
      isCut = true;
      next++;
    }
    if (isCut) {
      first = day;
      open = new Map();
    }
    const kind = kindOfDay(index, one);
    if (kind === null) continue;
    let growing = open.get(kind);
    if (!growing?.takes(runs)) {
      growing = new Growing(scope, stored, one, runs.length > 1);
      open.set(kind, growing);
      all.push(growing);
    }
    growing.add(dayOf(day), runs);
  }
  return all.map((growing) => growing.ranked());
}

/**
 * The stretches with each of these days apart from those beside it. A blank cell of one subject makes its day another
 * than the rest for every figure that rests on several subjects, whatever their scope.
 */
export function cutApart(stretches: readonly Stretch[], days: Iterable<Day>): Stretch[] {
  const cuts = new Set([...days].flatMap((day) => [dayNumber(day), dayNumber(day) + 1]));
  return stretches.flatMap((stretch) => {
    const starts = [...cuts].filter((cut) => cut > dayNumber(stretch.from) && cut <= dayNumber(stretch.to));
    const edges = [dayNumber(stretch.from), ...starts.sort((a, b) => a - b), dayNumber(stretch.to) + 1];
    return edges.slice(1).flatMap((end, at) => {
      const [first, last] = [dayOf(edges[at] ?? end), dayOf(end - 1)];
      const parts = stretch.parts
        .filter(({ from, to }) => from <= last && to >= first)
        .map((part) => ({ ...part, from: later(part.from, first), to: earlier(part.to, last) }));
      // The sum stands on a day that one of them tells.
      const to = parts.reduce<Day | null>((day, part) => (day === null ? part.to : later(day, part.to)), null);
      return to === null ? [] : [{ ...stretch, parts, from: first, to }];
    });
  });
}

/** The told days of a scope that are in none of its stretches, one after another together. */
export function leftOver(scope: Scope, told: readonly Told[], stretches: readonly Stretch[]): Piece[] {
  const laidOut = new Set(stretches.flatMap(({ parts }) => parts.flatMap(({ from, to }) => eachDay(from, to))));
  const pieces: Piece[] = [];
  for (const { day } of told) {
    const date = dayOf(day);
    if (laidOut.has(date)) continue;
    const last = pieces.at(-1);
    if (last && dayNumber(last.to) === day - 1) last.to = date;
    else pieces.push({ scope, from: date, to: date });
  }
  return pieces;
}

/**
 * What a day may be added up with; null where it may not. What rests on the user's word, or may still grow, is marked,
 * and so kept apart.
 */
function kindOfDay(index: EvidenceIndex, { day, runs, alike }: Told): string | null {
  const [one] = runs;
  if (!one || !alike || runs.length > MOST_RANKS || runs.some((run) => run.filtered || isPendingOn(run, day)))
    return null;
  const declared = index.isDeclared(one.importId);
  const mature = isMature(one, one.asOf, day);
  for (const run of runs) {
    if (index.isDeclared(run.importId) !== declared || isMature(run, run.asOf, day) !== mature) return null;
  }
  return `${declared} ${mature} ${runs.length > 1}`;
}

/** Whether a run prints zeros of a day that are not returned yet: which measures are known differs on it. */
function isPendingOn({ pending }: CoverageRun, day: number): boolean {
  return pending?.some(({ days }) => days.includes(dayOf(day))) ?? false;
}

/** A stretch while days are added to it. */
class Growing {
  private readonly stretch: Stretch;
  private readonly asOfs: Day[] = [];
  private readonly partOf = new Map<string, Part>();
  private readonly asOfOf = new Map<Part, Day>();

  constructor(scope: Scope, stored: readonly Scope[], { day, proved }: Told, contested: boolean) {
    const from = dayOf(day);
    const proves = proved === '' ? 0 : proved.split(',').length;
    this.stretch = { scope, stored, from, to: from, parts: [], proves, contested };
  }

  /** Whether these runs leave it with few enough as-ofs. */
  takes(runs: readonly CoverageRun[]): boolean {
    return new Set([...this.asOfs, ...runs.map(({ asOf }) => asOf)]).size <= MOST_RANKS;
  }

  add(day: Day, runs: readonly CoverageRun[]): void {
    const { parts } = this.stretch;
    for (const { importId, asOf } of runs) {
      const held = this.partOf.get(importId);
      if (held && dayNumber(held.to) + 1 === dayNumber(day)) {
        held.to = day;
        continue;
      }
      const part: Part = { importId, from: day, to: day, rank: 0 };
      parts.push(part);
      this.partOf.set(importId, part);
      this.asOfOf.set(part, asOf);
      if (!this.asOfs.includes(asOf)) this.asOfs.push(asOf);
    }
    this.stretch.to = day;
  }

  ranked(): Stretch {
    this.asOfs.sort();
    for (const part of this.stretch.parts) part.rank = this.asOfs.indexOf(this.asOfOf.get(part) ?? '');
    return this.stretch;
  }
}

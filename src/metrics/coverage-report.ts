import { daysCovered, lastDayOf } from './coverage';
import { type Day, dayNumber, dayOf, later } from './days';
import type { CoverageRun } from './evidence';
import type { LinkIndex } from './links';
import { SHOPS } from './shops';
import type { Source } from './sources';
import { isTag, kindOf, type Shop, type Subject } from './subjects';
import type { Grain } from './values';

/** What one source covers at one grain, and what is still to be exported of it. */
export interface SourceCoverage {
  source: Source;
  grain: Grain;
  /** The first and last day that any live import of it speaks of. */
  from: Day;
  to: Day;
  /** Covered days of `from..to`. */
  days: number;
  /** Days from `from` up to the newest day of any source that it does not cover. */
  missing: { from: Day; to: Day }[];
}

/** How many unmapped notes or tasks are named one by one; all are counted. */
export const MAX_UNMAPPED = 200;

interface Unmapped {
  count: number;
  first: { subject: Subject; title: string | null }[];
}

/** What each source covers and lacks, and what the map leads nowhere from: what to export next. */
export interface Coverage {
  sources: SourceCoverage[];
  unmapped: Record<keyof UnmappedSubjects, Unmapped>;
}

/**
 * Which days each source and grain covers (domain.md §3.2), in the order of their names. A snapshot says "so far", so
 * between two of them nothing is missing; an export that was declared filtered covers nothing.
 */
export function coverageReport(coverage: readonly CoverageRun[]): SourceCoverage[] {
  const groups = new Map<string, CoverageRun[]>();
  for (const run of coverage) {
    const key = `${run.source}|${run.grain}`;
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  const newest = coverage.map(lastDayOf).reduce(latest, null);
  if (newest === null) return [];
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, runs]) => {
      const [first] = runs;
      const from = runs
        .flatMap(spansOf)
        .reduce<Day | null>((day, span) => (day === null || span.from < day ? span.from : day), null);
      const to = runs.map(lastDayOf).reduce(latest, null);
      if (!first || from === null || to === null) return [];
      const covered = coveredDays(runs);
      const missing = gaps(covered, dayNumber(from), dayNumber(newest));
      return [{ source: first.source, grain: first.grain, from, to, days: covered.size, missing }];
    });
}

/** What live rows speak of and the map leads nowhere, so that what it cost or sold stands alone. */
export interface UnmappedSubjects {
  /** Of no product. */
  notes: Subject[];
  tasks: Subject[];
  /** Tasks and tags of no note, where no report tells what their notes sold. */
  noteless: Subject[];
}

/** @param seen what live rows speak of */
export function unmapped(
  seen: readonly Subject[],
  links: LinkIndex,
  coverage: readonly CoverageRun[],
): UnmappedSubjects {
  const all = [...new Set(seen)].sort();
  const tasks = all.filter((one) => kindOf(one).endsWith('/task'));
  // Orders are of tags only; a shop's report may have rows of notes beside those of its tasks.
  const hasNoteRows = (task: Subject) => {
    const { source, noteGrains } = SHOPS[kindOf(task).split('/')[0] as Shop];
    return !isTag(task) && coverage.some((run) => run.source === source && noteGrains.includes(run.grain));
  };
  return {
    notes: all.filter((one) => kindOf(one) === 'xhs/note' && links.productsOfNote(one).length === 0),
    tasks: tasks.filter((one) => links.productsOfTask(one).length === 0),
    noteless: tasks.filter((one) => links.notesOfTask(one).length === 0 && !hasNoteRows(one)),
  };
}

/** The stretches of days that a run speaks of; its snapshots together are one. */
function spansOf(run: CoverageRun): { from: Day; to: Day }[] {
  const { ranges, snapshots } = run;
  const days = daysCovered(run, null, lastDayOf(run) ?? '');
  const [first, last] = [snapshots[0], snapshots.at(-1)];
  const life = first === undefined || last === undefined ? [] : [{ from: first, to: last }];
  return [...days.map((day) => ({ from: day, to: day })), ...ranges, ...life];
}

function latest(a: Day | null, b: Day | null): Day | null {
  if (a === null || b === null) return a ?? b;
  return later(a, b);
}

/** Day numbers that the runs together cover. Snapshots of several imports follow each other as those of one do. */
function coveredDays(runs: readonly CoverageRun[]): Set<number> {
  const whole = runs.filter(({ filtered }) => !filtered);
  const snapshots = whole.flatMap((run) => run.snapshots).sort();
  const spans = whole.flatMap((run) => spansOf({ ...run, snapshots: [] }));
  const [first, last] = [snapshots[0], snapshots.at(-1)];
  if (first !== undefined && last !== undefined) spans.push({ from: first, to: last });
  const covered = new Set<number>();
  for (const { from, to } of spans) {
    for (let day = dayNumber(from); day <= dayNumber(to); day++) covered.add(day);
  }
  return covered;
}

function gaps(covered: ReadonlySet<number>, first: number, last: number): { from: Day; to: Day }[] {
  const found: { from: Day; to: Day }[] = [];
  for (let day = first; day <= last; day++) {
    if (covered.has(day)) continue;
    let end = day;
    while (end < last && !covered.has(end + 1)) end++;
    found.push({ from: dayOf(day), to: dayOf(end) });
    day = end;
  }
  return found;
}

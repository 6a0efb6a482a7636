import { addDays, type Day, dayNumber, dayOf, earlier } from './days';
import type { CoverageRun } from './evidence';
import type { EvidenceIndex } from './evidence-index';
import { COMPOSED, DERIVED, type DerivedMeasure, type MeasureKey, STORED, type StoredMeasure } from './measures';
import type { Question } from './question';
import { firstDayIn } from './reach';
import { chooseScope } from './scopes';
import { COST_SOURCES, isOfNotes } from './shops';
import { GRAINS, type Scope } from './values';

/** Rows of one scope on some days. */
export interface Piece {
  scope: Scope;
  from: Day;
  to: Day;
}

/**
 * Days of one scope that no figure of the question tells apart: each is told by one import alone, whatever else is
 * known of one is known of all, and no range begins or ends between them. The rows of a subject and entity may be
 * added up over these days without any figure changing; the sum stands on the last of them, which is in every span that
 * any of its rows is in.
 */
export interface Stretch extends Piece {
  parts: { importId: string; from: Day; to: Day }[];
}

/** What a question needs of a store's rows, so that it need not hand over every one. */
export interface NeededRows {
  measures: readonly StoredMeasure[];
  /** Every scope that is asked for; rows that are not of a day are needed of all of these. */
  scopes: readonly Scope[];
  /** The days that ranges must reach into. */
  days: { from: Day | null; to: Day };
  /** Day rows that may be added up. */
  stretches: readonly Stretch[];
  /** Day rows that are needed one by one. */
  single: readonly Piece[];
}

/** The longest stretch: a store proves by one bit per day that no day is told twice. */
export const LONGEST_STRETCH = 62;

/**
 * The rows behind these measures of whatever subjects.
 * @param index of the evidence without its rows
 * @param births on which spans may begin
 */
export function neededRows(
  index: EvidenceIndex,
  question: Question,
  measures: readonly MeasureKey[],
  births: readonly Day[],
): NeededRows {
  const days = { from: firstDayIn(question, index), to: question.range.to };
  const stored = storedFor(measures, question);
  const scopes = scopesOf(index, question, stored);
  const toldIn = scopes.map((scope) => ({ scope, told: toldDays(runsOf(index, scope), stored, days) }));
  const ends = index.sources().flatMap((source) => {
    const last = index.lastDay(source, question);
    return last === null ? [] : [earlier(last, question.range.to)];
  });
  const cuts = new Set(ends.map((end) => dayNumber(end) + 1));
  if ('last' in question.range) for (const end of ends) cuts.add(dayNumber(addDays(end, 1 - question.range.last)));
  for (const { scope, told } of toldIn) {
    if (isOneOff(scope)) continue;
    for (const cut of cutsOf(runsOf(index, scope), told)) cuts.add(cut);
  }
  // A note's own rows are never older than its life; a task's or plan's may be older than the notes that are asked for.
  const andBirths = 'from' in question.range ? cuts : new Set([...cuts, ...births.map(dayNumber)]);
  const stretches: Stretch[] = [];
  const single: Piece[] = [];
  for (const { scope, told } of toldIn) {
    layOut(index, scope, told, isOfNotes(scope) ? cuts : andBirths, stretches, single);
  }
  return { measures: stored, scopes, days, stretches, single };
}

/** The stored measures that these are made of. */
function storedFor(measures: readonly MeasureKey[], { costScope }: Question): StoredMeasure[] {
  const found = new Set<StoredMeasure>();
  const add = (key: MeasureKey): void => {
    if (key in STORED) found.add(key as StoredMeasure);
    else if (key === 'cost') for (const part of costScope) found.add(COST_SOURCES[part].measure);
    else if (key in COMPOSED) for (const part of COMPOSED[key as keyof typeof COMPOSED].parts) add(part);
    else {
      const { formula, sample } = DERIVED[key as DerivedMeasure];
      add(formula.numerator);
      add(formula.denominator);
      if (sample) for (const people of [sample.successes, sample.trials]) add(people);
      // An ROI is as sure as the number of buyers behind it.
      if (formula.numerator === 'gmv')
        for (const people of ['conversion_rate', 'view_conversion_rate'] as const) add(people);
    }
  };
  for (const key of measures) add(key);
  return [...found].sort();
}

/** The scopes that hold the answers, one per measure, source and grain. */
function scopesOf(index: EvidenceIndex, question: Question, measures: readonly StoredMeasure[]): Scope[] {
  const scopes = new Map<string, Scope>();
  for (const measure of measures) {
    for (const source of STORED[measure].sources) {
      for (const grain of GRAINS) {
        const choice = chooseScope(index.seen(source, grain), measure, question);
        if ('missing' in choice) continue;
        const { window, caliber, traffic } = choice.scope;
        scopes.set(`${source}|${grain}|${window}|${caliber}|${traffic}`, { source, grain, window, caliber, traffic });
      }
    }
  }
  return [...scopes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, scope]) => scope);
}

function runsOf(index: EvidenceIndex, { source, grain, window, caliber, traffic }: Scope): CoverageRun[] {
  return index
    .runsOf(source, grain)
    .filter((run) => run.window === window && run.caliber === caliber && run.traffic === traffic);
}

/** What is paid once is asked for over each note's own life. */
function isOneOff({ source }: Scope): boolean {
  return Object.values(COST_SOURCES).some((part) => part.oneOff && part.source === source);
}

/** A day of a scope: the runs that have it, and which of the measures they prove. */
interface Told {
  day: number;
  runs: CoverageRun[];
  proved: string;
}

function toldDays(
  runs: readonly CoverageRun[],
  measures: readonly StoredMeasure[],
  days: { from: Day | null; to: Day },
): Told[] {
  const byDay = new Map<Day, CoverageRun[]>();
  for (const run of runs) {
    for (const day of run.days) {
      if (day > days.to || (days.from !== null && day < days.from)) continue;
      const held = byDay.get(day);
      if (held) held.push(run);
      else byDay.set(day, [run]);
    }
  }
  const provedBy = new Map(
    runs.map((run) => [run, run.filtered ? [] : measures.filter((one) => run.measures.includes(one))]),
  );
  const all = new Map([...provedBy].map(([run, proved]) => [run, proved.join()]));
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, runs]) => {
      const [only] = runs;
      const proved =
        only && runs.length === 1
          ? (all.get(only) ?? '')
          : measures.filter((one) => runs.some((run) => provedBy.get(run)?.includes(one))).join();
      return { day: dayNumber(day), runs, proved };
    });
}

/** The days on which something other becomes known than on the day before. */
function cutsOf(runs: readonly CoverageRun[], told: readonly Told[]): number[] {
  const cuts: number[] = [];
  let before: Told | null = null;
  for (const one of told) {
    if (before === null || before.day !== one.day - 1) cuts.push(one.day, ...(before ? [before.day + 1] : []));
    else if (before.proved !== one.proved) cuts.push(one.day);
    // What a filtered export knows, it knows of some subjects only.
    if (one.runs.some((run) => run.filtered)) cuts.push(one.day, one.day + 1);
    before = one;
  }
  if (before) cuts.push(before.day + 1);
  for (const { ranges, snapshots } of runs) {
    for (const { from, to } of ranges) cuts.push(dayNumber(from), dayNumber(to) + 1);
    for (const day of snapshots) cuts.push(dayNumber(day) + 1);
  }
  return cuts;
}

/** Lays the days of a scope out in stretches, and what cannot be added up beforehand in pieces. */
function layOut(
  index: EvidenceIndex,
  scope: Scope,
  told: readonly Told[],
  cuts: ReadonlySet<number>,
  stretches: Stretch[],
  single: Piece[],
): void {
  const sorted = [...cuts].sort((a, b) => a - b);
  let next = 0;
  let first = Number.NEGATIVE_INFINITY;
  let open = new Map<boolean, Stretch>();
  let piece: Piece | null = null;
  for (const { day, runs } of told) {
    let isCut = day - first >= LONGEST_STRETCH;
    while (next < sorted.length && (sorted[next] ?? 0) <= day) {
      isCut = true;
      next++;
    }
    if (isCut) {
      first = day;
      open = new Map();
    }
    const date = dayOf(day);
    const [only] = runs;
    if (!only || runs.length > 1 || only.filtered || isOneOff(scope)) {
      if (piece && piece.to === dayOf(day - 1)) piece.to = date;
      else {
        piece = { scope, from: date, to: date };
        single.push(piece);
      }
      continue;
    }
    // What rests on the user's word is marked, and so kept apart.
    const declared = index.isDeclared(only.importId);
    const stretch = open.get(declared) ?? { scope, from: date, to: date, parts: [] };
    if (stretch.parts.length === 0) {
      open.set(declared, stretch);
      stretches.push(stretch);
    }
    stretch.to = date;
    const part = stretch.parts.at(-1);
    if (part?.importId === only.importId && part.to === dayOf(day - 1)) part.to = date;
    else stretch.parts.push({ importId: only.importId, from: date, to: date });
  }
}

import { storedScopes } from './calibers';
import { COST, isPaidOnce } from './cost-parts';
import { addDays, type Day, dayNumber, earlier } from './days';
import type { CoverageRun } from './evidence';
import type { EvidenceIndex } from './evidence-index';
import { COMPOSED, DERIVED, type DerivedMeasure, type MeasureKey, STORED, type StoredMeasure } from './measures';
import type { Question } from './question';
import { firstDayIn } from './reach';
import { chooseScope } from './scopes';
import { isOfNotes, isOrderSource } from './shops';
import { cutsOf, layOut, leftOver, type Piece, type Stretch, toldDays } from './stretches';
import { GRAINS, type Scope } from './values';

/** What a question needs of a store's rows, so that it need not hand over every one. */
export interface NeededRows {
  measures: readonly StoredMeasure[];
  /** The scopes that are asked for and have rows that are not of a day, which are needed, too. */
  scopes: readonly Scope[];
  /** The days that ranges must reach into. */
  days: { from: Day | null; to: Day };
  /** Day rows that may be added up. */
  stretches: readonly Stretch[];
  /** Day rows that are needed one by one. */
  single: readonly Piece[];
}

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
  const ends = [...index.sources].flatMap((source) => {
    return index.lastDaysOf(source, question).map((last) => earlier(last, question.range.to));
  });
  const cuts = new Set(ends.map((end) => dayNumber(end) + 1));
  if ('last' in question.range) for (const end of ends) cuts.add(dayNumber(addDays(end, 1 - question.range.last)));
  for (const { scope, told } of toldIn) {
    if (isOneOff(index, scope)) continue;
    for (const cut of cutsOf(index, runsOf(index, scope), told)) cuts.add(cut);
  }
  // A note's own rows are never older than its life; a task's or plan's may be older than the notes that are asked for.
  const andBirths = 'from' in question.range ? cuts : new Set([...cuts, ...births.map(dayNumber)]);
  const stretches: Stretch[] = [];
  const single: Piece[] = [];
  for (const { scope, told } of toldIn) {
    // Every order is a row of its own, of which nothing would be added up.
    const isSingle = isOneOff(index, scope) || isOrderSource(scope.source);
    const laidOut = isSingle ? [] : layOut(index, scope, told, isOfNotes(scope) ? cuts : andBirths);
    stretches.push(...laidOut);
    single.push(...leftOver(scope, told, laidOut));
  }
  const notOfDays = scopes.filter((scope) =>
    runsOf(index, scope).some(({ ranges, snapshots }) => ranges.length + snapshots.length > 0),
  );
  const asStored = (scope: Scope) => storedScopes(scope, index.calibers);
  return {
    measures: stored,
    scopes: notOfDays.flatMap(asStored),
    days,
    stretches,
    single: single.flatMap((piece) => asStored(piece.scope).map((scope) => ({ ...piece, scope }))),
  };
}

/** The stored measures that these are made of. */
function storedFor(measures: readonly MeasureKey[], { costScope }: Question): StoredMeasure[] {
  const found = new Set<StoredMeasure>();
  const add = (key: MeasureKey): void => {
    if (key in STORED) found.add(key as StoredMeasure);
    else if (key === 'cost') for (const part of costScope) found.add(COST[part].measure);
    else if (key === 'unattributed') for (const part of ['cost', 'spend'] as const) add(part);
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
function isOneOff(index: EvidenceIndex, scope: Scope): boolean {
  return runsOf(index, scope).some(({ measures }) => measures.some(isPaidOnce));
}

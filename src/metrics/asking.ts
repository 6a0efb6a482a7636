import { idOf } from './cuts';
import { type Daily, type DaySpan, knownDays } from './daily';
import type { Day } from './days';
import { type EvidenceIndex, isNote, rowsUnder } from './evidence-index';
import type { MissingReason, Provenance } from './figures';
import { STORED, type StoredDefinition, type StoredMeasure } from './measures';
import type { Keeps } from './orders';
import { pendingDays } from './pending';
import { type MaybeQuantity, type NoQuantity, quantity } from './quantity';
import type { Question } from './question';
import { chooseScope } from './scopes';
import { type Ground, groundOf, runsTelling, seriesOf } from './series';
import type { Attributes } from './series-parts';
import type { Source } from './sources';
import type { Subject } from './subjects';
import type { Grain } from './values';

/** One question over one range of days: what every quantity of a cell is asked with. */
export interface Asking {
  index: EvidenceIndex;
  question: Question;
  span: DaySpan;
  /** What the subjects' series share, by source, grain and measure: a summary asks the same of every note. */
  grounds: Map<string, Shared | { missing: MissingReason }>;
  /** The same by where their rows are and the imports that tell them: what measures have in common. */
  shared: Map<string, Shared>;
}

interface Shared extends Ground {
  scope: Attributes;
  /** The line of those that rest on the imports that prove their days and no others: most do. */
  line: Provenance;
}

/** One asking for all subjects of an answer that are asked about the same days: what is shared is reckoned once. */
const askings = new WeakMap<EvidenceIndex, WeakMap<Question, Map<string, Asking>>>();

/** Asks an index about some days. */
export function askOver(index: EvidenceIndex, question: Question, span: DaySpan): Asking {
  const ofIndex = askings.get(index) ?? new WeakMap<Question, Map<string, Asking>>();
  askings.set(index, ofIndex);
  const ofQuestion = ofIndex.get(question) ?? new Map<string, Asking>();
  ofIndex.set(question, ofQuestion);
  const key = `${span.from}|${span.to}`;
  const asking = ofQuestion.get(key) ?? { index, question, span, grounds: new Map(), shared: new Map() };
  ofQuestion.set(key, asking);
  return asking;
}

export interface KnownSeries {
  state: 'known';
  daily: Daily;
  provenance: Provenance;
}

export type Series = KnownSeries | NoQuantity;

/** What an asker knows of a subject beside its evidence. */
interface Asked {
  /** Which of the subject's rows count, where not all do. */
  keeps?: Keeps | null;
  /** Where what is told as "so far" begins. */
  born?: Day;
}

/** Why nothing is known, from the most telling to the least. */
const REASONS: MissingReason[] = [
  'unknown-attribute',
  'pending',
  'hidden',
  'blank',
  'not-in-source',
  'lifetime-only',
  'not-requested',
  'filtered-only',
  'not-covered',
  'not-imported',
];

/**
 * One measure of one subject from one source, at the grain that knows the most days (the first of equals): one
 * answer takes one grain for its whole range, because grains repeat each other's yuan (domain.md §3.6).
 */
export function askSeries(
  asking: Asking,
  subject: Subject,
  source: Source,
  grains: readonly Grain[],
  measure: StoredMeasure,
  { keeps = null, born }: Asked = {},
): Series {
  const { index, span } = asking;
  const reasons: MissingReason[] = [];
  let best: (KnownSeries & { known: number }) | null = null;
  // A grain that says nothing of the subject proves zeros only where no other grain tells the measure of it.
  const telling = grains.filter((grain) => index.hasRows(subject, source, grain));
  for (const grain of [...telling, ...grains.filter((one) => !telling.includes(one))]) {
    if (best !== null && !telling.includes(grain)) break;
    const ground = groundFor(asking, source, grain, measure);
    if ('missing' in ground) {
      reasons.push(ground.missing);
      continue;
    }
    const { scope } = ground;
    const birth = ground.hasBlocks ? (born ?? bornFor(asking, subject)) : null;
    const daily = seriesOf(index, { subject, source, grain, measure, scope, span, birth, keeps }, ground);
    const found = knownDays(daily).count;
    const known = isStated(daily, span, measure) ? found : 0;
    if (known === 0) reasons.push(found > 0 ? 'not-in-source' : whyUnknown(asking, subject, ground, measure, daily));
    if (known > (best?.known ?? 0)) {
      best = { state: 'known', known, daily, provenance: lineOf(ground, daily.imports) };
    }
  }
  return best ?? missingOf(asking.index, source, REASONS.find((reason) => reasons.includes(reason)) ?? 'not-covered');
}

/** A source of which other grains were imported lacks this one; else it was never imported. */
function missingOf(index: EvidenceIndex, source: Source, reason: MissingReason): NoQuantity {
  if (reason === 'not-imported' && index.hasSource(source)) return { state: 'missing', reason: 'not-in-source' };
  const isOfSource = reason === 'not-imported' || reason === 'filtered-only';
  return { state: 'missing', reason, ...(isOfSource && { source }) };
}

/**
 * What rows finer than their subject tell of it, thing by thing: a note's creatives, a task's orders. Of several one
 * person or sale may be in each (§3.5).
 * @param all the same as one series
 */
export function askEach(asking: Asking, subject: Subject, all: KnownSeries, measure: StoredMeasure): Series[] {
  const { source, grain } = all.provenance;
  const { from, to } = asking.span;
  const rows = asking.index
    .keysOf(subject, rowsUnder(all.provenance))
    .flatMap(([row]) => (row && row.period.from <= to && row.period.to >= from ? [row] : []));
  const ids = new Set(rows.map(idOf));
  if (ids.size < 2) return [all];
  return [...ids].map((id) => {
    const keeps: Keeps = ([row]) => row !== undefined && idOf(row) === id;
    return askSeries(asking, subject, source, [grain], measure, { keeps });
  });
}

/** De-duplicated people exist only where an export states them for that very period (§3.4): one day, or one row of all. */
function isStated({ blocks }: Daily, { length }: DaySpan, measure: StoredMeasure): boolean {
  const { distinct }: StoredDefinition = STORED[measure];
  return !distinct || length === 1 || (blocks.length === 1 && blocks[0]?.days.length === length);
}

/**
 * Why not a day is known: of what is told as "so far" only the whole life is, unless its rows leave the cell blank. A
 * count of a sample whose share is not told comes as a row with nothing in it (§3.4). Days that only an export has
 * which does not say what it counts are covered, by something unknown.
 */
function whyUnknown(
  { index, span }: Asking,
  subject: Subject,
  ground: Shared,
  measure: StoredMeasure,
  { gaps }: Daily,
): MissingReason {
  const gap = REASONS.find((reason) => [...gaps.values()].some((why) => why === reason));
  if (gap) return gap;
  const isBlank = ground.runs.length > 0 && !ground.runs.some((run) => run.measures.includes(measure));
  const { source, grain } = ground.line;
  const runs = index.runsOf(source, grain);
  if (!runs.some((run) => run.snapshots.length > 0)) {
    const isUntold = runs.some(
      (run) =>
        !run.filtered &&
        !ground.runs.includes(run) &&
        run.measures.includes(measure) &&
        couldBe(run, ground.scope) &&
        run.days.some((day) => day >= span.from && day <= span.to),
    );
    if (isBlank) return 'blank';
    if (isUntold) return 'unknown-attribute';
    return ground.runs.every((run) => run.filtered) ? 'filtered-only' : 'not-covered';
  }
  const keys = index.keysOf(subject, ground.rows);
  const rows = keys.flat().filter(({ period }) => period.kind === 'lifetime');
  if (rows.length === 0 || rows.some((row) => row.measures[measure] !== undefined)) return 'lifetime-only';
  const isUntold = rows.every(({ sampling, measures }) => sampling === null && Object.keys(measures).length === 0);
  if (isUntold) return 'unknown-attribute';
  return isBlank ? 'blank' : 'not-covered';
}

/** Whether an answer to what a run leaves open could make it one of this scope. */
function couldBe(run: Attributes, scope: Attributes): boolean {
  const isOpen = (key: keyof Attributes) => run[key] === 'unknown' || run[key] === scope[key];
  return isOpen('window') && isOpen('caliber') && isOpen('traffic');
}

function groundFor(asking: Asking, source: Source, grain: Grain, measure: StoredMeasure) {
  const { index, question, grounds } = asking;
  const key = `${source}|${grain}|${measure}`;
  let ground = grounds.get(key);
  if (!ground) {
    const choice = chooseScope(index.seen(source, grain), measure, question);
    ground = 'missing' in choice ? choice : sharedFor(asking, source, grain, measure, choice.scope);
    grounds.set(key, ground);
  }
  return ground;
}

function sharedFor(
  { index, question, span, shared }: Asking,
  source: Source,
  grain: Grain,
  measure: StoredMeasure,
  scope: Attributes,
): Shared {
  const runs = runsTelling(index, { source, grain, measure, scope });
  const rows = rowsUnder({ source, grain, ...scope });
  // Of the measures that the same runs cover, each may be pending on days of its own.
  const pending = runs.map((run) => pendingDays(run, measure).join());
  const key = `${rows}|${runs.map(({ importId }) => importId)}|${pending}`;
  const held = shared.get(key);
  if (held) return held;
  const ground = groundOf(runs, measure, rows, span);
  const asOf = index.lastDay(source, question);
  const line = { source, grain, ...scope, asOf, imports: [...ground.imports].sort() };
  const made = { ...ground, answered: index.answerOf(runs), scope, line };
  shared.set(key, made);
  return made;
}

function lineOf({ line, imports }: Shared, used: ReadonlySet<string>): Provenance {
  return used === imports ? line : { ...line, imports: [...used].sort() };
}

/**
 * Why parts add up to nothing known. Of what only filtered exports cover, the rows that are there are a lower bound:
 * a part without one takes nothing from it (§3.2).
 */
export function whyNone(parts: readonly ({ state: 'known' } | NoQuantity)[]): NoQuantity | null {
  const gone = parts.filter((part) => part.state === 'missing');
  if (parts.length > 0 && gone.length < parts.length) {
    return gone.find(({ reason }) => reason !== 'filtered-only') ?? null;
  }
  return (
    gone.find(({ reason }) => reason !== 'filtered-only') ?? gone[0] ?? { state: 'missing', reason: 'not-covered' }
  );
}

/** Several series as one quantity; when one of them is not known, neither is the whole. */
export function combine(series: readonly Series[], overlapping: boolean): MaybeQuantity {
  const known = series.filter((item) => item.state === 'known');
  const gone = whyNone(series);
  if (gone) return gone;
  const value = quantity(
    known.map((item) => item.daily),
    overlapping,
    known.map((item) => item.provenance),
  );
  return known.length < series.length ? { ...value, atLeast: true } : value;
}

/** The first day of a subject's life as far as it is known: publication, else the first day of any row. */
export function lifeStart(index: EvidenceIndex, subject: Subject): Day | null {
  const published = isNote(subject) ? index.publishedOn(subject) : null;
  return published ?? index.firstDay(subject);
}

/**
 * Where what is told as "so far" begins. Without a day of publication nobody knows, and only the whole life is known:
 * the first day of any row is no birth, least of all that of the snapshot itself (§3.3).
 */
function bornFor({ index, question, span }: Asking, subject: Subject): Day | null {
  const published = isNote(subject) ? index.publishedOn(subject) : null;
  return published ?? ('since' in question.range ? span.from : null);
}

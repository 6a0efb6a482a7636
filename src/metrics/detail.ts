import { headOf, pageShop } from './answer';
import { amountOn, knownDays, sumDays } from './daily';
import type { Day } from './days';
import type { Evidence, LiveImport } from './evidence';
import { EvidenceIndex, isNote } from './evidence-index';
import type { Figure, KnownFigure } from './figures';
import { type Funnel, funnelOf } from './funnel';
import type { LinkIndex } from './links';
import { DERIVED, type MeasureKey, STORED_MEASURES, type StoredMeasure } from './measures';
import { closeCell, type OpenCell, openCells } from './open-cells';
import type { MaybeQuantity } from './quantity';
import type { Answer, Cell, Question } from './question';
import { isOfNotes } from './shops';
import { standingOf } from './standing';
import { isProduct, type Platform, type Subject } from './subjects';

/** One measure day by day; null where the day is not known by itself. A band's ends where credit may overlap. */
export interface DaySeries {
  platform: Platform;
  measure: StoredMeasure;
  from: Day;
  low: (number | null)[];
  high: (number | null)[];
}

/** A product of a note, or a note of a product, with what it did on the same question. */
export interface Counterpart {
  answer: Answer;
  /** Its share of Σ of all counterparts, per platform and measure: of Σ, not of the truth (domain.md §3.7). */
  shares: { platform: Platform; measure: 'gmv_task' | 'visitors' | 'item_viewers'; share: number }[];
}

/** Everything that a card or panel shows of one subject. */
export interface Detail extends Answer {
  series: DaySeries[];
  funnels: Funnel[];
  counterparts: Counterpart[];
  /** A note's floor: at least max(0, T − Σ others) of each task total, because others may have helped (§3.5). */
  floors: { platform: Platform; task: Subject; measure: StoredMeasure; floor: number }[];
  imports: LiveImport[];
  facts: Facts;
}

/** What is known of a subject that is no number: a note's 达人 and day of publication, and its tasks. */
export interface Facts {
  kol: string | null;
  published: Day | null;
  /** Each with what it did as a whole; nothing of it is divided over its notes (domain.md §3.7). */
  tasks: { subject: Subject; title: string | null; answer: Answer }[];
}

const DETAIL_MEASURES: readonly MeasureKey[] = [
  'cost',
  ...STORED_MEASURES,
  'gmv',
  ...(Object.keys(DERIVED) as MeasureKey[]),
];
const SERIES_MEASURES: readonly StoredMeasure[] = ['spend', 'visitors', 'item_viewers', 'gmv_task', 'buyers'];
const BESIDE_MEASURES: readonly MeasureKey[] = [
  'cost',
  'visitors',
  'cost_per_visitor',
  'item_viewers',
  'cost_per_viewer',
  'gmv_task',
  'gmv',
  'roi',
];
const SHARE_MEASURES = ['gmv_task', 'visitors', 'item_viewers'] as const;

/** The detail of one subject, or null when the workspace does not know it. The evidence must be of its `whole` relations. */
export function detail(question: Question, subject: Subject, evidence: Evidence, links?: LinkIndex): Detail | null {
  const index = new EvidenceIndex(evidence, links);
  if (!index.known.has(subject)) return null;
  const standing = standingOf(index, subject);
  const open = openCells(index, question, standing, pageShop(subject));
  const cells = open.map((cell) => closeCell(cell, question.measures ?? DETAIL_MEASURES));
  const funnels = open.filter((cell) => cell.platform !== 'xhs').flatMap(funnelOf);
  const counterparts = counterpartsOf(index, question, subject, standing.notes);
  const told = [...cells, ...funnels, ...counterparts.flatMap(({ answer }) => answer.cells)];
  const used = new Set(told.flatMap(({ provenance }) => provenance.flatMap((line) => line.imports)));
  return {
    ...headOf(index, subject, standing),
    cells,
    series: open.flatMap(seriesOfCell),
    funnels,
    counterparts,
    floors: isNote(subject) ? open.flatMap((cell) => floorsOf(index, subject, cell)) : [],
    imports: evidence.imports.filter((item) => used.has(item.id)),
    facts: factsOf(index, question, subject),
  };
}

function factsOf(index: EvidenceIndex, question: Question, subject: Subject): Facts {
  const note = isNote(subject);
  const tasks = note ? index.links.tasksOfNote(subject) : isProduct(subject) ? index.links.tasksOfProduct(subject) : [];
  return {
    kol: index.label(subject, 'kol'),
    published: note ? index.publishedOn(subject) : null,
    tasks: tasks.map((task) => ({
      subject: task,
      title: index.label(task, 'title') ?? index.label(task, 'task'),
      answer: besideOf(index, question, task),
    })),
  };
}

function seriesOfCell({ platform, inside }: OpenCell): DaySeries[] {
  if (!inside) return [];
  const { asking, sources } = inside;
  return SERIES_MEASURES.filter((measure) => sources.has(measure)).flatMap((measure) => {
    const value = sources.stored(measure);
    if (value.state === 'missing') return [];
    const days = Array.from({ length: asking.span.length }, (_, day) => dayEnds(value, day));
    return [
      {
        platform,
        measure,
        from: asking.span.from,
        low: days.map((day) => day?.low ?? null),
        high: days.map((day) => day?.high ?? null),
      },
    ];
  });
}

function dayEnds({ groups }: Extract<MaybeQuantity, { state: 'known' }>, day: number) {
  let low = 0;
  let high = 0;
  for (const group of groups) {
    const amounts = group.map((member) => amountOn(member, day)).filter((amount) => amount !== null);
    if (amounts.length < group.length) return null;
    low += Math.max(...amounts);
    high += amounts.reduce((sum, amount) => sum + amount, 0);
  }
  return { low, high };
}

/** What stands of another subject beside the one asked about. */
function besideOf(index: EvidenceIndex, question: Question, subject: Subject): Answer {
  const standing = standingOf(index, subject);
  const cells = openCells(index, question, standing, pageShop(subject));
  return {
    ...headOf(index, subject, standing),
    cells: cells.map((cell) => closeCell(cell, question.measures ?? BESIDE_MEASURES)),
  };
}

function counterpartsOf(
  index: EvidenceIndex,
  question: Question,
  subject: Subject,
  notes: readonly Subject[],
): Counterpart[] {
  const others = isNote(subject) ? index.links.productsOfNote(subject) : notes;
  const answers = others.map((other) => besideOf(index, question, other));
  return answers.map((answer) => ({ answer, shares: isNote(subject) ? [] : sharesOf(answer, answers) }));
}

function sharesOf(answer: Answer, all: readonly Answer[]): Counterpart['shares'] {
  return answer.cells.flatMap(({ platform }) =>
    SHARE_MEASURES.flatMap((measure) => {
      const own = pointOn(answer, platform, measure);
      const parts = all.filter((other) => cellOn(other, platform)).map((other) => pointOn(other, platform, measure));
      const known = parts.filter((part) => part !== null);
      const sum = known.reduce((total, { high }) => total + high, 0);
      if (!own || known.length < parts.length || !known.every((part) => areAlike(part, own)) || sum <= 0) return [];
      return [{ platform, measure, share: own.high / sum }];
    }),
  );
}

function cellOn(answer: Answer, platform: Platform): Cell | undefined {
  return answer.cells.find((cell) => cell.platform === platform);
}

function pointOn(answer: Answer, platform: Platform, measure: MeasureKey): KnownFigure | null {
  const figure: Figure | undefined = cellOn(answer, platform)?.figures[measure];
  return figure?.state === 'known' && figure.low === figure.high ? figure : null;
}

/** Parts of one sum are of days that all of them know (§3.3): each of its whole range, or each of as many of as many. */
function areAlike({ days: a }: KnownFigure, { days: b }: KnownFigure): boolean {
  const [lacksA, lacksB] = [a.asked - a.covered, b.asked - b.covered];
  return lacksA === lacksB && (lacksA === 0 || a.asked === b.asked);
}

/**
 * T − Σ others, over the days that the task and all of its notes know. More than the note was credited with in full is
 * none: there is more to the total than its notes' rows.
 */
function floorsOf(index: EvidenceIndex, note: Subject, { platform, inside }: OpenCell): Detail['floors'] {
  if (!inside || platform === 'xhs') return [];
  const { asking } = inside;
  return index.links.tasksOfNote(note, platform).flatMap((task) => {
    const whole = standingOf(index, task);
    const others = index.links.notesOfTask(task).filter((other) => other !== note);
    return (['gmv_task', 'gmv_shop'] as const).flatMap((measure) => {
      const sold = whole.stored(asking, platform, measure);
      // Without a total of its own a task is known by its notes only, which leaves nothing to be left over.
      if (sold.state === 'missing' || sold.provenance.some(isOfNotes)) return [];
      const total = pointOf(sold, asking.span.length);
      const creditOf = (of: Subject) =>
        pointOf(standingOf(index, of).stored(asking, platform, measure), asking.span.length);
      const parts = others.map(creditOf);
      if (total === null || parts.some((part) => part === null)) return [];
      const floor = Math.max(0, total - parts.reduce((sum: number, part) => sum + (part ?? 0), 0));
      return floor > (creditOf(note) ?? floor) ? [] : [{ platform, task, measure, floor }];
    });
  });
}

/** A quantity that is one point over the whole span, else null. */
function pointOf(value: MaybeQuantity, length: number): number | null {
  const only =
    value.state === 'known' && value.groups.length === 1 && value.groups[0]?.length === 1 ? value.groups[0][0] : null;
  if (!only) return null;
  const days = knownDays(only);
  return days.count === length ? sumDays(only, days) : null;
}

import { addDays, type Day } from '../../src/metrics/days';
import type { StoredMeasure } from '../../src/metrics/measures';
import type { Source } from '../../src/metrics/sources';
import type { Shop } from '../../src/metrics/subjects';
import type { Grain, Row } from '../../src/metrics/values';
import type { MadeImport } from './evidence';
import { PEOPLE, type Visit, type World } from './seeding';

/** What is so in a made-up world, and which days its files tell: reckoned from the visits and the rows as plainly as can be. */

/** What a shop sold for a note, a task or a product (with its group), or for everybody. */
export function visitsOf(world: World, subject: string | 'all', shop: Shop, window: number): Visit[] {
  const counted = world.visits.filter((visit) => visit.shop === shop && visit.delay <= window);
  if (subject === 'all') return counted;
  if (world.notes.includes(subject)) return counted.filter(({ helped }) => helped.includes(subject));
  const task = world.tasks[shop].find((one) => one.task === subject);
  if (task) return counted.filter((visit) => isOf(visit, task));
  const members = membersOf(world, subject);
  return counted.filter(({ item }) => members.includes(item));
}

function isOf({ item, helped }: Visit, { items, notes }: { items: string[]; notes: string[] }): boolean {
  return items.includes(item) && helped.some((note) => notes.includes(note));
}

export function membersOf({ grouped, items }: World, item: string): string[] {
  return grouped && items.taobao.includes(item) ? items.taobao : [item];
}

/** The true number of a measure over some days: fen of the orders, each once; people once a day. */
export function truthOf(visits: readonly Visit[], measure: StoredMeasure, days: ReadonlySet<Day>): number {
  const came = visits.filter(({ day }) => days.has(day));
  if (measure === 'gmv_task') return came.reduce((total, { fen }) => total + fen, 0);
  const counted = measure === 'buyers' ? came.filter(({ fen }) => fen > 0) : came;
  return PEOPLE * new Set(counted.map(({ day, person }) => `${day} ${person}`)).size;
}

export function spentOn(world: World, notes: readonly string[], days: ReadonlySet<Day>): number {
  const paid = world.spends.filter(({ note, day }) => notes.includes(note) && days.has(day));
  return paid.reduce((total, { fen }) => total + fen, 0);
}

export function quotesOf(world: World, notes: readonly string[], days: ReadonlySet<Day>): number {
  const paid = world.lives.filter(({ note, born }) => notes.includes(note) && days.has(born));
  return paid.reduce((total, { quote }) => total + quote, 0);
}

interface Asked {
  subject: string;
  source: Source;
  grain: Grain;
  window: Row['window'];
  measure: StoredMeasure;
}

/**
 * The days that the files cover of a subject: the newest row of its own states the measure, or it has no row and a file that
 * was not filtered states it of another (domain.md §3.2).
 */
export function toldDays(imports: readonly MadeImport[], asked: Asked, days: readonly Day[]): Set<Day> {
  const files = imports.map((file) => ({
    ...file,
    asOf: file.asOf ?? file.rows.reduce((last, { period: { to } }) => (to > last ? to : last), ''),
    rows: file.rows.filter((row) => isAsked(row, asked)),
  }));
  const exposed = new Set(
    imports.flatMap(({ rows }) =>
      rows.flatMap(({ measures: { spend = 0, impressions = 0 }, period: { kind, to } }) =>
        kind === 'day' && spend + impressions > 0 ? [to] : [],
      ),
    ),
  );
  // The last three days of a file that are 0 in all rows are not returned yet, where something was paid for (§3.3).
  const isPending = ({ rows, asOf }: { rows: Row[]; asOf: string }, day: Day): boolean => {
    const amounts = rows.filter((row) => (row.measures[asked.measure] ?? 0) > 0 && row.period.kind === 'day');
    const last = amounts.reduce((latest, { period: { to } }) => (to > latest ? to : latest), '');
    const isLate = day > last && day <= asOf && day >= addDays(asOf, -2);
    return last !== '' && isLate && exposed.has(day) && asked.window !== 'none' && rows.some((row) => isOn(row, day));
  };
  // A file that states the measure of nobody does not have its column: it proves no 0 of it, but whom it has, it has.
  const stating = files.filter(({ rows }) => rows.some((row) => row.measures[asked.measure] !== undefined));
  const told = (day: Day): boolean => {
    const ownIn = ({ rows }: { rows: Row[] }) => rows.filter((row) => row.subject === asked.subject && isOn(row, day));
    if (files.some((file) => ownIn(file).length > 0)) {
      // The newest file with the column and a row decides: an older figure never fills its blank (§3.8).
      const own = stating.filter((file) => ownIn(file).length > 0);
      const newest = own.reduce((last, { asOf }) => (asOf > last ? asOf : last), '');
      const rows = own.filter((file) => file.asOf === newest && !isPending(file, day)).flatMap(ownIn);
      return rows.some((row) => row.measures[asked.measure] !== undefined);
    }
    const covering = stating.filter(({ rows, filtered }) => filtered !== true && rows.some((row) => isOn(row, day)));
    const newest = covering.reduce((last, { asOf }) => (asOf > last ? asOf : last), '');
    return covering.some((file) => file.asOf === newest && !isPending(file, day));
  };
  return new Set(days.filter(told));
}

function isAsked(row: Row, { source, grain, window }: Asked): boolean {
  return row.source === source && row.grain === grain && row.window === window && ['all', 'none'].includes(row.traffic);
}

const isOn = ({ period: { kind, to } }: Row, day: Day): boolean => kind === 'day' && to === day;

/**
 * The sets of days that a figure of what sold may rest on: those that the totals of its tasks tell, or those that its
 * notes tell (domain.md §3.5). Empty where nothing can be known.
 */
export function waysToKnow(
  world: World,
  subject: string | 'all',
  shop: Shop,
  window: 7 | 15 | 30,
  measure: StoredMeasure,
  days: readonly Day[],
): Set<Day>[] {
  const [source, top] = shop === 'jd' ? (['jdseeding', 'jd'] as const) : (['xinghe', 'taobao'] as const);
  const tell = (one: string, grain: Grain) =>
    toldDays(world.imports, { subject: one, source, grain, window, measure }, days);
  if (world.notes.includes(subject)) {
    if (shop === 'taobao') return [tell(subject, 'note')];
    const own = world.tasks.jd.filter(({ notes }) => notes.includes(subject));
    const alone = own.length > 0 && own.every(({ notes }) => notes.length === 1);
    return alone ? [common(own.map(({ task }) => tell(task, 'task')))] : [];
  }
  const members = subject === 'all' ? world.items[top] : membersOf(world, subject);
  const tasks = world.tasks[shop].filter(
    (one) => subject === 'all' || one.task === subject || one.items.some((item) => members.includes(item)),
  );
  const within = new Set(tasks.flatMap(({ notes }) => notes));
  // Notes of no task stand beside the totals as far as they are told.
  const notes = subject === 'all' ? world.notes : [...within];
  const outside = notes.filter((note) => !within.has(note)).map((note) => tell(note, 'note'));
  const totals = tasks.map(({ task }) => tell(task, 'task'));
  return [
    ...(totals.length > 0
      ? [common([...totals, ...(shop === 'jd' ? [] : outside.filter((told) => told.size > 0))])]
      : []),
    ...(shop === 'jd' || notes.length === 0 ? [] : [common(notes.map((note) => tell(note, 'note')))]),
  ];
}

function common(sets: readonly Set<Day>[]): Set<Day> {
  const [first = new Set<Day>(), ...rest] = sets;
  return new Set([...first].filter((day) => rest.every((set) => set.has(day))));
}

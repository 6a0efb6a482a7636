import fc from 'fast-check';
import { addDays, type Day, eachDay } from '../../src/metrics/days';
import type { Shop } from '../../src/metrics/subjects';
import type { Row } from '../../src/metrics/values';
import { jd, juguang, type MadeImport, xinghe } from './evidence';
import { DAYS, FIRST, PEOPLE, type Visit, WINDOWS, type World } from './seeding';

const RATIOS: (number | null)[] = [null, 0.5, 0.25, 1];

export const day = fc.nat(DAYS.length - 1);
/** The days of a file. */
const stretch = fc.oneof(
  { weight: 1, arbitrary: fc.constant(DAYS) },
  { weight: 2, arbitrary: fc.tuple(day, day).map(([a, b]) => DAYS.slice(Math.min(a, b), Math.max(a, b) + 1)) },
);
const maybe = <T>(some: fc.Arbitrary<T[]>) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant<T[]>([]) }, { weight: 3, arbitrary: some });
export const seldom = fc.oneof(
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

/** What the files of a world are like. */
export const fileShape = fc.record({
  notes: fc.tuple(stretch, maybe(stretch)),
  stale: seldom,
  filtered: fc.option(fc.record({ note: fc.nat(4), days: stretch }), { freq: 3 }),
  tasks: maybe(stretch),
  jd: maybe(stretch),
  spends: stretch,
  creatives: maybe(stretch),
  plans: maybe(stretch),
  summaries: fc.array(stretch, { maxLength: 1 }),
  snapshots: fc.array(day, { maxLength: 4 }),
  reads: maybe(stretch),
  sampled: fc.constantFrom('no', 'evenly', 'row by row'),
  blanks: fc.array(
    fc.record({
      note: fc.nat(4),
      day,
      measure: fc.constantFrom('gmv_task' as const, 'visitors' as const),
      both: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
});

type Files = typeof fileShape extends fc.Arbitrary<infer T> ? T : never;
type Draft = Omit<Row, 'period' | 'line'>;

const on = (row: Draft, at: Day): Row => ({ ...row, period: { kind: 'day', from: at, to: at }, line: 2 });
const sum = (list: readonly { fen: number }[]): number => list.reduce((total, one) => total + one.fen, 0);
const persons = (list: readonly Visit[]): number => PEOPLE * new Set(list.map(({ person }) => person)).size;
const bought = (list: readonly Visit[]): Visit[] => list.filter(({ fen }) => fen > 0);

/** The files that a team would have of this world. */
export function exportsOf(world: Omit<World, 'imports'>, files: Files): MadeImport[] {
  const { notes, spends, lives } = world;
  const ratioOf = (at: number, day: Day) =>
    files.sampled === 'no' ? null : (RATIOS[files.sampled === 'evenly' ? 1 : (at + DAYS.indexOf(day)) % 4] ?? null);
  const isBlank = (note: string, day: Day, measure: string, second: boolean) =>
    files.blanks.some(
      (one) =>
        notes[one.note % notes.length] === note &&
        lives.some((life) => life.note === note && life.born <= day) &&
        DAYS[one.day] === day &&
        one.measure === measure &&
        (one.both || second),
    );
  const credited = (note: string, day: Day, window: number) =>
    world.visits.filter(
      (visit) => visit.shop === 'taobao' && visit.day === day && visit.delay <= window && visit.helped.includes(note),
    );
  const contentRows = (second: boolean) => (day: Day) =>
    notes.flatMap((note, at) => {
      const blank = (['gmv_task', 'visitors'] as const).filter((measure) => isBlank(note, day, measure, second));
      if (at > 0 && blank.length === 0 && credited(note, day, 30).length === 0) return [];
      const sampling = ratioOf(at, day);
      const rows = WINDOWS.map((window) => {
        const came = credited(note, day, window);
        const raw = (people: number) => people * (sampling ?? 1);
        const measures: Row['measures'] = {
          gmv_task: sum(came),
          buyers: raw(persons(bought(came))),
          visitors: raw(persons(came)),
          readers: 360,
        };
        for (const measure of blank) delete measures[measure];
        return on(xinghe(note, measures, { window, sampling }), day);
      });
      // Another kind of traffic stands in the same file and must never be added.
      return [...rows, on(xinghe(note, { gmv_task: 7, buyers: 7, visitors: 7 }, { traffic: '自然流量' }), day)];
    });
  const stale = (day: Day) =>
    notes
      .filter((note) => ['gmv_task', 'visitors'].every((measure) => !isBlank(note, day, measure, true)))
      .map((note) => {
        const came = credited(note, day, 1);
        return on(xinghe(note, { gmv_task: sum(came), visitors: persons(came) }), day);
      })
      // What a file did not name is not known to have been restated.
      .filter(({ subject }) => subject === notes[0] || credited(subject, day, 30).length > 0);
  const taskRows = (shop: Shop) => (day: Day) =>
    world.tasks[shop].flatMap((task) =>
      (shop === 'jd' ? ([15] as const) : WINDOWS).map((window) => {
        const came = world.visits.filter(
          (visit) =>
            visit.day === day &&
            visit.delay <= window &&
            task.items.includes(visit.item) &&
            visit.helped.some((note) => task.notes.includes(note)),
        );
        const measures = { gmv_task: sum(came), buyers: persons(bought(came)) };
        return shop === 'jd'
          ? on(jd(task.task, { ...measures, item_viewers: persons(came) }), day)
          : on(xinghe(task.task, { ...measures, visitors: persons(came) }, { grain: 'task', window }), day);
      }),
    );
  const paid = (note: string, from: Day, to: Day) =>
    sum(spends.filter((one) => one.note === note && one.day >= from && one.day <= to));
  const born = (day: Day) => lives.flatMap((life) => (life.born <= day ? [life.note] : []));
  const spendRows = (day: Day) => born(day).map((note) => on(juguang(note, { spend: paid(note, day, day) }), day));
  const creativeRows = (day: Day) =>
    born(day).flatMap((note) => {
      const fen = paid(note, day, day);
      return [fen >> 1, fen - (fen >> 1)].map((spend, at) =>
        on(juguang(note, { spend }, { grain: 'creative', entity: `c${at}` }), day),
      );
    });
  const planRows = (day: Day) => {
    const fen = notes.reduce((total, note) => total + paid(note, day, day), 0);
    const more = sum(world.beyond.filter((one) => one.day === day));
    return [fen, more].map((spend, at) =>
      on(juguang('coarse', { spend }, { grain: 'plan', entity: `plan-${at}` }), day),
    );
  };
  const summaryRows = (days: readonly Day[]) => {
    const [from = FIRST, to = from] = [days[0], days.at(-1)];
    return born(to).map(
      (note): Row => ({
        ...juguang(note, { spend: paid(note, from, to) }),
        period: { kind: 'range', from, to },
        line: 2,
      }),
    );
  };
  const ownRows = (day: Day) =>
    lives
      .filter(({ born }) => born <= day)
      .map(({ note, reads }) => on(juguang(note, { reads: reads(day) }, { source: 'pgy' }), day));
  const lifeRows = (to: Day) =>
    lives
      .filter(({ born }) => born <= to)
      .map(({ note, born, quote, reads }): Row => {
        const total = eachDay(born, to).reduce((all, day) => all + reads(day), 0);
        const row = juguang(note, { reads: total, quote }, { source: 'pgy' });
        return { ...row, period: { kind: 'lifetime', from: born, to }, line: 2 };
      });
  const { filtered } = files;
  const [first, second] = files.notes;
  const last = DAYS.at(-1) ?? FIRST;
  const only = filtered && notes[filtered.note % notes.length];
  return [
    { rows: first.flatMap(contentRows(false)), asOf: last },
    { rows: second.flatMap(contentRows(true)), asOf: addDays(last, 1) },
    { rows: files.stale ? first.flatMap(stale) : [], asOf: addDays(FIRST, -1) },
    {
      rows: (filtered?.days ?? []).flatMap(contentRows(true)).filter(({ subject }) => subject === only),
      filtered: true,
      asOf: last,
    },
    { rows: files.tasks.flatMap(taskRows('taobao')) },
    { rows: files.jd.flatMap(taskRows('jd')) },
    { rows: files.spends.flatMap(spendRows) },
    { rows: files.creatives.flatMap(creativeRows) },
    { rows: files.plans.flatMap(planRows) },
    ...files.summaries.map((days) => ({ rows: summaryRows(days) })),
    { rows: files.reads.flatMap(ownRows) },
    ...files.snapshots.map((at) => ({ rows: lifeRows(DAYS[at] ?? FIRST) })),
  ];
}

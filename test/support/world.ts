import fc from 'fast-check';
import type { Day } from '../../src/metrics/days';
import type { Shop } from '../../src/metrics/subjects';
import type { Label } from '../../src/metrics/values';
import { DAYS, ITEMS, noteId, type Task, type Visit, type World } from './seeding';
import { day, exportsOf, fileShape, seldom } from './world-files';

/** What one drawn world is made from. */
const shape = fc.record({
  notes: fc.integer({ min: 1, max: 5 }),
  tasks: fc.record({ taobao: fc.integer({ min: 1, max: 3 }), jd: fc.nat(2) }),
  inTasks: fc.array(
    fc.record({ first: fc.nat(2), second: fc.option(fc.nat(2)), jd: fc.option(fc.nat(1), { freq: 2 }) }),
    {
      minLength: 5,
      maxLength: 5,
    },
  ),
  sells: fc.array(fc.constantFrom([0], [0], [1], [0, 1]), { minLength: 3, maxLength: 3 }),
  grouped: seldom,
  born: fc.array(fc.nat(4), { minLength: 5, maxLength: 5 }),
  quotes: fc.array(fc.nat(99_999), { minLength: 5, maxLength: 5 }),
  visits: fc.array(
    fc.record({
      shop: fc.constantFrom<Shop[]>('taobao', 'jd'),
      item: fc.nat(1),
      day,
      person: fc.nat(5),
      fen: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 99_999 })),
      delay: fc.constantFrom(1, 10, 20, 40),
      helped: fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 25, size: 'max' },
  ),
  spends: fc.array(fc.record({ day, note: fc.nat(4), fen: fc.integer({ min: 1, max: 50_000 }) }), { maxLength: 25 }),
  beyond: fc.array(fc.record({ day, fen: fc.nat(50_000) }), { maxLength: 5 }),
  files: fileShape,
});

export const worlds: fc.Arbitrary<World> = shape.map((drawn) => {
  const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
  const dayAt = (at: number): Day => pick(DAYS, at);
  const notes = Array.from({ length: drawn.notes }, (_, at) => noteId(at));
  const lives = notes.map((note, at) => ({
    note,
    // The first note has a row on every covered day.
    born: dayAt(at === 0 ? 0 : (drawn.born[at] ?? 0)),
    quote: drawn.quotes[at] ?? 0,
    reads: (on: Day) => (at * 37 + DAYS.indexOf(on) * 11 + 5) % 90,
  }));
  const isBorn = (note: string, on: Day) => lives.some((life) => life.note === note && life.born <= on);
  const inTask = (shop: Shop, task: number, count: number) =>
    notes.filter((_, at) => {
      const { first = 0, second = null, jd = null } = drawn.inTasks[at] ?? {};
      const found = shop === 'jd' ? [jd] : [first, second];
      return found.some((one) => one !== null && one % count === task);
    });
  const tasksOf = (shop: Shop, base: number): Task[] =>
    Array.from({ length: drawn.tasks[shop] }, (_, at) => ({
      task: `${shop}/task/${base + at}`,
      notes: inTask(shop, at, drawn.tasks[shop]),
      items: shop === 'jd' ? ITEMS.jd : pick(drawn.sells, at).map((item) => pick(ITEMS.taobao, item)),
    }));
  const tasks = { taobao: tasksOf('taobao', 7000), jd: tasksOf('jd', 8000) };

  const visits = drawn.visits.flatMap(({ shop, item: which, day: at, helped: who, ...visit }): Visit[] => {
    const [item, on] = [pick(ITEMS[shop], which), dayAt(at)];
    const selling = notes.filter(
      (note) => isBorn(note, on) && tasks[shop].some((task) => task.items.includes(item) && task.notes.includes(note)),
    );
    const helped = [...new Set(who.map((one) => pick(selling, one)))];
    return selling.length === 0 ? [] : [{ ...visit, shop, item, day: on, helped }];
  });
  const spends = drawn.spends
    .map(({ day: at, note, fen }) => ({ note: pick(notes, note), day: dayAt(at), fen }))
    .filter(({ note, day: on }) => isBorn(note, on));
  const beyond = drawn.beyond.map(({ day: at, fen }) => ({ day: dayAt(at), fen }));
  const world = { days: DAYS, notes, tasks, item: ITEMS.taobao[0] ?? '', items: ITEMS, grouped: drawn.grouped };
  const links = [
    ...[...tasks.taobao, ...tasks.jd].flatMap((one) => [
      ...one.notes.map((from) => ({ from, to: one.task })),
      ...one.items.map((to) => ({ from: one.task, to })),
    ]),
    ...(drawn.grouped ? ITEMS.taobao.map((from) => ({ from, to: 'group/精华' as const })) : []),
  ];
  const labels = lives.map(({ note, born }): Label => ({ subject: note, name: 'published', value: born }));
  const told = { ...world, visits, spends, beyond, lives, links, labels };
  return { ...told, imports: exportsOf(told, drawn.files).filter((made) => made.rows.length > 0) };
});

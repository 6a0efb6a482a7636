import fc from 'fast-check';
import { eachDay } from '../../src/metrics/days';
import type { Link, Row } from '../../src/metrics/values';
import { jd, juguang, type MadeImport, xinghe } from './evidence';

/**
 * A made-up seeding world in which the truth is known order by order, and the exports that platforms would write of it:
 * every order is credited in full to each note that helped, task totals count it once, and spends repeat per grain.
 */
export interface World {
  days: string[];
  notes: string[];
  links: Link[];
  item: string;
  orders: Order[];
  spends: { note: string; day: string; fen: number }[];
  imports: MadeImport[];
  /** Days that every xinghe note export covers. */
  covered: { notes: Set<string>; tasks: Set<string>; spend: Set<string> };
  hasTotals: boolean;
}

interface Order {
  day: string;
  fen: number;
  task: string;
  helped: string[];
}

const DAYS = eachDay('2026-07-01', '2026-07-10');
export const noteId = (at: number): string => `xhs/note/6841f00000000000000000${String(at).padStart(2, '0')}`;

/** What one drawn world is made from. */
const shape = fc.record({
  notes: fc.integer({ min: 1, max: 5 }),
  tasks: fc.integer({ min: 1, max: 3 }),
  orders: fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 9 }),
      fen: fc.integer({ min: 1, max: 99_999 }),
      task: fc.nat(2),
      helped: fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 25 },
  ),
  spends: fc.array(fc.record({ day: fc.nat(9), note: fc.nat(4), fen: fc.integer({ min: 1, max: 50_000 }) }), {
    maxLength: 25,
  }),
  noteDays: fc.integer({ min: 1, max: 10 }),
  taskDays: fc.integer({ min: 0, max: 10 }),
  spendDays: fc.integer({ min: 1, max: 10 }),
  /** Where the note export is split into two files, which overlap by a day. */
  split: fc.integer({ min: 0, max: 9 }),
  sampled: fc.boolean(),
  creatives: fc.boolean(),
});

export const worlds: fc.Arbitrary<World> = shape.map((drawn) => {
  const notes = Array.from({ length: drawn.notes }, (_, at) => noteId(at));
  const tasks = Array.from({ length: drawn.tasks }, (_, at) => `taobao/task/${7000 + at}`);
  const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;
  const item = 'taobao/item/594983854607';
  const taskOf = (note: string): string => pick(tasks, notes.indexOf(note));
  const orders = drawn.orders.map(({ day, fen, task, helped }): Order => {
    const inTask = notes.filter((note) => taskOf(note) === pick(tasks, task));
    const candidates = inTask.length > 0 ? inTask : notes.slice(0, 1);
    const helping = [...new Set(helped.map((at) => pick(candidates, at)))];
    return { day: DAYS[day] ?? '', fen, task: taskOf(helping[0] ?? ''), helped: helping };
  });
  const spends = drawn.spends.map(({ day, note, fen }) => ({ note: pick(notes, note), day: DAYS[day] ?? '', fen }));

  const day = (row: Omit<Row, 'period' | 'line'>, on: string): Row => ({
    ...row,
    period: { kind: 'day', from: on, to: on },
    line: 2,
  });
  const sum = (list: readonly { fen: number }[]): number => list.reduce((total, one) => total + one.fen, 0);
  // Sampled: the export shows half of the buyers, with the ratio beside it.
  const sampling = drawn.sampled ? 0.5 : null;
  const raw = (count: number): number => (drawn.sampled ? count / 2 : count);
  const noteRows = (on: string): Row[] =>
    notes.flatMap((note) => {
      const credited = orders.filter((order) => order.day === on && order.helped.includes(note));
      const measures = {
        gmv_task: sum(credited),
        buyers: raw(credited.length * 2),
        visitors: raw(credited.length * 20),
      };
      // The other window and another kind of traffic stand in the same file and must never be added.
      const other = { gmv_task: sum(credited) * 3, buyers: 7, visitors: 7 };
      const rows = [
        day(xinghe(note, other, { window: 30 }), on),
        day(xinghe(note, other, { traffic: '自然流量' }), on),
      ];
      return credited.length === 0 && note !== notes[0]
        ? rows
        : [...rows, day(xinghe(note, measures, { sampling }), on)];
    });
  const noteDays = DAYS.slice(0, drawn.noteDays);
  const split = Math.min(drawn.split, drawn.noteDays - 1);
  const taskDays = DAYS.slice(0, drawn.taskDays);
  const spendDays = DAYS.slice(0, drawn.spendDays);
  const spendRows = (on: string): Row[] =>
    notes.flatMap((note) => {
      const fen = sum(spends.filter((one) => one.day === on && one.note === note));
      return [
        day(juguang(note, { spend: fen }), on),
        ...(drawn.creatives ? [day(juguang(note, { spend: fen }, { grain: 'creative', entity: 'c1' }), on)] : []),
      ];
    });
  const imports: MadeImport[] = [
    { rows: noteDays.slice(0, split + 1).flatMap(noteRows) },
    { rows: noteDays.slice(split).flatMap(noteRows) },
    {
      rows: taskDays.flatMap((on) =>
        tasks.map((task) =>
          day(
            xinghe(
              task,
              { gmv_task: sum(orders.filter((order) => order.task === task && order.day === on)) },
              { grain: 'task' },
            ),
            on,
          ),
        ),
      ),
    },
    { rows: spendDays.flatMap(spendRows) },
    { rows: [day(jd('jd/task/9', { item_viewers: 5 }), DAYS[9] ?? '')] },
  ].filter((made) => made.rows.length > 0);

  return {
    days: DAYS,
    notes,
    item,
    orders,
    spends,
    links: [
      ...notes.map((note) => ({ from: note, to: taskOf(note) })),
      ...[...new Set(notes.map(taskOf))].map((task) => ({ from: task, to: item })),
    ],
    imports,
    covered: { notes: new Set(noteDays), tasks: new Set(taskDays), spend: new Set(spendDays) },
    hasTotals: drawn.taskDays > 0,
  };
});

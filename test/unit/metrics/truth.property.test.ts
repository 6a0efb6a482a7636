import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import { COST_PARTS } from '../../../src/metrics/cost-parts';
import { addDays, type Day, eachDay } from '../../../src/metrics/days';
import { type Detail, detail } from '../../../src/metrics/detail';
import type { KnownFigure } from '../../../src/metrics/figures';
import type { MeasureKey, StoredMeasure } from '../../../src/metrics/measures';
import type { Cell, Question } from '../../../src/metrics/question';
import type { Shop } from '../../../src/metrics/subjects';
import { summarise } from '../../../src/metrics/summary';
import { evidenceOf } from '../../support/evidence';
import { runs } from '../../support/runs';
import type { World } from '../../support/seeding';
import { quotesOf, spentOn, toldDays, truthOf, visitsOf, waysToKnow } from '../../support/truth';
import { worlds } from '../../support/world';

const MEASURES: MeasureKey[] = [
  'gmv_task',
  'buyers',
  'visitors',
  'item_viewers',
  'gmv',
  'cost',
  'reads',
  'spend',
  'roi',
  'cost_per_visitor',
  'unattributed',
];
const SOLD = { taobao: ['gmv_task', 'buyers', 'visitors'], jd: ['gmv_task', 'buyers', 'item_viewers'] } as const;

const at = fc.integer({ min: -1, max: 11 }).map((offset) => addDays('2026-07-01', offset));
const questions: fc.Arbitrary<Question> = fc.record({
  range: fc.oneof(
    fc.constant({ from: '2026-07-01', to: '2026-07-10' }),
    fc.tuple(at, at).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
    fc.record({ last: fc.integer({ min: 1, max: 10 }), to: at }),
    at.map((to) => ({ since: 'publication' as const, to })),
  ),
  window: fc.constantFrom(15 as const, 15 as const, 30 as const, 7 as const),
  caliber: fc.constant('source' as const),
  costScope: fc.constantFrom([...COST_PARTS].slice(2, 3), ['quote' as const, 'juguang' as const]),
  measures: fc.constant(MEASURES),
});

interface Told {
  world: World;
  question: Question;
  subject: string;
  cell: Cell;
  days: Day[];
}

/** Every cell of every answer and of the summary that has days to speak of. */
function toldOf(world: World, question: Question): Told[] {
  const evidence = evidenceOf(world.imports, world.links, world.labels);
  const subjects = [...world.notes, ...world.items.taobao, ...world.items.jd, ...tasksOf(world)];
  const answers = answer(question, subjects, evidence);
  const whole = summarise(question, evidence).cells.map((cell) => ({ subject: 'all', cell }));
  const cells = subjects.flatMap((subject) => (answers[subject]?.cells ?? []).map((cell) => ({ subject, cell })));
  return [...cells, ...whole].flatMap(({ subject, cell }) =>
    cell.range ? [{ world, question, subject, cell, days: eachDay(cell.range.from, cell.range.to) }] : [],
  );
}

const tasksOf = ({ tasks }: World) => [...tasks.taobao, ...tasks.jd].map(({ task }) => task);

function known({ cell }: Told, measure: MeasureKey): KnownFigure | null {
  const figure = cell.figures[measure];
  return figure?.state === 'known' ? figure : null;
}

/** Whether a number is between the ends of a figure, as far as it says that they are ends. */
function expectWithin(truth: number, { low, high, bound }: KnownFigure): void {
  const rounding = 1e-9 * Math.max(1, Math.abs(truth));
  if (bound !== 'at-most') expect(truth).toBeGreaterThanOrEqual(low - rounding);
  if (bound !== 'at-least') expect(truth).toBeLessThanOrEqual(high + rounding);
}

const isWhole = ({ days: { covered, asked } }: KnownFigure) => covered === asked;
const isShared = ({ marks }: KnownFigure) => marks.includes('shared');

/** What a shop sold: known of exactly the days that the files tell, and the truth of these days is in the band. */
function checkSold(told: Told, shop: Shop, measure: StoredMeasure): void {
  const { world, question, subject, cell, days } = told;
  const ways = waysToKnow(world, subject, shop, question.window, measure, days);
  const most = Math.max(0, ...ways.map(({ size }) => size));
  const figure = cell.figures[measure];
  if (most === 0 || figure?.state !== 'known') {
    expect(figure?.state === 'known' ? figure.days.covered : 0).toBe(most);
    return;
  }
  expect(figure.days).toEqual({ covered: most, asked: days.length });
  // A product shares its tasks with another: what they sold is shown, marked, and is not its own alone.
  if (isShared(figure)) return;
  const visits = visitsOf(world, subject, shop, question.window);
  const truths = ways.filter(({ size }) => size === most).map((way) => truthOf(visits, measure, way));
  const within = truths.filter((truth) => truth >= figure.low && truth <= figure.high);
  expect(within, `${subject} ${measure} ${JSON.stringify({ truths, figure })}`).not.toEqual([]);
  if (world.notes.includes(subject)) expect([figure.low, figure.high]).toEqual([truths[0], truths[0]]);
}

/** A note's floor in a task: no less than nothing, and no more than what it truly helped to sell there (§3.5). */
function checkFloor(
  world: World,
  { window }: Question,
  note: string,
  { task, platform, measure, floor }: Detail['floors'][number],
  cells: readonly Cell[],
): void {
  const range = cells.find((cell) => cell.platform === platform)?.range;
  if (platform === 'xhs' || measure !== 'gmv_task' || !range) return;
  const helped = visitsOf(world, task, platform, window).filter((visit) => visit.helped.includes(note));
  expect(floor).toBeGreaterThanOrEqual(0);
  expect(floor).toBeLessThanOrEqual(truthOf(helped, measure, new Set(eachDay(range.from, range.to))));
}

/** The notes whose cost stands in a cell. */
function payingOf({ world, subject, cell: { platform } }: Told): string[] {
  if (world.notes.includes(subject)) return [subject];
  const tasks = [...world.tasks.taobao, ...world.tasks.jd];
  const group = world.grouped && world.items.taobao.includes(subject) ? world.items.taobao : [subject];
  if (subject !== 'all')
    return tasks
      .filter(({ task, items }) => task === subject || items.some((item) => group.includes(item)))
      .flatMap(({ notes }) => notes);
  return platform === 'xhs' ? world.notes : world.tasks[platform].flatMap(({ notes }) => notes);
}

function costTruth(told: Told): number {
  const { world, question, subject, cell } = told;
  const [days, notes] = [new Set(told.days), payingOf(told)];
  const planned = world.imports.flatMap(({ rows }) => rows.filter(({ grain }) => grain === 'plan'));
  const coarse = subject === 'all' && cell.platform === 'xhs' && planned.some(({ period }) => days.has(period.to));
  const beyond = coarse ? beyondOf(world, days) : 0;
  return (
    spentOn(world, notes, days) + beyond + (question.costScope.includes('quote') ? quotesOf(world, notes, days) : 0)
  );
}

function beyondOf({ beyond }: World, days: ReadonlySet<Day>): number {
  return beyond.filter(({ day }) => days.has(day)).reduce((total, { fen }) => total + fen, 0);
}

const property = (check: (told: Told) => void) =>
  fc.assert(
    fc.property(worlds, questions, (world, question) => {
      for (const told of toldOf(world, question)) check(told);
    }),
    { numRuns: runs(1000) },
  );

describe('what is told of a world whose truth is known', () => {
  it('what sold is known of exactly the days that the files tell, and the band holds the truth of these days', () => {
    property((told) => {
      const { platform } = told.cell;
      if (platform !== 'xhs') for (const measure of SOLD[platform]) checkSold(told, platform, measure);
    });
  });

  it('costs and reads of all days are the true ones, of some days no more', () => {
    property((told) => {
      const days = new Set(told.days);
      const cost = known(told, 'cost');
      if (cost) {
        const truth = costTruth(told);
        expect(cost.low).toBeLessThanOrEqual(truth);
        if (isWhole(cost)) expectWithin(truth, cost);
      }
      const reads = known(told, 'reads');
      if (reads) {
        const lives = told.world.lives.filter(({ note }) => told.subject === 'all' || note === told.subject);
        // Of a whole life it is the newest export that counts, and that may be newer than what the shops tell.
        const [first = ''] = told.days;
        const read = eachDay(first, addDays(first, reads.days.asked - 1));
        if (!('since' in told.question.range)) expect(read).toEqual(told.days);
        const truth = lives.reduce(
          (total, life) => total + read.reduce((sum, day) => sum + (day >= life.born ? life.reads(day) : 0), 0),
          0,
        );
        expect(reads.high).toBeLessThanOrEqual(truth);
        if (isWhole(reads)) expect([reads.low, reads.high]).toEqual([truth, truth]);
      }
      const rest = known(told, 'unattributed');
      if (rest) {
        const truth = beyondOf(told.world, days);
        expect(rest.low).toBeGreaterThanOrEqual(0);
        expect(rest.high).toBeLessThanOrEqual(truth);
        if (isWhole(rest)) expect([rest.low, rest.high]).toEqual([truth, truth]);
      }
    });
  });

  it('ratios over all days hold the ratio of the truths', () => {
    property((told) => {
      const { world, question, subject, cell } = told;
      if (cell.platform === 'xhs') return;
      const visits = visitsOf(world, subject, cell.platform, question.window);
      const cost = costTruth(told);
      const of = (measure: StoredMeasure) => truthOf(visits, measure, new Set(told.days));
      const roi = known(told, 'roi');
      if (roi && isWhole(roi) && !isShared(roi) && cost > 0) expectWithin(of('gmv_task') / cost, roi);
      const each = known(told, 'cost_per_visitor');
      if (each && isWhole(each) && !isShared(each) && of('visitors') > 0) expectWithin(cost / of('visitors'), each);
    });
  });

  it("a note's days are drawn where the files tell them, each with its own truth, and its floor is no more than that", () => {
    fc.assert(
      fc.property(worlds, questions, (world, question) => {
        const evidence = evidenceOf(world.imports, world.links, world.labels);
        for (const note of world.notes) {
          const found = detail(question, note, evidence);
          for (const one of found?.floors ?? []) checkFloor(world, question, note, one, found?.cells ?? []);
          const line = found?.series.find(({ platform, measure }) => platform === 'taobao' && measure === 'gmv_task');
          if (!line) continue;
          const { window } = question;
          const days = eachDay(line.from, addDays(line.from, line.high.length - 1));
          const asked = { subject: note, source: 'xinghe', grain: 'note', window, measure: 'gmv_task' } as const;
          const tell = toldDays(world.imports, asked, days);
          const visits = visitsOf(world, note, 'taobao', window);
          const truth = days.map((day) => (tell.has(day) ? truthOf(visits, 'gmv_task', new Set([day])) : null));
          expect([line.low, line.high]).toEqual([truth, truth]);
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});

import { answer } from '../../../src/metrics/answer';
import type { Evidence } from '../../../src/metrics/evidence';
import type { Figure } from '../../../src/metrics/figures';
import type { MeasureKey } from '../../../src/metrics/measures';
import type { Cell, Question } from '../../../src/metrics/question';
import { summarise } from '../../../src/metrics/summary';
import { evidenceOf } from '../evidence';
import type { Broken } from './broken';
import type { Reading } from './quantity';
import { SecondReading } from './second-reading';
import type { LawWorld } from './world-shape';

export interface Difference {
  subject: string;
  platform: string;
  key: MeasureKey;
  range: Cell['range'];
  told: Figure;
  law: Reading[];
  why: string;
}

/** A figure of the product, of a subject or of all. */
export interface Told {
  subject: string;
  cell: Cell;
}

/** Every cell that the product tells of a world. */
export function toldOf(world: LawWorld, question: Question): Told[] {
  const evidence = evidenceOfWorld(world);
  const subjects = [...world.notes, ...world.items, ...world.skus, ...world.tasks.map(({ task }) => task)];
  const answers = answer(question, subjects, evidence);
  return [
    ...subjects.flatMap((subject) => (answers[subject]?.cells ?? []).map((cell) => ({ subject, cell }))),
    ...summarise(question, evidence).cells.map((cell) => ({ subject: 'all', cell })),
  ];
}

/** Where the product and the second reading differ, and how many figures the law decides. */
export function differences(
  told: readonly Told[],
  world: LawWorld,
  question: Question,
  broken: Broken = null,
): { decided: number; found: Difference[] } {
  const reading = new SecondReading(world, question, broken);
  let decided = 0;
  const found: Difference[] = [];
  for (const { subject, cell } of told) {
    const { platform, range, figures } = cell;
    if (range === null) continue;
    for (const [key, figure] of Object.entries(figures) as [MeasureKey, Figure][]) {
      const law = reading.read(subject, platform, key, range);
      if (law.length > 0) decided++;
      const whys = law.map((one) => whyNot(figure, one));
      if (law.length > 0 && !whys.includes(null))
        found.push({ subject, platform, key, range, told: figure, law, why: whys.join(' or ') });
    }
  }
  return { decided, found };
}

function evidenceOfWorld(world: LawWorld): Evidence {
  const live = world.files.filter(({ undone }) => !undone);
  return { ...evidenceOf(live, world.links, world.labels), calibers: world.calibers };
}

function whyNot(told: Figure, law: Reading): string | null {
  if ('reasons' in law) {
    if (told.state === 'known') return 'known, not missing';
    return law.reasons.includes(told.reason) ? null : `reason ${told.reason}`;
  }
  // Of a bound that the law leaves open, two may meet.
  if (told.state === 'missing' && law.bound === null && told.reason === 'both-incomplete') return null;
  if (told.state === 'missing') return `missing (${told.reason}), not known`;
  const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
  if (law.covered !== null && told.days.covered !== law.covered) return 'days';
  if (!law.unsure) {
    if (law.bound !== null && told.bound !== law.bound) return `bound ${told.bound}`;
    if (told.bound !== 'at-most' && !near(told.low, law.low)) return 'low';
    if (told.bound !== 'at-least' && !near(told.high, law.high)) return 'high';
  }
  if (law.unsure) return told.marks.includes('conflict') ? null : 'lacks marks conflict';
  const lacking = law.must.filter((mark) => !told.marks.includes(mark));
  const wrong = law.mustNot.filter((mark) => told.marks.includes(mark));
  if (lacking.length > 0) return `lacks marks ${lacking}`;
  return wrong.length > 0 ? `has marks ${wrong}` : null;
}

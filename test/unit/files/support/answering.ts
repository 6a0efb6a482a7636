import { expect } from 'vitest';
import { BADGE_MEASURES, type Question } from '../../../../src/metrics/question';
import type { Subject } from '../../../../src/metrics/subjects';
import { asking } from '../../../support/evidence';
import type { TestApi, Workspace } from '../../server/support/api';
import type { openSet } from './files';

const RANGES: Question['range'][] = [
  { from: '2026-07-01', to: '2026-07-10' },
  { from: '2026-07-03', to: '2026-07-06' },
  { last: 4, to: '2026-07-31' },
  { last: 15, to: '2026-10-31' },
  { since: 'publication', to: '2026-10-31' },
];

/** Costs with events among them, and results of another source than the shops'. */
const WIDE: Partial<Question> = {
  costScope: ['juguang', 'shutiao'],
  measures: [...BADGE_MEASURES, 'outside_visitors', 'boost_spend'],
};

/** So many subjects of each kind are asked about in detail over each range, others over the next. */
const DETAILS = 1;

type Files = ReturnType<typeof openSet>;

/** Something with answers, and its live imports by id, the oldest first. */
export interface Answering {
  known(): Promise<{ asOf: unknown; subjects: Record<string, string[]> }>;
  metrics(subjects: readonly Subject[], question: Question): Promise<{ answers: unknown }>;
  summary(question: Question): Promise<{ revision: string }>;
  detail(subject: Subject, question: Question): Promise<object | undefined>;
  targets(question: Question): Promise<{ waterlines: unknown; targets: unknown }>;
  top(question: Question): Promise<{ revision: string }>;
  marks(): Promise<unknown>;
  coverage(): Promise<{ revision: string }>;
  search(text: string): Promise<{ revision: string }>;
  pairs(): Promise<{ revision: string }>;
  template(): Promise<string>;
  calibers(): Promise<{ revision: string }>;
  imports(): Promise<string[]>;
}

export function ofApi({ service }: TestApi, { name }: Workspace): Answering {
  return {
    known: () => service.store.known(name),
    metrics: (subjects, question) => service.metrics(name, subjects, question),
    summary: (question) => service.summary(name, question),
    detail: async (subject, question) => (await service.detail(name, subject, question)).detail,
    targets: (question) => service.targets(name, question),
    top: (question) => service.top(name, question),
    marks: () => service.decisions(name).marks(),
    coverage: () => service.coverage(name),
    search: (text) => service.search(name, text),
    pairs: () => service.pairs(name),
    template: () => service.mapTemplate(name),
    calibers: () => service.calibers(name),
    imports: async () => [...(await service.store.snapshot(name)).live.keys()],
  };
}

export function ofFiles({ source, store, set }: Files): Answering {
  return {
    async known() {
      const known = await source.known(null);
      if (known === 'unchanged') throw new Error('there was no tag');
      return known.known;
    },
    metrics: (subjects, question) => source.metrics(subjects, question),
    summary: (question) => source.summary(question),
    detail: async (subject, question) => (await source.detail(subject, question))?.detail,
    targets: (question) => source.targets(question),
    top: (question) => source.top(question),
    marks: () => store.decisions.marks(set),
    coverage: () => source.coverage(),
    search: (text) => source.search(text),
    pairs: () => source.pairs(),
    template: () => store.mapTemplate(set),
    calibers: () => source.calibers(),
    imports: async () => (await store.imports(set)).map(({ id }) => id).reverse(),
  };
}

/**
 * Asks two about everything that is known and a stranger, over every range and window, and compares field by field.
 * Imports are called by their place: where some were undone, another set counts them otherwise.
 * @param details of how many subjects of each kind the detail is compared, over each range
 * @returns how many subjects were asked about
 */
export async function expectSame(one: Answering, other: Answering, details = DETAILS): Promise<number> {
  const { asOf, subjects: found } = await other.known();
  expect(await one.known()).toMatchObject({ asOf, subjects: found });
  const subjects: Subject[] = Object.entries(found).flatMap(([kind, ids]) => ids.map((id) => `${kind}/${id}`));
  subjects.push('xhs/note/ffffffffffffffffffffffff');
  const [ours, theirs] = [await one.imports(), await other.imports()];
  const { revision: _a, ...coverage } = await one.coverage();
  expect(await other.coverage()).toMatchObject(coverage);
  for (const text of ['1', '2026 面霜', '测试', subjects[0]?.split('/')[2] ?? '1', 'item.jd.com/100121430001.html']) {
    const { revision: _b, ...found } = await one.search(text);
    expect(await other.search(text)).toMatchObject(found);
  }
  for (const [at, range] of RANGES.entries()) {
    for (const window of [15, 30] as const) {
      const question = asking({ range, window, ...(window === 30 && WIDE) });
      expect(byPlace((await one.metrics(subjects, question)).answers, ours)).toEqual(
        byPlace((await other.metrics(subjects, question)).answers, theirs),
      );
      const { revision: _one, ...summary } = await one.summary(question);
      const { revision: _other, ...expected } = await other.summary(question);
      expect(byPlace(summary, ours)).toEqual(byPlace(expected, theirs));
      const { waterlines, targets } = await one.targets(question);
      expect(await other.targets(question)).toMatchObject({ waterlines, targets });
    }
    const question = asking({ range });
    const { revision: _top, ...top } = await one.top(question);
    expect(await other.top(question)).toMatchObject(top);
    for (const subject of detailed(found, details, at)) {
      expect(byPlace(await one.detail(subject, question), ours)).toEqual(
        byPlace(await other.detail(subject, question), theirs),
      );
    }
  }
  expect(await one.marks()).toEqual(await other.marks());
  const { revision: _c, ...pairs } = await one.pairs();
  expect(await other.pairs()).toMatchObject(pairs);
  expect(await one.template()).toBe(await other.template());
  const { revision: _d, ...calibers } = await one.calibers();
  expect(await other.calibers()).toMatchObject(calibers);
  return subjects.length;
}

/** Some subjects of each kind, every turn others. */
function detailed(found: Record<string, string[]>, most: number, turn: number): Subject[] {
  return Object.entries(found).flatMap(([kind, ids]) => {
    const begin = (turn * most) % ids.length;
    return [...ids.slice(begin), ...ids.slice(0, begin)].slice(0, most).map((id) => `${kind}/${id}`);
  });
}

/** Files that were made have names of their own on each side. */
function byPlace(answer: unknown, imports: readonly string[]): unknown {
  const placed = (one: string | { id: string; declared: boolean }) =>
    typeof one === 'string' ? imports.indexOf(one) : { at: imports.indexOf(one.id), declared: one.declared };
  return JSON.parse(
    JSON.stringify(answer ?? null, (key, value) =>
      key === 'imports' && Array.isArray(value) ? value.map(placed) : value,
    ),
  );
}

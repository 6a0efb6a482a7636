import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { QuestionSchema } from '../../../src/api/contract';
import { queryOf, questionOfQuery } from '../../../src/api/query';
import { COST_PARTS } from '../../../src/metrics/cost-parts';
import type { Question } from '../../../src/metrics/question';
import { runs } from '../../support/runs';

const read = (query: string) =>
  v.safeParse(QuestionSchema, questionOfQuery(Object.fromEntries(new URLSearchParams(query))));

describe('a question as a query string', () => {
  it('is plain to read', () => {
    const question: Question = {
      range: { last: 15, to: '2026-07-15' },
      window: 30,
      caliber: 'source',
      costScope: ['juguang', 'ud'],
    };
    expect(decodeURIComponent(queryOf(question))).toBe(
      'last=15&to=2026-07-15&window=30&caliber=source&costScope=juguang,ud',
    );
  });

  it('comes back as it was', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const text = day.map((date) => date.toISOString().slice(0, 10));
    const question: fc.Arbitrary<Question> = fc.record(
      {
        range: fc.oneof(
          fc.record({ from: text, to: text }),
          fc.record({ last: fc.integer({ min: 1, max: 1100 }), to: text }),
          fc.record({ since: fc.constant('publication' as const), to: text }),
        ),
        window: fc.constantFrom(7, 15, 30),
        caliber: fc.constantFrom('source', 'click', 'conversion'),
        costScope: fc.subarray([...COST_PARTS], { minLength: 1 }),
        measures: fc.subarray(['roi' as const, 'visitors' as const], { minLength: 1 }),
      },
      { requiredKeys: ['range', 'window', 'caliber', 'costScope'] },
    );
    fc.assert(
      fc.property(question, (asked) => {
        expect(read(queryOf(asked)).output).toEqual(asked);
      }),
      { seed: 20261122, numRuns: runs(500) },
    );
  });

  it.each(['', 'last=15', 'last=x&to=2026-07-15', 'to=2026-07-15&from=2026-13-01', 'last=7&to=2026-07-15&colour=red'])(
    'is refused where it is none: %s',
    (query) => {
      expect(read(query).success).toBe(false);
    },
  );
});

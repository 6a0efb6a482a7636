import fc from 'fast-check';
import { addDays } from '../../../src/metrics/days';
import type { MeasureKey } from '../../../src/metrics/measures';
import type { Question } from '../../../src/metrics/question';

const MEASURES: MeasureKey[] = [
  'visitors',
  'readers',
  'search_visitors',
  'buyers',
  'item_viewers',
  'gmv_task',
  'gmv_shop',
  'gmv',
  'spend',
  'impressions',
  'clicks',
  'reads',
  'boost_spend',
  'ud_spend',
  'link_gmv',
  'outside_visitors',
  'cost',
  'unattributed',
  'cost_per_visitor',
  'cost_per_viewer',
  'cost_per_search_visitor',
  'visit_rate',
  'view_rate',
  'conversion_rate',
  'roi',
  'cpc',
  'cpm',
  'ctr',
];
const at = fc.integer({ min: -2, max: 24 }).map((offset) => addDays('2026-07-01', offset));

const range: fc.Arbitrary<Question['range']> = fc.oneof(
  fc.constant({ from: '2026-07-01', to: '2026-07-20' }),
  fc.tuple(at, at).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
  fc.record({ last: fc.integer({ min: 1, max: 15 }), to: at }),
  at.map((to) => ({ since: 'publication' as const, to })),
);

/** Questions of every range, window and cost scope. */
export const lawQuestions: fc.Arbitrary<Question> = fc.record({
  range,
  window: fc.constantFrom<Question['window']>(15, 15, 30, 7),
  caliber: fc.constantFrom<Question['caliber']>('source', 'source', 'source', 'click'),
  costScope: fc.oneof(
    fc.constant<Question['costScope']>(['juguang']),
    fc.subarray<Question['costScope'][number]>(['quote', 'service', 'juguang', 'shutiao', 'ud'], { minLength: 1 }),
  ),
  measures: fc.constant(MEASURES),
});

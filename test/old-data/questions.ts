import { queryOf } from '../../src/api/query';
import type { MeasureKey } from '../../src/metrics/measures';
import type { Question } from '../../src/metrics/question';
import { FROM, OLD_SUBJECTS, TO } from './exports';

/** What is asked of the old data, then by the build that wrote it and now by every later one. */

/** What the old exports have: of a measure without an export another reason may be told by now. */
const MEASURES: MeasureKey[] = [
  'spend',
  'impressions',
  'clicks',
  'engagements',
  'cost',
  'readers',
  'search_visitors',
  'visitors',
  'cart_adders',
  'buyers',
  'gmv_task',
  'gmv_shop',
  'gmv',
  'roi',
  'visit_rate',
  'conversion_rate',
  'cost_per_visitor',
  'cost_per_search_visitor',
  'search_viewers',
  'item_viewers',
  'view_rate',
  'view_conversion_rate',
  'cost_per_viewer',
  'unattributed',
  'shop_ad_spend',
  'shop_ad_clicks',
];

const DAYS = { from: FROM, to: TO };
const ASKED: [Question['range'], Question['window']][] = [
  [DAYS, 15],
  [DAYS, 30],
  [{ last: 7, to: '2026-06-30' }, 15],
  [{ since: 'publication', to: TO }, 15],
];

export const QUESTIONS: readonly Question[] = ASKED.map(([range, window]) => ({
  range,
  window,
  caliber: 'source',
  costScope: ['juguang'],
  measures: MEASURES,
}));
/** One of each kind of subject is asked about in detail. */
export const DETAILED = [0, 2, 24, 26, 28, 29, 30].map((at) => OLD_SUBJECTS[at] ?? '');

/** Paths of the API whose answers are kept, beside `POST /v1/metrics` of every question. */
export const PATHS: readonly string[] = [
  '/v1/coverage',
  '/v1/map',
  '/v1/map/pairs',
  '/v1/map/template',
  '/v1/mappings',
  '/v1/marks',
  '/v1/known',
  '/v1/imports',
  '/v1/search?q=%E7%AC%94%E8%AE%B0%201',
  ...QUESTIONS.flatMap((question) => [
    `/v1/summary?${queryOf(question)}`,
    `/v1/targets?${queryOf(question)}`,
    `/v1/top?${queryOf(question)}`,
    ...DETAILED.map((subject) => `/v1/subjects/${subject}?${queryOf(question)}`),
  ]),
];

import type { MeasureKey } from '../metrics/measures';
import type { MessageKey, Say } from '../text/fill';
import { type ShortNamedMeasure, shortKey } from '../ui/keys';
import { formOf } from '../ui/number-format';

/** Where numbers stand side by side and never merge. The note's own and the shop on Xiaohongshu come in one cell. */
export const GROUPS = ['note', 'taobao', 'jd', 'store'] as const;
export type Group = (typeof GROUPS)[number];

/** Names that the badge has no short word for. */
export const OWN_NAMES = {
  cost: 'panel_measure_cost',
  search_visitors: 'panel_measure_search_visitors',
  gmv: 'measure_gmv',
  xhs_visits: 'panel_measure_xhs_visits',
  xhs_gmv_paid: 'panel_measure_xhs_gmv_paid',
} as const satisfies Partial<Record<MeasureKey, MessageKey>>;

/** The measures that a column has a name for. */
export type ColumnMeasure = keyof typeof OWN_NAMES | ShortNamedMeasure;

/** A column's name with what it counts, short enough to stand over a number; its group says the platform. */
export function columnName(measure: ColumnMeasure, say: Say): string {
  const name = say(hasOwnName(measure) ? OWN_NAMES[measure] : shortKey(measure));
  return formOf(measure) === 'person-days'
    ? say('panel_column_unit', { name, unit: say('number_unit_person_days') })
    : name;
}

function hasOwnName(measure: ColumnMeasure): measure is keyof typeof OWN_NAMES {
  return Object.hasOwn(OWN_NAMES, measure);
}

export const GROUP_NAMES = {
  note: 'panel_group_note',
  taobao: 'badge_shop_taobao',
  jd: 'badge_shop_jd',
  store: 'panel_group_store',
} as const satisfies Record<Group, MessageKey>;

export function groupName(group: Group, say: Say): string {
  return say(GROUP_NAMES[group]);
}

import type { MeasureKey } from '../metrics/measures';
import type { Say } from '../text/fill';
import { shortKey } from '../ui/keys';
import type { Group } from './columns';

/** Names that the badge has no short word for. */
export const OWN_NAMES: Partial<Record<MeasureKey, string>> = {
  cost: 'panel_measure_cost',
  search_visitors: 'panel_measure_search_visitors',
  gmv: 'measure_gmv',
  xhs_visits: 'panel_measure_xhs_visits',
  xhs_gmv_paid: 'panel_measure_xhs_gmv_paid',
};

/** A column's name, short enough to stand over a number; its group says the platform. */
export function columnName(measure: MeasureKey, say: Say): string {
  return say(OWN_NAMES[measure] ?? shortKey(measure));
}

export const GROUP_NAMES: Record<Group, string> = {
  note: 'panel_group_note',
  taobao: 'badge_shop_taobao',
  jd: 'badge_shop_jd',
  store: 'panel_group_store',
};

export function groupName(group: Group, say: Say): string {
  return say(GROUP_NAMES[group]);
}

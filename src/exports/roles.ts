import { STORED_MEASURES, type StoredMeasure } from '../metrics/measures';
import type { Traffic } from '../metrics/values';
import { exact } from './cells';
import type { FoundColumns } from './columns';
import type { Undeclared } from './face';

/** What exports call the column that says how new their rows are. */
export const AS_OF_NAMES = ['数据更新日', '数据更新日期', '数据更新时间', '更新日期'] as const;

const STORED_SET: ReadonlySet<string> = new Set(STORED_MEASURES);

function isStored<Role extends string>(role: Role): role is Role & StoredMeasure {
  return STORED_SET.has(role);
}

/** The measures that a table has columns for, each once, in the order of its columns. */
export function measuresOf<Role extends string>(found: FoundColumns<Role>): (Role & StoredMeasure)[] {
  return [...new Set(found.columns.map(({ role }) => role))].filter(isStored);
}

/** Whether the table has a column for a role. */
export function hasColumn<Role extends string>(found: FoundColumns<Role>, role: Role): boolean {
  return found.columns.some((column) => column.role === role);
}

/** Of what a file may leave open, what it does: each entry says whether the file answers it. */
export function undeclared(said: Partial<Record<Undeclared, boolean>>): Undeclared[] {
  return (Object.keys(said) as Undeclared[]).filter((what) => !said[what]);
}

/** 流量类型: the words for the total, or the kind's own name. */
export function trafficIn(text: string): Traffic {
  return /^(?:全部流量|全部|全部类型|不限|整体|整体流量|总流量|all)$/i.test(text) ? 'all' : exact(text);
}

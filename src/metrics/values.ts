import type { Day } from './days';
import type { StoredMeasure } from './measures';
import type { Source } from './sources';
import type { Subject } from './subjects';

export const GRAINS = ['note', 'creative', 'plan', 'task', 'order', 'account', 'store', 'product'] as const;
export type Grain = (typeof GRAINS)[number];

/** Days after the click that still count. `none`: the measure has no window. `unknown`: the file does not say. */
export type Window = 7 | 15 | 30 | 'none' | 'unknown';
/** Whose day a row is: the click's or the conversion's (聚光 data_caliber). */
export type Caliber = 'click' | 'conversion' | 'none' | 'unknown';
/** 流量类型. Only `all` is a total; other kinds are kept under their own name and never added to it. */
export type Traffic = 'all' | 'none' | 'unknown' | (string & { readonly __traffic?: never });

/** What a row is about in time. A lifetime row says "up to `to`" and starts at the subject's birth. */
export interface Period {
  kind: 'day' | 'range' | 'lifetime';
  from: Day;
  to: Day;
}

/** The attributes that keep values apart (domain.md §3.1): rows that differ in any of them never add. */
export interface Scope {
  source: Source;
  grain: Grain;
  window: Window;
  caliber: Caliber;
  traffic: Traffic;
}

/**
 * One export row under one scope: wide, with every measure that has this scope.
 * A 聚光 row with a spend and 30-day visitors becomes two of these, so that the spend,
 * which has no window, is neither lost by nor repeated per window.
 */
export interface Row extends Scope {
  /** What a question finds the row by: the note for note and creative rows, the task for task rows. */
  subject: Subject;
  /**
   * Tells rows of one subject apart where the grain is finer than it (a creative's id, an order's hash with what it
   * names); '' otherwise.
   */
  entity: string;
  period: Period;
  /**
   * 抽样比例 as a fraction in (0, 1], of the row's people; null where they are whole. Raw counts are stored, never
   * scaled ones. An export row that mixes sampled and whole people becomes two of these.
   */
  sampling: number | null;
  /** Integers; money in fen, sampled people as reported. A measure that the row does not state is absent. */
  measures: Partial<Record<StoredMeasure, number>>;
  /** Measures whose cell was rounded by the platform (「3.8万」). */
  rounded?: StoredMeasure[];
  /** Measures whose cell hides a small number (`<10`, 数据较少): they are absent from `measures`. */
  hidden?: StoredMeasure[];
  /** The row's number in its file, 1-based, headings counted, for reports and provenance. */
  line: number;
}

/** A row of a live import, as a store returns it. */
export interface StoredRow extends Row {
  importId: string;
  /** The newest as-of wins a key: the file's 数据更新日, else its last day. */
  asOf: Day;
}

/** One edge of the map: note → task, note → product, task → product, product → group. */
export interface Link {
  from: Subject;
  to: Subject | `group/${string}`;
}

/** A fact about a subject that is not a number to add: its title, 达人, publication day. */
export interface Label {
  subject: Subject;
  name: 'title' | 'kol' | 'published' | 'task' | 'traffic-note';
  value: string;
}

/**
 * The subject of rows coarser than any subject a page can show: plans, accounts, a whole shop. Their `entity`
 * names the plan or account; they count in the workspace's summary only (domain.md §3.6, "one grain per total").
 */
export const COARSE = 'coarse' satisfies Subject;

/** What the file does not say and the user declared at import; shown wherever the number is. */
export interface Declared {
  window?: 7 | 15 | 30;
  caliber?: 'click' | 'conversion';
  traffic?: 'all' | string;
  /** The export was filtered in the console: it proves no zero. */
  filtered?: boolean;
  /** 数据更新日, where the file has none. */
  asOf?: Day;
  /** The first day that a list of events covers, where it does not reach back to the beginning (domain.md §3.2). */
  since?: Day;
  /** Of columns that cut the table, by heading: `sum` of their rows, the `first` row, or the value whose rows count. */
  cuts?: Record<string, string>;
}

/** Whether figures of an import rest on what the user said of them; an as-of or a filter changes no figure's meaning. */
export function restsOnUser({ window, caliber, traffic, cuts }: Declared): boolean {
  return window !== undefined || caliber !== undefined || traffic !== undefined || cuts !== undefined;
}

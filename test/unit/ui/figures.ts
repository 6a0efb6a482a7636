import type { KnownFigure, MissingFigure, MissingReason } from '../../../src/metrics/figures';
import type { Answer, Cell } from '../../../src/metrics/question';
import type { Platform, Subject } from '../../../src/metrics/subjects';

/** A figure that is known on all of 15 days, unless said otherwise. */
export function known(low: number, more: Partial<KnownFigure> = {}): KnownFigure {
  const days = { covered: 15, asked: 15 };
  return { state: 'known', low, high: low, bound: 'exact', days, marks: [], provenance: [], ...more };
}

export function missing(reason: MissingReason, more: Partial<MissingFigure> = {}): MissingFigure {
  return { state: 'missing', reason, marks: [], provenance: [], ...more };
}

export function cell(platform: Platform, figures: Cell['figures']): Cell {
  return { platform, range: { from: '2026-07-01', to: '2026-07-15' }, asOf: '2026-07-15', figures, provenance: [] };
}

export function answer(subject: Subject, cells: Cell[], more: Partial<Answer> = {}): Answer {
  return { subject, title: null, group: null, linked: 1, marks: [], cells, ...more };
}

export const NOTE: Subject = 'xhs/note/685e78b5000000001203e1a1';
export const ITEM: Subject = 'taobao/item/1021732889355';
export const SKU: Subject = 'jd/sku/100012043978';

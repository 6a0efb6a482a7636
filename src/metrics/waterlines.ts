import type { Figure } from './figures';
import type { MeasureKey } from './measures';
import type { Answer } from './question';
import type { Shop } from './subjects';
import { type Waterline, waterline } from './verdict';

/** The ratios that a workspace's notes are held against each other by, per shop: its people have names of their own. */
export const WATERLINE_MEASURES = {
  taobao: ['cost_per_visitor', 'visit_rate', 'conversion_rate', 'roi'],
  jd: ['cost_per_viewer', 'view_rate', 'view_conversion_rate', 'roi'],
} as const satisfies Record<Shop, readonly MeasureKey[]>;

/** Per shop and ratio the workspace's P25 and P75; null with too few comparable notes. */
export type Waterlines = Record<Shop, Partial<Record<MeasureKey, Waterline | null>>>;

/** Gathers the figures of a workspace's notes, some answers at a time, into their water lines. */
export class WaterlineBuilder {
  private readonly figures = new Map<string, Figure[]>();

  add(answers: Iterable<Answer | null>): void {
    for (const answer of answers) {
      for (const { platform, figures } of answer?.cells ?? []) {
        if (platform === 'xhs') continue;
        for (const key of WATERLINE_MEASURES[platform]) {
          const figure = figures[key];
          if (figure) this.of(platform, key).push(figure);
        }
      }
    }
  }

  lines(): Waterlines {
    const linesOf = (shop: Shop) =>
      Object.fromEntries(WATERLINE_MEASURES[shop].map((key) => [key, waterline(key, this.of(shop, key))]));
    return { taobao: linesOf('taobao'), jd: linesOf('jd') };
  }

  private of(shop: Shop, key: MeasureKey): Figure[] {
    const name = `${shop}|${key}`;
    const list = this.figures.get(name) ?? [];
    this.figures.set(name, list);
    return list;
  }
}

import { isNote } from './evidence-index';
import type { MeasureKey } from './measures';
import type { Answer } from './question';
import type { Shop } from './subjects';
import { type Bar, judge, type Verdict } from './verdict';
import { WATERLINE_MEASURES, type Waterlines } from './waterlines';

/** What a workspace's numbers are held against: its targets, and where it has none its own notes' water lines. */
export interface Bars {
  targets: Partial<Record<MeasureKey, { good: number; bad: number }>>;
  waterlines: Waterlines | null;
}

/** The verdict on each judged number of an answer, by the shop it stands under. */
export type Verdicts = Partial<Record<Shop, Partial<Record<MeasureKey, Verdict>>>>;

/** Judges an answer's numbers: those that have a target, and the ratios that notes are held against each other by. */
export function verdictsOf({ subject, cells }: Pick<Answer, 'subject' | 'cells'>, bars: Bars): Verdicts {
  const verdicts: Verdicts = {};
  for (const { platform, figures } of cells) {
    if (platform === 'xhs') continue;
    const keys = new Set<MeasureKey>([...WATERLINE_MEASURES[platform], ...(Object.keys(bars.targets) as MeasureKey[])]);
    const judged = [...keys].flatMap((key) => {
      const figure = figures[key];
      return figure ? [[key, judge(key, figure, barOf(subject, platform, key, bars))] as const] : [];
    });
    verdicts[platform] = Object.fromEntries(judged);
  }
  return verdicts;
}

/** A target goes before a water line; that of notes is for notes only. */
function barOf(subject: string, shop: Shop, key: MeasureKey, { targets, waterlines }: Bars): Bar | null {
  const target = targets[key];
  if (target) return { ...target, from: 'target' };
  return isNote(subject) ? (waterlines?.[shop][key] ?? null) : null;
}

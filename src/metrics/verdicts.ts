import { isNote } from './evidence-index';
import type { Figure } from './figures';
import type { MeasureKey } from './measures';
import type { Answer } from './question';
import type { Platform } from './subjects';
import { type Bar, judge, type Verdict } from './verdict';
import { WATERLINE_MEASURES, type Waterlines } from './waterlines';

/** What a workspace's numbers are held against: its targets, and where it has none its own notes' water lines. */
export interface Bars {
  targets: Partial<Record<MeasureKey, { good: number; bad: number }>>;
  waterlines: Waterlines | null;
}

/** The verdict on each judged number of an answer, by the platform it stands under. */
export type Verdicts = Partial<Record<Platform, Partial<Record<MeasureKey, Verdict>>>>;

/** Judges an answer's numbers: those that have a target, and the ratios that notes are held against each other by. */
export function verdictsOf({ subject, cells }: Pick<Answer, 'subject' | 'cells'>, bars: Bars): Verdicts {
  const verdicts: Verdicts = {};
  for (const { platform, figures } of cells) {
    const judged = keysOf(platform, bars).flatMap((key) => {
      const figure = figures[key];
      return figure ? [[key, verdictOn(subject, platform, key, figure, bars)] as const] : [];
    });
    // What a note did by itself is judged by targets alone: without one there is nothing to say.
    if (platform !== 'xhs' || judged.length > 0) verdicts[platform] = Object.fromEntries(judged);
  }
  return verdicts;
}

/** Judges one number of a subject by the bar that it has. */
export function verdictOn(subject: string, platform: Platform, key: MeasureKey, figure: Figure, bars: Bars): Verdict {
  return judge(key, figure, barOf(subject, platform, key, bars));
}

function keysOf(platform: Platform, { targets }: Bars): MeasureKey[] {
  const aimed = Object.keys(targets) as MeasureKey[];
  // An ROI is judged in each shop: how many people stand behind that of all shops together, nobody knows.
  if (platform === 'xhs') return aimed.filter((key) => key !== 'roi');
  return [...new Set<MeasureKey>([...WATERLINE_MEASURES[platform], ...aimed])];
}

/** A target goes before a water line; that of notes is for notes only. */
function barOf(subject: string, platform: Platform, key: MeasureKey, { targets, waterlines }: Bars): Bar | null {
  const target = targets[key];
  if (target) return { ...target, from: 'target' };
  return platform !== 'xhs' && isNote(subject) ? (waterlines?.[platform][key] ?? null) : null;
}

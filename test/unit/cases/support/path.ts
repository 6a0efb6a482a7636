import type { Answered } from './side';
import type { Got } from './wanted';

/** Where in an answer a value is: in a platform's cell, among the verdicts, among the floors, or in the answer itself. */
export interface Path {
  of: 'cell' | 'verdict' | 'floor' | 'answer';
  /** The measure that has to be asked for. */
  measure: string | null;
  steps: string[];
}

const PLATFORMS = ['xhs', 'taobao', 'jd'];
/** What cases call a measure otherwise than the catalogue does. */
const NAMES: Record<string, string> = { interactions: 'engagements' };

export function parsePath(path: string): Path {
  const steps = path.split('.').map((step) => NAMES[step] ?? step);
  const [first = '', second = null, third = null] = steps;
  if (PLATFORMS.includes(first)) return { of: 'cell', measure: second, steps };
  if (first === 'verdict') return { of: 'verdict', measure: third, steps: steps.slice(1) };
  if (first === 'floor') return { of: 'floor', measure: second, steps };
  return { of: 'answer', measure: null, steps };
}

/** What is there; undefined where nothing is. */
export function valueAt({ of, measure, steps }: Path, { answer, verdicts, floors }: Answered): Got {
  if (of === 'verdict') return walk(verdicts, steps);
  if (of === 'floor') return floors.find((one) => one.measure === measure)?.floor;
  if (of === 'answer') return answer === null ? null : walk(answer, steps);
  const [platform, key = '', ...rest] = steps;
  const cell = answer?.cells.find((one) => one.platform === platform);
  if (!cell) return undefined;
  return walk(key in cell ? cell : cell.figures, [key, ...rest]);
}

function walk(value: unknown, steps: readonly string[]): Got {
  return steps.reduce<unknown>(
    (found, step) =>
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[step] : undefined,
    value,
  ) as Got;
}

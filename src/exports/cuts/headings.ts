import { headingKey } from '../columns';
import {
  ALTERNATIVES,
  CUT_WORDS,
  type CutWord,
  ID_AFTER,
  NAME_AFTER,
  NEUTRAL_BEFORE,
  OTHER_AFTER,
  OTHER_BEFORE,
} from './vocabulary';

/** What a heading says that its column cuts a table by. */
export interface CutHeading {
  word: CutWord;
  /** Names the cut, with what makes another one of its word: `scene:二级`. */
  base: string;
  form: 'id' | 'name';
  /** The cut's place in the order of entities. */
  rank: number;
}

const WORD_OF_STEM = new Map(
  CUT_WORDS.flatMap((word, rank) => word.stems.map((stem) => [headingKey(stem), { word, rank }] as const)),
);
const ALTERNATIVE = new Set(ALTERNATIVES.map(headingKey));

/** Whether a column states the same total once for each of its values. */
export function isAlternative(heading: string): boolean {
  return ALTERNATIVE.has(headingKey(heading));
}

/** The known cut that a heading names; null for any other heading. */
export function cutHeading(heading: string): CutHeading | null {
  const key = headingKey(heading).replace(/[()]/g, '');
  const plain = stemIn(key, '');
  if (plain) return { ...plain, form: 'name' };
  const asId = key.replace(ID_AFTER, '');
  const id = asId === key ? null : stemIn(asId, '');
  if (id) return { ...id, form: 'id' };
  const asName = key.replace(NAME_AFTER, '');
  const name = asName === key ? null : stemIn(asName, '');
  return name && { ...name, form: 'name' };
}

function stemIn(text: string, kind: string): Omit<CutHeading, 'form'> | null {
  const found = WORD_OF_STEM.get(text);
  if (found) return { ...found, base: kind === '' ? found.word.by : `${found.word.by}:${kind}` };
  for (const before of NEUTRAL_BEFORE) {
    const inner = text.startsWith(before) ? stemIn(text.slice(before.length), kind) : null;
    if (inner) return inner;
  }
  for (const before of OTHER_BEFORE) {
    const inner = text.startsWith(before) ? stemIn(text.slice(before.length), kind + before) : null;
    if (inner) return inner;
  }
  for (const after of OTHER_AFTER) {
    const inner = text.endsWith(after) ? stemIn(text.slice(0, -after.length), kind + after) : null;
    if (inner) return inner;
  }
  return null;
}

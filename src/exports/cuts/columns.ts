import { STORED, type StoredMeasure } from '../../metrics/measures';
import { kindOf, type Subject } from '../../metrics/subjects';
import { COARSE, type Grain } from '../../metrics/values';
import { type FoundColumns, headingKey } from '../columns';
import { AS_OF_NAMES } from '../roles';
import { type CutHeading, cutHeading, isAlternative } from './headings';
import { isOfCooperation } from './parts';
import { HOMES, NOTE_REMARKS, QUANTITY, REMARKS } from './vocabulary';

/** A column of a table by its place. */
export interface PlacedColumn {
  index: number;
  heading: string;
}
interface CutColumn extends PlacedColumn {
  cut: CutHeading;
}
/** A column of which each value is a part; `name` is where to look when its id is blank. */
export interface PartColumn extends PlacedColumn {
  by: string;
  name: number | null;
}

/** What readers take from a row to say whose it is and when, or as its owner's label: it tells no rows of one key apart. */
const OWN_ROLES = new Set([
  'asOf',
  'date',
  'time',
  'entity',
  'window',
  'traffic',
  'sampling',
  'medium',
  'title',
  'kol',
  'published',
  'noteLink',
  'contentLink',
]);
const AS_OF = new Set(AS_OF_NAMES.map(headingKey));

/** The columns of a table by what they may do to rows of one key. */
export interface ColumnClasses {
  cuts: CutColumn[];
  alternatives: PlacedColumn[];
  /** Columns that nobody knows. */
  unknown: (PlacedColumn & { isNoteRemark: boolean })[];
  /** Quantities, read or not: what two rows must have alike to be one row that stands there twice. */
  quantities: (PlacedColumn & { isCounted: boolean })[];
}

export function classesOf(found: FoundColumns<string>, keys: readonly string[]): ColumnClasses {
  const classes: ColumnClasses = { cuts: [], alternatives: [], unknown: [], quantities: [] };
  const roles = new Map(found.columns.map(({ index, role }) => [index, role]));
  for (const [index, heading] of found.headings.entries()) {
    const role = roles.get(index) ?? '';
    const key = headingKey(heading);
    if (keys.includes(role) || OWN_ROLES.has(role) || AS_OF.has(key)) continue;
    const column = { index, heading };
    const cut = cutHeading(heading);
    const isCounted = Object.hasOwn(STORED, role) && !isOfCooperation(role as StoredMeasure);
    if (Object.hasOwn(STORED, role) || role === 'ratio' || key === '')
      classes.quantities.push({ ...column, isCounted });
    else if (cut) classes.cuts.push({ ...column, cut });
    else if (isAlternative(heading)) classes.alternatives.push(column);
    else if (QUANTITY.test(key.replace(/\([^()]*\)$/, ''))) classes.quantities.push({ ...column, isCounted });
    else if (!REMARKS.test(key)) classes.unknown.push({ ...column, isNoteRemark: NOTE_REMARKS.test(key) });
  }
  return classes;
}

/** What becomes of the columns for rows of one owner. */
export interface ColumnUse {
  parts: PartColumn[];
  /** Cuts of what a cooperation is paid, and of nothing else in the row. */
  paidParts: PartColumn[];
  /** Columns that are asked about where they tell rows of one key apart. */
  watched: PlacedColumn[];
}

/** @param isPaid whether the row holds what a cooperation is paid, beside what its note did */
export function useOf(classes: ColumnClasses, owner: { grain: Grain; subject: Subject }, isPaid: boolean): ColumnUse {
  const isNote = kindOf(owner.subject) === 'xhs/note';
  const kinds = classes.cuts.map((column) => ({ column, use: cutUse(column.cut, owner, isPaid) }));
  const of = (wanted: ReturnType<typeof cutUse>) =>
    kinds.flatMap(({ column, use }) => (use === wanted ? [column] : []));
  const parts = partsOf(of('part'));
  const paid = partsOf(of('paid'));
  return {
    parts: parts.columns,
    paidParts: paid.columns,
    watched: [
      ...of('watched'),
      ...parts.rest,
      ...paid.rest,
      ...classes.unknown.filter(({ isNoteRemark }) => !(isNote && isNoteRemark)),
    ].sort((a, b) => a.index - b.index),
  };
}

function cutUse(
  { word }: CutHeading,
  { grain, subject }: { grain: Grain; subject: Subject },
  isPaid: boolean,
): 'part' | 'paid' | 'watched' | 'own' {
  const kind = kindOf(subject);
  if (word.only === 'cooperation') return isPaid ? 'paid' : 'watched';
  if (word.only === 'nobody' && subject !== COARSE) return kind === 'xhs/note' ? 'own' : 'watched';
  if (word.names === 'item' && (kind === 'taobao/item' || kind === 'jd/sku')) return 'own';
  if (word.names === 'sku' && kind === 'jd/sku') return 'own';
  if (isPaid) return 'watched';
  const home = word.home === undefined ? Number.POSITIVE_INFINITY : HOMES.indexOf(word.home);
  return home <= (HOMES as readonly string[]).indexOf(grain) ? 'watched' : 'part';
}

/** One part for each thing: by its id where there is one, because names change. */
function partsOf(columns: readonly CutColumn[]): { columns: PartColumn[]; rest: PlacedColumn[] } {
  const groups = new Map<string, CutColumn[]>();
  for (const column of columns) groups.set(column.cut.base, [...(groups.get(column.cut.base) ?? []), column]);
  const found: PartColumn[] = [];
  const rest: PlacedColumn[] = [];
  for (const [base, group] of [...groups].sort(
    ([a, [one]], [b, [other]]) => rankOf(one) - rankOf(other) || order(a, b),
  )) {
    // Two tables have the same parts in whatever order their columns stand.
    const sorted = group.sort((a, b) => order(headingKey(a.heading), headingKey(b.heading)));
    const ids = sorted.filter(({ cut }) => cut.form === 'id');
    const names = sorted.filter(({ cut }) => cut.form === 'name');
    const by = ids.length > 0 ? `${base}Id` : base;
    for (const [at, { index, heading }] of (ids.length > 0 ? ids : names).entries()) {
      const name = at === 0 && ids.length > 0 ? (names[0]?.index ?? null) : null;
      found.push({ index, heading, name, by: at === 0 ? by : `${by}:${byOf(heading)}` });
    }
    if (ids.length > 0) rest.push(...names.slice(1));
  }
  return { columns: found, rest };
}

const rankOf = (column: CutColumn | undefined) => column?.cut.rank ?? 0;
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A heading as a name of a cut. */
export function byOf(heading: string): string {
  return headingKey(heading).replaceAll(',', '');
}

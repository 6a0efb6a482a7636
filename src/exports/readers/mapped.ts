import { isPaidOnce } from '../../metrics/cost-parts';
import { entityOf } from '../../metrics/cuts';
import {
  isMeasure,
  type MappedDimension,
  type Mapping,
  NEEDS_ENTITY,
  OWNERS,
  roleOf,
  windowOf,
} from '../../metrics/mapping';
import { isOfPeople, isPlain, type StoredMeasure } from '../../metrics/measures';
import { isShopSource, SHOP_NAMES, SHOPS } from '../../metrics/shops';
import type { Source } from '../../metrics/sources';
import { kindOf, type Subject } from '../../metrics/subjects';
import { COARSE, type Declared, type Grain, type Row } from '../../metrics/values';
import { type BareShare, count, fen, idText, momentOf, share, unreadable, windowIn } from '../cells';
import { type HeadingWindow, headingKey, type Vocabulary } from '../columns';
import { defineReader } from '../define';
import type { Reader, ReadRow } from '../face';
import type { LineCells } from '../line-cells';
import { noteIn, productIn, taskIn } from '../links';
import { lifetimeTo, whenIn } from '../periods';
import { trafficIn, undeclared } from '../roles';

type Role = MappedDimension | StoredMeasure;

/** A reader for tables as a saved mapping describes them. */
export function mappedReader(mapping: Mapping): Reader {
  const units = unitsOf(mapping);
  const bare = bareShareOf(mapping);
  const windowless = isWindowless(mapping);
  const reader = defineReader<Role>({
    kind: mappedKind(mapping.name),
    source: mapping.source,
    name: { zh: mapping.name, en: mapping.name },
    vocabulary: vocabularyOf(mapping),
    keys: ['date', ...OWNERS[mapping.grain]],
    parts: ['entity'],
    undeclared: () => {
      const columns = Object.values(mapping.columns);
      const hasWindow =
        mapping.window !== undefined ||
        columns.some((column) => roleOf(column) === 'window' || windowOf(column) !== null);
      const isWindowed = hasWindow || !windowless;
      const hasTraffic = mapping.traffic !== undefined || columns.some((column) => roleOf(column) === 'traffic');
      return undeclared({
        window: hasWindow || !isWindowed,
        traffic: hasTraffic || !isWindowed,
        caliber: mapping.caliber !== undefined || !isWindowed,
        filtered: false,
      });
    },
    lines: ({ found, measures, facts }) => {
      const once = mapping.period === 'day' ? measures.filter(isPaidOnce) : [];
      return (cells, declared) => {
        const subject = subjectOf(cells, mapping);
        const { period, hour } = periodIn(cells, subject, mapping);
        const entity = entityIn(cells, mapping.grain, hour);
        const windows = new Set(found.columns.filter(({ role }) => isMeasure(role)).map(({ window }) => window));
        const { source } = mapping;
        const grain = grainOf(mapping, subject);
        const sampling = bare === null ? null : cells.beside('sampling', (text) => share(text, bare));
        // Without its share a sample of people says nothing of the whole.
        const sampled = bare !== null && sampling === null;
        const known = measures.filter((one) => !once.includes(one));
        const whose = { source, grain, subject, entity, period, sampling, line: cells.line.line };
        const ofDays = [...windows].flatMap((window): ReadRow[] => {
          const unsaid = windowless ? 'none' : (declared.window ?? 'unknown');
          const scope = scopeOf(cells, declared, mapping, window, unsaid);
          const row = (of: typeof known, under: typeof scope) => ({
            ...whose,
            ...under,
            ...(sampled ? withoutPeople(cells.measured(of, window, units)) : cells.measured(of, window, units)),
          });
          const plain = window === null && scope.window !== 'none' ? known.filter(isPlain) : [];
          if (plain.length === 0) return known.length === 0 ? [] : [row(known, scope)];
          // The row's window is none of what was paid: it stands beside each, and counts once (domain.md §3.1).
          const rest = known.filter((one) => !isPlain(one));
          const traffic = scope.traffic === 'unknown' ? 'none' : scope.traffic;
          const unwindowed = { window: 'none', caliber: 'none', traffic } as const;
          return [row(plain, unwindowed), ...(rest.length > 0 ? [row(rest, scope)] : [])];
        });
        // What is paid once is paid once, on however many days a table repeats it: each says "so far" (domain.md §3.6).
        const paid = {
          entity: '',
          period: lifetimeTo(subject, period.to),
          sampling: null,
          ...cells.measured(once, null, units),
        };
        const ofLife: ReadRow[] = once.length === 0 ? [] : [{ ...whose, ...UNWINDOWED, ...paid }];
        return [
          ...[...ofDays, ...ofLife].map((row) => ({ type: 'row' as const, row })),
          ...(subject === COARSE
            ? []
            : facts.labels(subject, {
                title: cells.fact('title'),
                kol: cells.fact('kol'),
                published: cells.fact('published', (text) => momentOf(text).day),
              })),
        ];
      };
    },
  });
  return { ...reader, mapping };
}

/** What a sample without its share leaves: its people are as good as blank. */
function withoutPeople<Values extends Pick<ReadRow, 'measures'>>(values: Values): Values {
  const stated = Object.entries(values.measures).filter(([measure]) => !isOfPeople(measure as StoredMeasure));
  return { ...values, measures: Object.fromEntries(stated) };
}

/** The kind of export that a saved mapping makes of its name. */
export function mappedKind(name: string): string {
  return `mapping:${name}`;
}

/** A table may come without these. */
const OPTIONAL: readonly Role[] = ['title', 'kol', 'published', 'ignore'];

function vocabularyOf({ columns }: Mapping): Vocabulary<Role> {
  const names: Partial<Record<Role, string[]>> = {};
  const windows = new Map<string, HeadingWindow>();
  for (const [heading, column] of Object.entries(columns)) {
    const role = roleOf(column);
    names[role] = [...(names[role] ?? []), heading];
    const window = windowOf(column);
    if (window !== null) windows.set(headingKey(heading), window);
  }
  return {
    names: names as Record<Role, string[]>,
    proof: 'user',
    windowOf: (_, heading) => windows.get(heading) ?? null,
    needs: (Object.keys(names) as Role[]).filter((role) => !OPTIONAL.includes(role)).map((role) => [role]),
  };
}

/** How the table's sampling shares are written; null where it has none. */
function bareShareOf({ columns }: Mapping): BareShare | null {
  const sampling = Object.values(columns).find((column) => roleOf(column) === 'sampling');
  if (sampling === undefined) return null;
  return typeof sampling === 'object' && sampling.as === 'sampling' ? sampling.bare : 'percent';
}

/** Columns that are in 分 or 万元 rather than 元. */
function unitsOf({ columns }: Mapping): Parameters<LineCells<Role>['measured']>[2] {
  const units: Parameters<LineCells<Role>['measured']>[2] = {};
  for (const column of Object.values(columns)) {
    if (typeof column !== 'object' || column.as === 'sampling') continue;
    if (column.unit === 'fen') units[column.as] = count;
    if (column.unit === 'wan') units[column.as] = (text) => fen(`${text}万`);
  }
  return units;
}

function subjectOf(cells: LineCells<Role>, { grain }: Mapping): Subject {
  const read: Partial<Record<Role, (text: string) => Subject>> = {
    note: noteIn,
    taobaoItem: (text) => productIn(text, 'taobao'),
    jdSku: (text) => productIn(text, 'jd'),
    taobaoTask: (text) => taskIn(text, 'taobao'),
    jdTask: (text) => taskIn(text, 'jd'),
  };
  const owners: readonly MappedDimension[] = OWNERS[grain];
  const found = owners.flatMap((owner) => cells.get(owner, read[owner] ?? idText) ?? []);
  const [subject, other] = found;
  if (owners.length === 0) return COARSE;
  if (other !== undefined) throw unreadable('export_row_two_owners');
  if (subject === undefined) throw unreadable('export_row_no_owner', { columns: owners.join(' / ') });
  return subject;
}

/** What a row's own id is where its grain has one; elsewhere what tells rows of one subject apart is a cut (§3.6). */
function entityIn(cells: LineCells<Role>, grain: Grain, hour: string): string {
  const own = cells.get('entity', idText) ?? '';
  const isId = grain === 'order' || NEEDS_ENTITY.includes(grain);
  return entityOf(isId ? own : '', [
    ...(isId || own === '' ? [] : [{ by: 'entity', value: own }]),
    ...(hour === '' ? [] : [{ by: 'hour', value: hour }]),
  ]);
}

/** Orders of a task, which no shop's report has, are the task's: they prove nothing of notes. */
function grainOf({ source, grain }: Mapping, subject: Subject): Grain {
  return grain === 'order' && kindOf(subject).endsWith('/task') && !isShopSource(source) ? 'task' : grain;
}

const UNWINDOWED = { window: 'none', caliber: 'none', traffic: 'none' } as const;

/** Whether what a mapping reads has no window: a shop's report counts in one, whether or not the table says which (§3.1). */
function isWindowless({ source, columns }: Mapping): boolean {
  return !isReport(source) || !Object.values(columns).some((column) => countsInWindow(roleOf(column)));
}

function isReport(source: Source): boolean {
  return source === 'sycm' || SHOP_NAMES.some((shop) => SHOPS[shop].source === source);
}

function countsInWindow(role: Role): boolean {
  return isMeasure(role) && !isPlain(role);
}

function periodIn(cells: LineCells<Role>, subject: Subject, mapping: Mapping): { period: Row['period']; hour: string } {
  const { period, hour } = cells.need('date', whenIn);
  if (period === 'whole') throw unreadable('export_row_which_days');
  return mapping.period === 'day' ? { period, hour } : { period: lifetimeTo(subject, period.to), hour: '' };
}

/** A measure's window is its column's, else the row's, else the mapping's; a measure without any has none of the three. */
function scopeOf(
  cells: LineCells<Role>,
  declared: Declared,
  mapping: Mapping,
  column: HeadingWindow,
  unsaid: Row['window'],
): Pick<Row, 'window' | 'caliber' | 'traffic'> {
  const window = column ?? cells.get('window', windowIn) ?? mapping.window ?? unsaid;
  const traffic = cells.get('traffic', trafficIn) ?? mapping.traffic;
  if (window === 'none') return { window, caliber: 'none', traffic: traffic ?? 'none' };
  return {
    window,
    caliber: mapping.caliber ?? declared.caliber ?? 'unknown',
    traffic: traffic ?? declared.traffic ?? 'unknown',
  };
}

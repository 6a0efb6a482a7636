import { headingKey } from './columns';
import { type Detection, ExportError, type Reader, type TableHead } from './face';
import { tableWithoutReader } from './tables-without-reader';

export interface Match {
  reader: Reader;
  detection: Detection;
}

/** What a user once said of a table: the kind of one with these headings. */
export interface KindAnswer {
  kind: string;
  headings: readonly string[];
}

/** Two kinds closer than this look alike: the user is asked, nothing is guessed. */
const ALIKE = 0.1;

/** The readers that could read a table, the surest first. */
export function matchesOf(head: TableHead, readers: readonly Reader[]): Match[] {
  return readers
    .map((reader) => ({ reader, detection: reader.detect(head) }))
    .filter(({ detection }) => detection.confidence > 0)
    .sort((a, b) => b.detection.confidence - a.detection.confidence);
}

/**
 * The one reader for a table, and whether only the user says so.
 * @throws ExportError when none fits, two fit about equally well, or nothing proves of which platform the table is.
 */
export function onlyMatch(
  head: TableHead,
  matches: readonly Match[],
  readers: readonly Reader[],
  answers: readonly KindAnswer[],
): Match & { chosen?: true } {
  const [asked] = readers;
  if (asked && readers.length === 1) return asOf(head, asked, matches[0]);
  if (matches.length === 0) throw unknown(head, readers);
  const own = matches.filter(({ detection }) => detection.proven === 'own');
  if (own.length > 0) return surest(own);
  const foreign = tableWithoutReader(headingRow(head), 'foreign');
  if (foreign !== null) throw new ExportError(foreign);
  const byIds = matches.filter(({ detection }) => detection.proven === 'ids');
  if (byIds.length > 0) return surest(byIds);
  const answered = matches.find(({ reader }) => isAnswered(head, reader, answers));
  if (answered) return { ...answered, chosen: true };
  const known = tableWithoutReader(headingRow(head));
  if (known !== null) throw new ExportError(known);
  throw new ExportError('export_unproven', {
    headings: headingsOf(head),
    names: matches.map(({ reader }) => nameOf(reader)).join('、'),
    kinds: matches.map(({ reader }) => reader.kind).join(','),
  });
}

/** The reader that was asked for: it says itself what it lacks. */
function asOf(head: TableHead, reader: Reader, match: Match | undefined): Match & { chosen?: true } {
  if (match === undefined) {
    reader.prepare(head);
    throw unknown(head, [reader]);
  }
  return match.detection.proven === null ? { ...match, chosen: true } : match;
}

function surest(matches: readonly Match[]): Match {
  const [best, second] = matches as [Match, Match | undefined];
  if (second && best.detection.confidence - second.detection.confidence < ALIKE) {
    throw new ExportError('export_ambiguous', { one: best.reader.kind, other: second.reader.kind });
  }
  return best;
}

function isAnswered(head: TableHead, reader: Reader, answers: readonly KindAnswer[]): boolean {
  const of = answers.filter(({ kind }) => kind === reader.kind);
  if (of.length === 0) return false;
  const key = keyOf(reader.prepare(head).columns.map(({ heading }) => heading));
  return of.some(({ headings }) => keyOf(headings) === key);
}

const keyOf = (headings: readonly string[]) => headings.map(headingKey).join('\n');

/** Why a table that no reader takes is refused: it is known for what it is, or nearly one that is read, or unknown. */
function unknown(head: TableHead, readers: readonly Reader[]): ExportError {
  const known = tableWithoutReader(headingRow(head));
  if (known !== null) return new ExportError(known);
  const headings = headingsOf(head);
  const nearest = nearestOf(head, readers);
  if (nearest === null) return new ExportError('export_unknown', { headings });
  const { reader, detection } = nearest;
  return new ExportError('export_nearest', { headings, name: nameOf(reader), columns: detection.lacks.join('、') });
}

/** The reader of whose table the least is lacking, if more of it is there than is not. */
function nearestOf(head: TableHead, readers: readonly Reader[]): Match | null {
  const near = readers
    .map((reader) => ({ reader, detection: reader.detect(head) }))
    .filter(({ detection: { because, lacks } }) => lacks.length > 0 && because.length > lacks.length);
  const proven = near.filter(({ detection }) => detection.proven !== null);
  const [best] = (proven.length > 0 ? proven : near).sort(
    (a, b) =>
      a.detection.lacks.length - b.detection.lacks.length || b.detection.because.length - a.detection.because.length,
  );
  return best ?? null;
}

const nameOf = ({ name, kind }: Reader) => `${name.zh}（${kind}）`;

/** What stands where headings should: the fullest of the first lines, blank cells left out. */
export function headingRow(head: TableHead): string[] {
  return head.lines.reduce<string[]>((best, { cells }) => {
    const row = cells.filter((cell) => cell !== '');
    return row.length > best.length ? row : best;
  }, []);
}

function headingsOf(head: TableHead): string {
  const row = headingRow(head);
  const shown = row.slice(0, 12).map((heading) => heading.slice(0, 20));
  return shown.join('、') + (row.length > shown.length ? '…' : '');
}

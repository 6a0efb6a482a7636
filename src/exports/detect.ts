import { type Detection, ExportError, type Reader, type TableHead } from './face';

export interface Match {
  reader: Reader;
  detection: Detection;
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
 * The one reader for a table.
 * @throws ExportError when none fits, or two fit about equally well.
 */
export function onlyMatch(head: TableHead, matches: readonly Match[], readers: readonly Reader[]): Match {
  const [best, second] = matches;
  const [asked] = readers;
  // One reader is the one that was asked for: it says itself what it lacks.
  if (best === undefined && asked && readers.length === 1) asked.prepare(head);
  if (best === undefined) throw new ExportError('export_unknown', { headings: headingsOf(head) });
  if (second && best.detection.confidence - second.detection.confidence < ALIKE) {
    throw new ExportError('export_ambiguous', { one: best.reader.kind, other: second.reader.kind });
  }
  return best;
}

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

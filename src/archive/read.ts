import * as v from 'valibot';
import {
  type ExportFile,
  firstEntryOf,
  type Gathered,
  openZip,
  type Parsed,
  TooMuch,
  wholeFile,
  type Zip,
} from '../exports';
import {
  ARCHIVE_VERSION,
  type ArchivedImport,
  ArchiveError,
  damaged,
  entryOf,
  FOLDER,
  MANIFEST,
  MAX_ARCHIVE_MB,
  MAX_EXPANDED_MB,
  MAX_IMPORTS,
  MAX_LINE,
  MAX_RATIO,
  type Manifest,
  ManifestSchema,
  UNSUSPECTED_BYTES,
} from './format';
import { parsedPart } from './parts';

const MB = 1024 * 1024;

/** An archive whose list of contents is read and checked. */
export interface OpenedArchive extends Omit<Manifest, 'grasslens' | 'imports'> {
  imports: readonly ReadableImport[];
}

export interface ReadableImport extends ArchivedImport {
  /**
   * What it holds, to be gathered into `gathered` by the caller as it comes.
   * @throws ArchiveError where it is not as it was written, at the end also when it is not as much
   */
  parsed(gathered: Gathered): AsyncGenerator<Parsed[]>;
}

/**
 * Opens a file that is an archive of ours; null for any other. Nothing in it is ever written under a name of its own.
 * @throws ArchiveError for one that is damaged, strange, too large or of a newer version
 */
export async function openArchive(file: ExportFile): Promise<OpenedArchive | null> {
  const first = await firstEntryOf(file);
  if (first !== MANIFEST && !first?.startsWith(FOLDER)) return null;
  const bytes = await wholeFile(file, MAX_ARCHIVE_MB * MB);
  if (bytes === null) throw new ArchiveError('archive_large', { limit: MAX_ARCHIVE_MB });
  const zip = await openZip(bytes, MAX_EXPANDED_MB * MB).catch((error: unknown) => {
    throw error instanceof TooMuch ? new ArchiveError('archive_expands', { limit: MAX_EXPANDED_MB }) : damaged('zip');
  });
  checkEntries(zip);
  const manifest = await manifestOf(zip);
  const wanted = new Set([MANIFEST, ...manifest.imports.map(({ id }) => entryOf(id))]);
  for (const { name } of zip.entries) {
    if (!wanted.delete(name)) throw new ArchiveError('archive_strange', { name: name.slice(0, 80) });
  }
  const [lacking] = wanted;
  if (lacking !== undefined) throw damaged(lacking);
  const { grasslens: _, imports, ...rest } = manifest;
  return { ...rest, imports: imports.map((one) => ({ ...one, parsed: (gathered) => parsedOf(zip, one, gathered) })) };
}

/** Bounds on what it may unfold to, from what it says of itself; zip reading holds it to that. */
function checkEntries({ entries }: Zip): void {
  if (entries.length > MAX_IMPORTS + 1) throw new ArchiveError('archive_expands', { limit: MAX_EXPANDED_MB });
  let packed = 0;
  let size = 0;
  for (const entry of entries) {
    if (entry.encrypted) throw new ArchiveError('archive_encrypted');
    packed += entry.packed;
    size += entry.size;
  }
  if (size > MAX_EXPANDED_MB * MB || (size > UNSUSPECTED_BYTES && size > packed * MAX_RATIO)) {
    throw new ArchiveError('archive_expands', { limit: MAX_EXPANDED_MB });
  }
}

async function manifestOf(zip: Zip): Promise<Manifest> {
  let text = '';
  let json: unknown;
  try {
    for await (const piece of zip.text(MANIFEST)) {
      text += piece;
      if (text.length > 2 * MAX_LINE) throw damaged(MANIFEST);
    }
    json = JSON.parse(text);
  } catch {
    throw damaged(MANIFEST);
  }
  const version = v.safeParse(v.object({ grasslens: v.pipe(v.string(), v.startsWith('archive/')) }), json);
  if (version.success && version.output.grasslens !== ARCHIVE_VERSION) {
    throw new ArchiveError('archive_version', { version: version.output.grasslens.slice(0, 40) });
  }
  const result = v.safeParse(ManifestSchema, json, { abortEarly: true });
  if (!result.success) throw damaged(`${MANIFEST} · ${v.getDotPath(result.issues[0]) ?? '·'}`);
  return result.output;
}

async function* parsedOf(zip: Zip, { id, report }: ArchivedImport, gathered: Gathered): AsyncGenerator<Parsed[]> {
  const entry = entryOf(id);
  let line = 0;
  for await (const text of linesOf(zip, entry)) {
    line += 1;
    const parsed = parsedPart(text);
    if (!parsed) throw damaged(`${entry}:${line}`);
    yield parsed;
  }
  const { values, links } = gathered.totals;
  if (values !== report.counts.values || links !== report.counts.links) throw damaged(entry);
}

async function* linesOf(zip: Zip, entry: string): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const piece of zip.text(entry)) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MAX_LINE) throw damaged(entry);
      yield* lines;
    }
  } catch (error) {
    throw error instanceof ArchiveError ? error : damaged(entry);
  }
  if (rest !== '') throw damaged(entry);
}

/** So many files are taken from folders, and so deep; a folder with more is not one of exports. */
export const MOST_DROPPED = 500;
export const DEEPEST = 8;

/** What systems and spreadsheets leave in folders, and nobody means: `.DS_Store`, `~$open.xlsx`. */
const ASIDE = /^(?:\.|~\$)/;

/** Why some of what was dropped is not taken. */
export type Left = 'many' | 'deep';

/**
 * The files that were dropped, those in dropped folders among them, and why these are not all, where they are not. To
 * be called while the event is being handled: afterwards what it carries is gone.
 */
export async function droppedFiles(carried: DataTransfer | null): Promise<{ files: File[]; left: Left | null }> {
  const items = [...(carried?.items ?? [])].filter(({ kind }) => kind === 'file');
  const all = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files: File[] = [];
  let left: Left | null = null;
  for (const { entry, file } of all) {
    if (entry && isFolder(entry)) left = (await walk(entry, files, 0)) ?? left;
    else if (file) files.push(file);
  }
  return { files, left };
}

/** @returns why not all of the folder was taken */
async function walk(folder: FileSystemDirectoryEntry, found: File[], depth: number): Promise<Left | null> {
  if (depth > DEEPEST) return 'deep';
  let left: Left | null = null;
  const reader = folder.createReader();
  for (;;) {
    // A part at a time; the last one is empty.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return left;
    for (const entry of part) {
      if (ASIDE.test(entry.name)) continue;
      if (found.length >= MOST_DROPPED) return 'many';
      if (isFolder(entry)) left = (await walk(entry, found, depth + 1)) ?? left;
      else if (isFile(entry)) found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    }
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** So many files are taken from folders, and so deep; a folder with more is not one of exports. */
export const MOST_DROPPED = 500;
const DEEPEST = 8;

/** What systems and spreadsheets leave in folders, and nobody means: `.DS_Store`, `~$open.xlsx`. */
const ASIDE = /^(?:\.|~\$)/;

/**
 * The files that were dropped, those in dropped folders among them, and whether these are all. To be called while the
 * event is being handled: afterwards what it carries is gone.
 */
export async function droppedFiles(carried: DataTransfer | null): Promise<{ files: File[]; isWhole: boolean }> {
  const items = [...(carried?.items ?? [])].filter(({ kind }) => kind === 'file');
  const all = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files: File[] = [];
  let isWhole = true;
  for (const { entry, file } of all) {
    if (entry && isFolder(entry)) isWhole = (await walk(entry, files, 0)) && isWhole;
    else if (file) files.push(file);
  }
  return { files, isWhole };
}

/** @returns whether all of the folder was taken */
async function walk(folder: FileSystemDirectoryEntry, found: File[], depth: number): Promise<boolean> {
  if (depth > DEEPEST) return false;
  let isWhole = true;
  const reader = folder.createReader();
  for (;;) {
    // A part at a time; the last one is empty.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return isWhole;
    for (const entry of part) {
      if (ASIDE.test(entry.name)) continue;
      if (found.length >= MOST_DROPPED) return false;
      if (isFolder(entry)) isWhole = (await walk(entry, found, depth + 1)) && isWhole;
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

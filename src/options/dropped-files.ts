/** So many files are taken from folders, and so deep; a folder with more is not one of exports. */
const MOST = 500;
const DEEPEST = 8;

/** What systems and spreadsheets leave in folders, and nobody means: `.DS_Store`, `~$open.xlsx`. */
const ASIDE = /^(?:\.|~\$)/;

/**
 * The files that were dropped, those in dropped folders among them. To be called while the event is being handled:
 * afterwards what it carries is gone.
 */
export async function droppedFiles(carried: DataTransfer | null): Promise<File[]> {
  const items = [...(carried?.items ?? [])].filter(({ kind }) => kind === 'file');
  const all = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: File[] = [];
  for (const { entry, file } of all) {
    if (entry && isFolder(entry)) await walk(entry, found, 0);
    else if (file) found.push(file);
  }
  return found;
}

async function walk(folder: FileSystemDirectoryEntry, found: File[], depth: number): Promise<void> {
  if (depth > DEEPEST) return;
  const reader = folder.createReader();
  for (;;) {
    // A part at a time; the last one is empty.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return;
    for (const entry of part) {
      if (found.length >= MOST) return;
      if (ASIDE.test(entry.name)) continue;
      if (isFolder(entry)) await walk(entry, found, depth + 1);
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

import { type SharedFolder, sharedFolder } from './shared-folder';

/** The folder of real URLs and pages, which `SITES` names. */
export function sharedSites(): SharedFolder | null {
  return sharedFolder('SITES', ['urls.tsv', 'pages/INDEX.tsv']);
}

/** Says on the console what stays untested without the folder. */
export function sayNotRun(what: string): void {
  console.log(`not run: ${what} (set SITES to the folder that holds urls.tsv and pages/)`);
}

/** The rows of a tab-separated text, by their headings. */
export function tableRows(text: string): Record<string, string>[] {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

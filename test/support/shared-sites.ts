import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The folder of real URLs and pages that is kept outside of the repository. `SITES` names it; a named folder that
 * is not there is an error, so that a machine that is meant to have it cannot pass without it.
 */
export function sharedSites(): { read(path: string): string } | null {
  const named = process.env.SITES;
  if (!named) return null;
  const folder = resolve(named);
  for (const path of ['urls.tsv', 'pages/INDEX.tsv'])
    if (!existsSync(join(folder, path))) throw new Error(`SITES=${named}: there is no ${path} in it`);
  return { read: (path) => readFileSync(join(folder, path), 'utf8') };
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

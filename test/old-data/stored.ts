import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Answers } from './ask';

/** A data folder as an earlier build left it, and what that build answered from it. */
export interface OldFolder {
  /** What made its tables. */
  statements: string[];
  /** Their rows in COPY's text format. */
  tables: { name: string; columns: string[]; rows: string }[];
  workspace: string;
  token: string;
  answers: Answers;
}

/** The database of files in a browser as an earlier build left it. */
export interface OldBrowser {
  name: string;
  version: number;
  set: string;
  stores: {
    name: string;
    keyPath: string | string[];
    indexes: { name: string; keyPath: string | string[] }[];
    records: unknown[];
  }[];
  answers: Answers;
}

const read = (name: string) => JSON.parse(gunzipSync(readFileSync(new URL(name, import.meta.url))).toString());
export const oldFolder = (): OldFolder => read('folder.json.gz');
export const oldBrowser = (): OldBrowser => read('browser.json.gz');

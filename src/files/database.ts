import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ImportReport } from '../api/contract';
import type { CaliberAnswers } from '../api/contract-detail';
import type { RunDraft } from '../metrics/coverage';
import type { Day } from '../metrics/days';
import type { Mapping } from '../metrics/mapping';
import type { DecisionMark } from '../metrics/marks';
import type { NamedSubject } from '../metrics/named';
import type { PackedRows } from '../metrics/packed';
import type { Source } from '../metrics/sources';
import type { Subject } from '../metrics/subjects';
import type { Declared, Link } from '../metrics/values';
import type { Bars } from '../metrics/verdicts';

/** One set of files: what an API calls a workspace. Its key is the id of the connection that shows it. */
export interface SetRecord {
  id: string;
  /** Ids of the imports that count. Nothing else of an import decides whether it is seen. */
  live: string[];
  /** `<epoch>.<number>`: another after every change of `live`, and another in every set. */
  epoch: string;
  changes: number;
  nextImport: number;
  /** For keyed hashes of what must not be kept in the clear; leaves this browser only in the user's own archive. */
  secret: string;
  /** Whose day the rows of sources are, as the user answered; absent before the first answer. */
  calibers?: CaliberAnswers;
}

/** What is known of an import; its rows are elsewhere. Without a report it never came to its end. */
export interface ImportRecord {
  set: string;
  id: string;
  fileName: string;
  sha256: string;
  kind: string;
  source: Source | null;
  asOf: Day | null;
  declared: Declared;
  report: ImportReport | null;
  createdAt: string;
}

/** What an import proves as a whole. */
interface ProofRecord {
  set: string;
  id: string;
  runs: RunDraft[];
  links: Link[];
}

interface NameRecord extends NamedSubject {
  set: string;
  id: string;
}

/** Rows of one subject from one chunk of an import. */
interface RowsRecord {
  set: string;
  subject: Subject;
  id: string;
  chunk: number;
  packed: PackedRows[];
}

/** What the user has decided in a set, beside its files: no import brings it and no undo takes it. */
export interface DecisionsRecord {
  set: string;
  targets: Bars['targets'];
  marks: Record<Subject, DecisionMark>;
}

export interface FilesSchema extends DBSchema {
  /** Column mappings, by name: they are the user's, and every set is read by them. */
  mappings: { key: string; value: Mapping };
  sets: { key: string; value: SetRecord };
  decisions: { key: string; value: DecisionsRecord };
  imports: { key: [set: string, id: string]; value: ImportRecord };
  proofs: { key: [set: string, id: string]; value: ProofRecord };
  names: {
    key: [set: string, subject: string, id: string];
    value: NameRecord;
    indexes: { import: [set: string, id: string] };
  };
  rows: {
    key: [set: string, subject: string, id: string, chunk: number];
    value: RowsRecord;
    indexes: { import: [set: string, id: string] };
  };
}

export type FilesDatabase = IDBPDatabase<FilesSchema>;
/** What belongs to sets. */
export const EVERYTHING = ['sets', 'imports', 'proofs', 'names', 'rows'] as const;

const NAME = 'grasslens-files';

/** Gives the open database, opening it when it is not. */
export type OpenFiles = () => Promise<FilesDatabase>;

/**
 * The values of files, in a database of their own: the worker of the options page writes them, the background only reads
 * and writes what people decide.
 * One that the browser has closed is opened anew by the next use.
 */
export function filesDatabase(): OpenFiles {
  let opening: Promise<FilesDatabase> | null = null;
  const lost = () => {
    opening = null;
  };
  return () => {
    opening ??= openDB<FilesSchema>(NAME, 3, {
      upgrade(database, from) {
        if (from < 2) database.createObjectStore('mappings', { keyPath: 'name' });
        if (from < 3) database.createObjectStore('decisions', { keyPath: 'set' });
        if (from > 0) return;
        database.createObjectStore('sets', { keyPath: 'id' });
        database.createObjectStore('imports', { keyPath: ['set', 'id'] });
        database.createObjectStore('proofs', { keyPath: ['set', 'id'] });
        const names = database.createObjectStore('names', { keyPath: ['set', 'subject', 'id'] });
        names.createIndex('import', ['set', 'id']);
        const rows = database.createObjectStore('rows', { keyPath: ['set', 'subject', 'id', 'chunk'] });
        rows.createIndex('import', ['set', 'id']);
      },
      // A newer version of the extension wants it: stand aside.
      blocking(_current, _blocked, event) {
        lost();
        (event.target as unknown as { close(): void }).close();
      },
      terminated: lost,
    });
    opening.catch(lost);
    return opening;
  };
}

/** Every key that begins with these parts. */
export function under<const K extends readonly string[]>(...parts: K): IDBKeyRange {
  // An array sorts after every text and number.
  return IDBKeyRange.bound([...parts], [...parts, []]);
}

/** What changes whenever an answer of the set may change; there is one also of a set that is no more. */
export function revisionOf(set: SetRecord | undefined): string {
  return set ? `${set.epoch}.${set.changes}` : '0';
}

/** Ids count up within a set and sort as text. */
const ID_DIGITS = 6;

export function importId(number: number): string {
  return String(number).padStart(ID_DIGITS, '0');
}

export function newSet(id: string): SetRecord {
  return { id, live: [], epoch: randomHex(6), changes: 0, nextImport: 1, secret: randomHex(32) };
}

function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

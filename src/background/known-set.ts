import { kindOf, type Subject } from '../metrics/subjects';

/**
 * Ids of one kind, sorted, as one piece of bytes: 12 for a note's 24 hex digits, 8 for a number. A hundred
 * thousand notes are 1.2 MB that a waking worker reads at once, without making a hundred thousand strings.
 */
interface PackedIds {
  width: 8 | 12;
  bytes: Uint8Array;
}

/** The known subjects, by `platform/kind`; ids that do not pack stay as they are. */
export interface KnownSet {
  packed: Record<string, PackedIds>;
  plain: Record<string, string[]>;
}

const HEX = /^[0-9a-f]{24}$/;
/** What fits in 64 bits and says the same when read back. */
const DIGITS = /^[1-9]\d{0,18}$/;

/** Packs the ids of each kind, in any order and with repeats. */
export function packSubjects(subjects: Readonly<Record<string, readonly string[]>>): KnownSet {
  const set: KnownSet = { packed: {}, plain: {} };
  for (const [kind, ids] of Object.entries(subjects)) {
    if (ids.every((id) => HEX.test(id))) set.packed[kind] = pack(ids, 12, hexBytes);
    else if (ids.every((id) => DIGITS.test(id))) set.packed[kind] = pack(ids, 8, digitBytes);
    else set.plain[kind] = [...ids];
  }
  return set;
}

/** Whether a subject is in the set. */
export function isKnown(set: KnownSet, subject: Subject): boolean {
  const kind = kindOf(subject);
  const id = subject.slice(kind.length + 1);
  const packed = Object.hasOwn(set.packed, kind) ? set.packed[kind] : undefined;
  if (!packed) return Object.hasOwn(set.plain, kind) && set.plain[kind]?.includes(id) === true;
  if (packed.width === 12 ? !HEX.test(id) : !DIGITS.test(id)) return false;
  return holds(packed, packed.width === 12 ? hexBytes(id) : digitBytes(id));
}

/** The ids of a kind with the largest numbers, or the last by name, largest first, and how many there are in all. */
export function lastOfKind(set: KnownSet, kind: string, most: number): { ids: string[]; all: number } {
  const packed = Object.hasOwn(set.packed, kind) ? set.packed[kind] : undefined;
  if (packed?.width === 8) {
    const { bytes, width } = packed;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const all = bytes.length / width;
    const ids = Array.from({ length: Math.min(most, all) }, (_, back) =>
      String(view.getBigUint64((all - 1 - back) * width)),
    );
    return { ids, all };
  }
  const plain = (Object.hasOwn(set.plain, kind) ? set.plain[kind] : undefined) ?? [];
  return { ids: [...plain].sort().reverse().slice(0, most), all: plain.length };
}

/** How many subjects there are. */
export function countKnown(set: KnownSet): number {
  const packed = Object.values(set.packed).map(({ bytes, width }) => bytes.length / width);
  const plain = Object.values(set.plain).map((ids) => ids.length);
  return [...packed, ...plain].reduce((sum, count) => sum + count, 0);
}

function pack(ids: readonly string[], width: 8 | 12, bytesOf: (id: string) => Uint8Array): PackedIds {
  // Of one width, hex sorts as its bytes do; numbers do once they are of one length.
  const sorted = [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const bytes = new Uint8Array(sorted.length * width);
  sorted.forEach((id, index) => {
    bytes.set(bytesOf(id), index * width);
  });
  return { width, bytes };
}

function holds({ width, bytes }: PackedIds, wanted: Uint8Array): boolean {
  let low = 0;
  let high = bytes.length / width - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compare(bytes, middle * width, wanted);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function compare(bytes: Uint8Array, at: number, wanted: Uint8Array): number {
  for (const [index, byte] of wanted.entries()) {
    const difference = (bytes[at + index] ?? 0) - byte;
    if (difference !== 0) return difference;
  }
  return 0;
}

function hexBytes(id: string): Uint8Array {
  return Uint8Array.from({ length: 12 }, (_, index) => Number.parseInt(id.slice(index * 2, index * 2 + 2), 16));
}

function digitBytes(id: string): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(id));
  return bytes;
}

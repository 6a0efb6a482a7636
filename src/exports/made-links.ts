import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Link } from '../metrics/values';
import type { OpenedExport } from './face';

/** The kind of an import that holds the links that people made themselves, not in a file of theirs. */
export const MADE_MAP = 'map-api';

const NAME = { zh: '对应表（逐条填写，或经接口写入）', en: 'Map (made pair by pair, or put by API)' };

/** Whether an import counts no more, because live ones hold newer links of this kind: each replaces those before it. */
export function isReplaced({ id, kind }: { id: string; kind: string }, live: readonly { id: string; kind: string }[]) {
  return kind === MADE_MAP && live.some((other) => other.kind === MADE_MAP && other.id > id);
}

/** Links after some were added and others taken away, each once, by their keys. */
export function changedLinks(
  links: readonly Link[],
  change: { add: readonly Link[]; remove: readonly Link[] },
): Link[] {
  const kept = new Map(links.map((link) => [keyOf(link), link]));
  for (const link of change.remove) kept.delete(keyOf(link));
  for (const link of change.add) kept.set(keyOf(link), link);
  return [...kept].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, link]) => link);
}

/** Links as a file of them that was opened, the same for the same links in whatever order. */
export function madeLinks(links: readonly Link[]): {
  file: { name: string; size: number; sha256: string };
  opened: OpenedExport;
} {
  const bytes = utf8ToBytes(JSON.stringify([...new Set(links.map(keyOf))].sort()));
  const prepared = { columns: [], undeclared: [], firstLine: 1, asOf: null, read: () => [] };
  return {
    file: { name: '/v1/map', size: bytes.length, sha256: bytesToHex(sha256(bytes)) },
    opened: {
      reader: {
        kind: MADE_MAP,
        source: null,
        name: NAME,
        detect: () => ({ confidence: 0, because: [], proven: 'own', lacks: [] }),
        prepare: () => prepared,
      },
      detection: { confidence: 1, because: [], proven: 'own', lacks: [] },
      prepared,
      encoding: 'utf-8',
      async *parsed() {
        yield links.map((link) => ({ type: 'link' as const, link }));
      },
    },
  };
}

function keyOf({ from, to }: Link): string {
  return `${from} ${to}`;
}

import { type Signal, signal } from '@preact/signals';
import type { Ask } from '../messages/ask';
import type { Coverage } from '../metrics/coverage-report';
import type { Pairs } from '../metrics/pairs';
import { createPairMaker, type PairMaker } from '../ui/pairs/maker';

/** Notes and tasks that lead to no product or note, and the pairs that were made for them one by one. */
export interface Pairing extends PairMaker {
  /** What leads nowhere in the active connection; null where that is not known. */
  open: Signal<Coverage['unmapped'] | null>;
  made: Signal<Pairs | null>;
  /** Reads all anew for a connection; for none there is nothing. */
  read(connection: string | null): Promise<void>;
}

export function createPairing(ask: Ask): Pairing {
  const open = signal<Pairing['open']['value']>(null);
  const made = signal<Pairs | null>(null);
  let connection: string | null = null;

  /** What is of a connection that was left meanwhile is not taken. */
  async function readAll(): Promise<void> {
    const of = connection;
    if (of === null) return;
    const [coverage, pairs] = await Promise.all([ask('coverage', null), ask('pairs', null)]);
    if (connection !== of) return;
    open.value = coverage.connection === of ? (coverage.coverage?.unmapped ?? null) : null;
    made.value = pairs.connection === of ? pairs.pairs : null;
  }
  const maker = createPairMaker(ask, () => connection, readAll);

  return {
    ...maker,
    open,
    made,
    async read(of) {
      if (of !== connection) {
        open.value = null;
        made.value = null;
        maker.said.value = null;
      }
      connection = of;
      await readAll().catch(() => undefined);
    },
  };
}

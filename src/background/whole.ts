import { type DataSource, SourceError } from '../api/data-source';
import type { Status } from '../messages/protocol';
import { PERIOD_MEASURES } from '../metrics/question';
import type { KnownRecord } from './cache-schema';
import type { Connection } from './face';
import type { Asked } from './health';
import { askingOf, type Parts } from './questions';
import type { PageHandlers, WholeQuestion } from './router';

type Handlers = Pick<PageHandlers, WholeQuestion>;

/** What the extension's own pages get about a connection as a whole. */
export function wholeHandlers(parts: Parts): Handlers {
  const { connections, known, summaries, tops, coverages, decisions, health, sourceFor, cache } = parts;

  /** One request past no gate, for what is kept nowhere; null where there was no answer. */
  async function once<T>(
    connection: Connection,
    of: Asked,
    ask: (source: DataSource) => Promise<T>,
  ): Promise<T | null> {
    try {
      return await health.run(() => ask(sourceFor(connection)), of);
    } catch (error) {
      if (error instanceof SourceError) return null;
      throw error;
    }
  }

  async function decided(): Promise<{ connection: Connection; record: KnownRecord } | null> {
    const connection = await connections.active();
    const record = connection && (await known.current(connection));
    return record && { connection, record };
  }

  return {
    async periods({ periods }) {
      const connection = await connections.active();
      if (!connection) return { connection: null, cells: periods.map(() => null) };
      const cells = [];
      // One after the other: each is a whole workspace to the source.
      for (const days of periods) {
        const { answer } = await summaries.get(connection, (record) =>
          askingOf(parts, connection, record, { days, measures: PERIOD_MEASURES }),
        );
        cells.push(answer?.cells ?? null);
      }
      return { connection: connection.id, cells };
    },
    async coverage() {
      const connection = await connections.active();
      if (!connection) return { connection: null, coverage: null };
      // It is of the workspace as it is, whatever is asked of it.
      const { answer } = await coverages.get(connection, async (record) => {
        const asking = await askingOf(parts, connection, record);
        return { ...asking, scope: { connection: connection.id, form: '', to: '' } };
      });
      return { connection: connection.id, coverage: answer };
    },
    async top() {
      const connection = await connections.active();
      if (!connection) return { connection: null, top: null };
      const { answer } = await tops.get(connection, (record) => askingOf(parts, connection, record));
      return { connection: connection.id, top: answer };
    },
    async pairs(change) {
      const connection = await connections.active();
      const about = { connection: connection?.id ?? null };
      if (!connection || (change && change.connection !== connection.id)) {
        return { ...about, status: 'none', pairs: null };
      }
      try {
        const source = sourceFor(connection);
        const asked = () => (change ? source.changePairs({ add: change.add, remove: change.remove }) : source.pairs());
        const { count, first } = await health.run(asked, 'pairs');
        // What belongs to what is another now, and so is what is ours.
        if (change) await known.refresh(connection).catch(() => undefined);
        return { ...about, status: 'ok', pairs: { count, first } };
      } catch (error) {
        if (error instanceof SourceError) return { ...about, status: error.fault, pairs: null };
        throw error;
      }
    },
    async search({ text }) {
      const connection = await connections.active();
      const got = connection && (await once(connection, 'search', (source) => source.search(text)));
      return { connection: connection?.id ?? null, found: got?.found ?? null, more: got?.more ?? false };
    },
    async targets() {
      const at = await decided();
      if (!at) return { targets: null };
      const asking = await askingOf(parts, at.connection, at.record);
      const made = await decisions.current(at.connection, asking, at.record);
      // A record that was begun by a mark has never been told of targets.
      return { targets: made && made.fetchedAt > 0 ? made.targets : null };
    },
    async setTargets({ targets }) {
      const at = await decided();
      if (!at) return { status: 'none' satisfies Status };
      const asking = await askingOf(parts, at.connection, at.record);
      const status = await decisions.setTargets(at.connection, asking, targets);
      // A sure bound has its place in a ranking by its target.
      if (status === 'ok') await cache.tops.keepOnly(null);
      return { status };
    },
    async calibers() {
      const connection = await connections.active();
      const got = connection && (await once(connection, 'decisions', (source) => source.calibers()));
      return { connection: connection?.id ?? null, calibers: got && { calibers: got.calibers, open: got.open } };
    },
    async cache({ clear }) {
      if (clear) {
        await cache.keepOnly(null);
        await known.forget();
        await parts.onSettings();
      }
      return { records: await cache.count() };
    },
  };
}

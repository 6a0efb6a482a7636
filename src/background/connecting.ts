import { normaliseAddress } from '../api/address';
import { SourceError } from '../api/data-source';
import type { PageQuestions, ShownConnection, State, Status } from '../messages/protocol';
import type { Cache } from './cache';
import type { Connections } from './connections';
import { StorageDown } from './database';
import type { Connection, SourceFor } from './face';
import type { Fetcher } from './fetcher';
import type { Health } from './health';
import type { Known } from './known';
import type { SettingsStore } from './settings';

type Tested = PageQuestions['test']['answer'];

/** Makes, tests and ends connections, and says how the active one is doing. */
export class Connecting {
  /** Told when the active connection has become another, or none. */
  onSwitch: () => Promise<void> = async () => undefined;

  constructor(
    private readonly connections: Connections,
    private readonly known: Known,
    private readonly health: Health,
    private readonly fetcher: Fetcher,
    private readonly cache: Cache,
    private readonly settings: SettingsStore,
    private readonly sourceFor: SourceFor,
  ) {}

  async state(): Promise<State> {
    const settings = await this.settings.get();
    try {
      const connection = await this.connections.active();
      const connections = (await this.connections.list()).map(({ id, kind, name }) => ({ id, kind, name }));
      if (!connection) {
        return { connection: null, connections, status: 'none', lastGood: null, retryAt: null, settings };
      }
      const { status, lastGood } = await this.health.get();
      const known = await this.known.atHand(connection);
      return {
        connection: shown(connection),
        connections,
        status,
        lastGood: lastGood ?? known?.fetchedAt ?? null,
        retryAt: await this.health.retryAt(),
        settings,
      };
    } catch (error) {
      if (!(error instanceof StorageDown)) throw error;
      return { connection: null, connections: [], status: 'storage', lastGood: null, retryAt: null, settings };
    }
  }

  /** Makes the API at the address the active connection, if it answers. Else all stays as it was, and the status says why. */
  async connect(wish: { name: string; address: string; token: string }): Promise<State> {
    const attempt = await this.attempt(wish.address, wish.token.trim());
    if (typeof attempt === 'string') return { ...(await this.state()), status: attempt };
    const { address, token, known, etag } = attempt;
    const { workspace } = known;
    const name = wish.name.trim() || new URL(address).host;
    const connection: Connection = { kind: 'api', id: crypto.randomUUID(), name, address, token, workspace };
    await this.become(connection);
    await this.known.begin(connection, known, etag);
    await this.health.good();
    await this.onSwitch();
    return this.state();
  }

  /** Makes a set of files the active connection, under a name. */
  async connectFiles({ id, name }: { id: string; name: string }): Promise<State> {
    await this.become({ kind: 'files', id, name, workspace: name });
    await this.onSwitch();
    return this.state();
  }

  /** Makes another of the connections the active one. One that is no longer there changes nothing. */
  async switchTo(wanted: string): Promise<State> {
    const connection = (await this.connections.list()).find(({ id }) => id === wanted);
    if (connection && connection.id !== (await this.connections.active())?.id) {
      await this.become(connection);
      await this.onSwitch();
    }
    return this.state();
  }

  /** The files of a set are others now. */
  async filesChanged(id: string): Promise<State> {
    const connection = await this.connections.active();
    if (connection?.id === id) await this.known.refresh(connection).catch(asFault);
    return this.state();
  }

  /** Leaves the active connection, or the one with this id, and forgets all that came through it. */
  async disconnect(id?: string): Promise<State> {
    if (id !== undefined && id !== (await this.connections.active())?.id) {
      await this.connections.forget(id);
      return this.state();
    }
    await this.become(null);
    await this.onSwitch();
    return this.state();
  }

  /** Asks the address now, past any back-off: a person wants to know. The stored token only goes to its own address. */
  async test(wish: { address: string; token?: string }): Promise<Tested> {
    const stored = await this.connections.active().catch(() => null);
    const ownToken = stored?.kind === 'api' && stored.address === normaliseAddress(wish.address) ? stored.token : '';
    const attempt = await this.attempt(wish.address, wish.token?.trim() || ownToken);
    if (typeof attempt === 'string') return { status: attempt };
    const { address, token, known } = attempt;
    if (stored?.kind === 'api' && stored.address === address && stored.token === token) await this.health.good();
    const subjects = Object.values(known.subjects).reduce((sum, ids) => sum + ids.length, 0);
    return { status: 'ok', workspace: known.workspace, subjects };
  }

  private async attempt(typed: string, token: string) {
    const address = normaliseAddress(typed);
    if (address === null) return 'bad-address' satisfies Status;
    try {
      const answer = await this.sourceFor({ kind: 'api', address, token }).known(null);
      // Only a tag can be answered with "unchanged".
      if (answer === 'unchanged') return 'not-an-api' satisfies Status;
      return { address, token, ...answer };
    } catch (error) {
      if (error instanceof SourceError) return error.fault;
      throw error;
    }
  }

  private async become(connection: Connection | null): Promise<void> {
    // Pages let go of everything when the source goes: no number of one connection is left to stand under another.
    await this.settings.setSource(false);
    await (connection ? this.connections.become(connection) : this.connections.leave());
    this.fetcher.drop();
    await this.known.forget();
    const only = connection?.id ?? null;
    await this.cache.keepOnly(only);
    await this.health.reset();
    await this.settings.setSource(connection !== null);
  }
}

function shown(connection: Connection): ShownConnection {
  const { id, kind, name, workspace } = connection;
  return { id, kind, name, workspace, address: connection.kind === 'api' ? connection.address : '' };
}

/** A source that does not answer is in the health record, for all to see. */
function asFault(error: unknown): void {
  if (!(error instanceof SourceError)) throw error;
}

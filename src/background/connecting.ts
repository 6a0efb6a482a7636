import { normaliseAddress } from '../api/address';
import { SourceError } from '../api/data-source';
import type { PageQuestions, State, Status } from '../messages/protocol';
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
      if (!connection) return { connection: null, status: 'none', lastGood: null, retryAt: null, settings };
      const { name, address, workspace } = connection;
      const { status, lastGood } = await this.health.get();
      const known = await this.known.atHand(connection);
      return {
        connection: { name, address, workspace },
        status,
        lastGood: lastGood ?? known?.fetchedAt ?? null,
        retryAt: await this.health.retryAt(),
        settings,
      };
    } catch (error) {
      if (!(error instanceof StorageDown)) throw error;
      return { connection: null, status: 'storage', lastGood: null, retryAt: null, settings };
    }
  }

  /** Makes the API at the address the active connection, if it answers. Else all stays as it was, and the status says why. */
  async connect(wish: { name: string; address: string; token: string }): Promise<State> {
    const attempt = await this.attempt(wish.address, wish.token.trim());
    if (typeof attempt === 'string') return { ...(await this.state()), status: attempt };
    const { address, token, known, etag } = attempt;
    const { workspace } = known;
    const name = wish.name.trim() || new URL(address).host;
    const connection: Connection = { id: crypto.randomUUID(), name, address, token, workspace };
    await this.become(connection);
    await this.known.begin(connection, known, etag);
    await this.health.good();
    await this.onSwitch();
    return this.state();
  }

  /** Leaves the active connection and forgets all that came through it. */
  async disconnect(): Promise<State> {
    await this.become(null);
    await this.onSwitch();
    return this.state();
  }

  /** Asks the address now, past any back-off: a person wants to know. The stored token only goes to its own address. */
  async test(wish: { address: string; token?: string }): Promise<Tested> {
    const stored = await this.connections.active().catch(() => null);
    const ownToken = stored && stored.address === normaliseAddress(wish.address) ? stored.token : '';
    const attempt = await this.attempt(wish.address, wish.token?.trim() || ownToken);
    if (typeof attempt === 'string') return { status: attempt };
    const { address, token, known } = attempt;
    if (stored?.address === address && stored.token === token) await this.health.good();
    const subjects = Object.values(known.subjects).reduce((sum, ids) => sum + ids.length, 0);
    return { status: 'ok', workspace: known.workspace, subjects };
  }

  private async attempt(typed: string, token: string) {
    const address = normaliseAddress(typed);
    if (address === null) return 'bad-address' satisfies Status;
    try {
      const answer = await this.sourceFor({ address, token }).known(null);
      // Only a tag can be answered with "unchanged".
      if (answer === 'unchanged') return 'not-an-api' satisfies Status;
      return { address, token, ...answer };
    } catch (error) {
      if (error instanceof SourceError) return error.fault;
      throw error;
    }
  }

  private async become(connection: Connection | null): Promise<void> {
    await this.connections.become(connection);
    this.fetcher.drop();
    await this.known.forget();
    const only = connection?.id ?? null;
    await Promise.all([this.cache.answers.keepOnly(only), this.cache.summaries.keepOnly(only)]);
    await this.health.reset();
    await this.settings.setSource(connection !== null);
  }
}

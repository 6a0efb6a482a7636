import { normaliseAddress } from '../api/address';
import { SourceError } from '../api/data-source';
import type { PageQuestions, ShownConnection, State, Status } from '../messages/protocol';
import type { Cache } from './cache';
import type { Connections } from './connections';
import { StorageDown } from './database';
import type { Decisions } from './decisions';
import type { Connection, SourceFor } from './face';
import type { Fetcher } from './fetcher';
import type { Health } from './health';
import type { Known } from './known';
import type { Managed, Policies } from './policy';
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
    private readonly decisions: Decisions,
    private readonly cache: Cache,
    private readonly settings: SettingsStore,
    private readonly sourceFor: SourceFor,
    private readonly policies: Policies,
  ) {}

  async state(): Promise<State> {
    const settings = await this.settings.get();
    const { problem } = await this.policies.current();
    const policy = problem === null ? {} : { policyProblem: problem };
    try {
      const connection = await this.connections.active();
      const connections = (await this.connections.list()).map(({ id, kind, name }) => ({ id, kind, name }));
      if (!connection) {
        return { connection: null, connections, status: 'none', lastGood: null, retryAt: null, settings, ...policy };
      }
      const { status, lastGood } = await this.health.get();
      const known = await this.known.atHand(connection);
      return {
        connection: shown(connection, known?.workspace),
        connections,
        status,
        lastGood: lastGood ?? known?.fetchedAt ?? null,
        retryAt: await this.health.retryAt(),
        settings,
        ...policy,
      };
    } catch (error) {
      if (!(error instanceof StorageDown)) throw error;
      return {
        connection: null,
        connections: [],
        status: 'storage',
        lastGood: null,
        retryAt: null,
        settings,
        ...policy,
      };
    }
  }

  /** Makes the API at the address the active connection, if it answers. Else all stays as it was, and the status says why. */
  async connect(wish: { name: string; address: string; token: string }): Promise<State> {
    const attempt = await this.attempt(wish.address, wish.token.trim());
    if (typeof attempt === 'string') return { ...(await this.state()), status: attempt };
    const { address, token, known, etag } = attempt;
    const { workspace } = known;
    const managed = await this.managed();
    const isManaged = managed?.kind === 'api' && managed.address === address && managed.workspace === workspace;
    if (isManaged) return this.switchTo(managed.id);
    const name = wish.name.trim() || new URL(address).host;
    const connection: Connection = { kind: 'api', id: crypto.randomUUID(), name, address, token, workspace };
    await this.become(connection);
    await this.known.begin(connection, known, etag);
    await this.health.good();
    await this.onSwitch();
    return this.state();
  }

  /**
   * Makes the connection that a policy names the active one when it is new or another, and takes the one before away.
   * Whether its API answers is seen later: a policy comes when it comes.
   */
  async manage(wanted: Managed | null): Promise<void> {
    const before = await this.managed();
    if (wanted && before && isSame(before, wanted)) return;
    if (wanted) {
      const workspace = workspaceOf(wanted.token);
      await this.become({ ...wanted, kind: 'api', id: crypto.randomUUID(), workspace, managed: true });
      if (before) await this.connections.forget(before.id);
      await this.onSwitch();
    } else if (before) await this.leave(before.id, await this.connections.active());
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

  /** Leaves the active connection, or the one with this id, and forgets all that came through it; not a managed one. */
  async disconnect(id?: string): Promise<State> {
    const active = await this.connections.active().catch(() => null);
    const managed = await this.managed();
    if (managed === undefined || managed.id !== (id ?? active?.id)) await this.leave(id, active);
    return this.state();
  }

  /** The connection that a policy has made; none where the browser does not say. */
  private async managed(): Promise<Connection | undefined> {
    return (await this.connections.list().catch(() => [])).find(({ managed }) => managed);
  }

  private async leave(id: string | undefined, active: Connection | null): Promise<void> {
    if (id !== undefined && id !== active?.id) return this.connections.forget(id);
    await this.become(null);
    await this.onSwitch();
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
    await this.settings.setSource(async () => false);
    await (connection ? this.connections.become(connection) : this.connections.leave());
    this.fetcher.drop();
    this.decisions.forget();
    await this.known.forget();
    const only = connection?.id ?? null;
    await this.cache.keepOnly(only);
    await this.health.reset();
    await this.settings.setSource(async () => connection !== null);
  }
}

function shown(connection: Connection, workspace = connection.workspace): ShownConnection {
  const { id, kind, name, managed } = connection;
  const address = connection.kind === 'api' ? connection.address : '';
  return { id, kind, name, workspace, address, ...(managed && { managed }) };
}

function isSame(connection: Connection, { address, token, name }: Managed): boolean {
  return (
    connection.kind === 'api' &&
    connection.address === address &&
    connection.token === token &&
    connection.name === name
  );
}

/** A token names its workspace: `gl_<workspace>_<secret>`. */
function workspaceOf(token: string): string {
  return /^gl_(.+)_[^_]+$/.exec(token)?.[1] ?? '';
}

/** A source that does not answer is in the health record, for all to see. */
function asFault(error: unknown): void {
  if (!(error instanceof SourceError)) throw error;
}

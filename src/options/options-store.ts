import { type Signal, signal } from '@preact/signals';
import type { Ask } from '../messages/ask';
import type { Reply, Settings, State, Status } from '../messages/protocol';
import type { Source } from '../metrics/sources';
import type { Bars } from '../metrics/verdicts';
import { speak } from '../ui/language';

/** What the options page needs of the browser. */
export interface OptionsHost {
  ask: Ask;
  document: Document;
  browserLanguage: string;
  /** The extension's version, and the browser's own name of itself. */
  about: { version: string; browser: string };
  /** Bytes that the browser keeps for the extension, files among them; null where it does not say. */
  stored(): Promise<number | null>;
  copy(text: string): Promise<void>;
  /** Calls back when the background has news. */
  onNews(listener: () => void): void;
}

/** What is typed into the form. The token is never filled in again: it stays with the background. */
export interface Draft {
  name: string;
  address: string;
  token: string;
}

/** How the last test, connect or disconnect went, for one sentence. */
export type Outcome =
  | { kind: 'tested'; status: Status; workspace: string; subjects: number }
  | { kind: 'refused'; status: Status }
  | { kind: 'connected' | 'disconnected' | 'silent' | 'token-needed' };

export interface Options {
  state: Signal<State | null>;
  draft: Signal<Draft>;
  outcome: Signal<Outcome | null>;
  busy: Signal<boolean>;
  /** How the last change of a setting went; null a while after. */
  saved: Signal<'saved' | 'silent' | null>;
  read(): Promise<void>;
  type(part: Partial<Draft>): void;
  test(): Promise<void>;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** Makes another connection the active one. */
  switchTo(id: string): Promise<void>;
  change(settings: Partial<Settings>): Promise<void>;
  /** Takes a patch of the sites' data, or with null only gives the one in force. `silent` when nobody answered. */
  sitePatch(text: string | null): Promise<Reply<'sitePatch'> | 'silent'>;
  /** What the user has set numbers against; null where the source did not answer. */
  targets(): Promise<Bars['targets'] | null>;
  /** Sets these and no others. @returns whether the source has them */
  setTargets(targets: Bars['targets']): Promise<boolean>;
  /** Whose day the rows of sources are, in the connection with this id; null where another one is active, or none answers. */
  calibers(connection: string | null): Promise<Pick<Reply<'calibers'>, 'calibers'>>;
  /** Answers it for a source. @returns whether the connection has it */
  declareCaliber(connection: string, source: Source, caliber: 'click' | 'conversion'): Promise<boolean>;
  /** How many answers are kept, after forgetting them where `clear`; null where nobody answered. */
  cache(clear: boolean): Promise<number | null>;
  stored(): Promise<number | null>;
  /** What helps to find a fault: no token, no address, no name, no number of the workspace. */
  diagnostics(): Promise<string>;
  /** @returns whether that worked */
  copy(text: string): Promise<boolean>;
}

/** How long it is said that a setting was saved, ms. */
const SAID_FOR_MS = 4000;

export function createOptions(host: OptionsHost): Options {
  const state = signal<State | null>(null);
  const draft = signal<Draft>({ name: '', address: '', token: '' });
  const outcome = signal<Outcome | null>(null);
  const busy = signal(false);
  const saved = signal<'saved' | 'silent' | null>(null);
  let forget: ReturnType<typeof setTimeout> | undefined;

  const take = (next: State): void => {
    state.value = next;
    speak(host.document, next.settings.language, host.browserLanguage);
  };

  /** One thing at a time; a background that does not answer is an outcome too. */
  const doing = async (work: () => Promise<Outcome | null>): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    outcome.value = null;
    try {
      outcome.value = await work();
    } catch {
      outcome.value = { kind: 'silent' };
    } finally {
      busy.value = false;
    }
  };

  const fresh = async (): Promise<void> => take(await host.ask('state', null));
  host.onNews(() => void fresh().catch(() => undefined));

  return {
    state,
    draft,
    outcome,
    busy,
    saved,
    async read() {
      await doing(async () => {
        await fresh();
        const { connection } = state.value ?? { connection: null };
        if (connection) draft.value = { name: connection.name, address: connection.address, token: '' };
        return null;
      });
    },
    type(part) {
      draft.value = { ...draft.value, ...part };
      outcome.value = null;
    },
    test: () =>
      doing(async () => {
        const { address, token } = draft.value;
        // Without one the background takes the stored token, if it was given for this very address.
        if (token === '' && !state.value?.connection) return { kind: 'token-needed' };
        const found = await host.ask('test', { address: address.trim(), ...(token === '' ? {} : { token }) });
        const { status, workspace = '', subjects = 0 } = found;
        return { kind: 'tested', status, workspace, subjects };
      }),
    connect: () =>
      doing(async () => {
        const { name, address, token } = draft.value;
        if (token === '') return { kind: 'token-needed' };
        const next = await host.ask('connect', { name: name.trim(), address: address.trim(), token });
        // What did not come about says nothing of the connection that stays.
        if (next.connection === null || next.status !== 'ok') return { kind: 'refused', status: next.status };
        take(next);
        draft.value = { name: next.connection.name, address: next.connection.address, token: '' };
        return { kind: 'connected' };
      }),
    disconnect: () =>
      doing(async () => {
        take(await host.ask('disconnect', null));
        draft.value = { name: '', address: '', token: '' };
        return { kind: 'disconnected' };
      }),
    switchTo: (id) =>
      doing(async () => {
        take(await host.ask('switchTo', { id }));
        return null;
      }),
    sitePatch: (text) => host.ask('sitePatch', { text }).catch(() => 'silent' as const),
    targets: () =>
      host.ask('targets', null).then(
        ({ targets }) => targets,
        () => null,
      ),
    setTargets: (targets) =>
      host.ask('setTargets', { targets }).then(
        ({ status }) => status === 'ok',
        () => false,
      ),
    calibers: (connection) =>
      host.ask('calibers', null).then(
        (answer) => (answer.connection === connection ? answer : { calibers: null }),
        () => ({ calibers: null }),
      ),
    declareCaliber: (connection, source, caliber) =>
      host.ask('declareCaliber', { connection, source, caliber }).then(
        ({ status }) => status === 'ok',
        () => false,
      ),
    cache: (clear) =>
      host.ask('cache', { clear }).then(
        ({ records }) => records,
        () => null,
      ),
    stored: host.stored,
    async diagnostics() {
      const { status, lastGood, retryAt, settings, connection, connections } = await host.ask('state', null);
      const report = {
        ...host.about,
        language: host.browserLanguage,
        connection: connection?.kind ?? null,
        connections: connections.length,
        status,
        lastGood: lastGood && new Date(lastGood).toISOString(),
        retryAt: retryAt && new Date(retryAt).toISOString(),
        settings,
        stored: await host.stored(),
      };
      return JSON.stringify(report, null, 2);
    },
    copy: (text) =>
      host.copy(text).then(
        () => true,
        () => false,
      ),
    async change(settings) {
      clearTimeout(forget);
      saved.value = null;
      try {
        take(await host.ask('settings', settings));
        saved.value = 'saved';
      } catch {
        saved.value = 'silent';
      }
      forget = setTimeout(() => {
        saved.value = null;
      }, SAID_FOR_MS);
    },
  };
}

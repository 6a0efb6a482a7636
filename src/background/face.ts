import type { DataSource } from '../api/data-source';

/** What this room needs of the browser, no more: `webextension-polyfill`'s object fits, and so does a fake. */
export interface BrowserFace {
  runtime: {
    id: string;
    getURL(path: string): string;
    onMessage: Listenable<(message: unknown, sender: Sender, reply?: (value: unknown) => void) => true | undefined>;
    onInstalled: Listenable<() => void>;
    onStartup: Listenable<() => void>;
  };
  storage: {
    local: AreaFace;
    session: AreaFace;
    managed?: Pick<AreaFace, 'get'>;
    onChanged: Listenable<(changes: Record<string, unknown>, area: string) => void>;
  };
  alarms: {
    get(name: string): Promise<unknown>;
    create(name: string, when: { when?: number; periodInMinutes?: number }): unknown;
    clear(name: string): Promise<unknown>;
    onAlarm: Listenable<(alarm: { name: string }) => void>;
  };
  action: {
    setBadgeText(details: { text: string; tabId?: number }): Promise<void>;
    setBadgeBackgroundColor(details: { color: string; tabId?: number }): Promise<void>;
    setTitle(details: { title: string; tabId?: number }): Promise<void>;
    getTitle(details: { tabId?: number }): Promise<string>;
  };
  tabs: { create(properties: { url: string }): Promise<unknown> };
  i18n: { getUILanguage(): string };
}

export interface Listenable<F> {
  addListener(listener: F): void;
}

export interface AreaFace {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}

/** Who sent a message, as the browser vouches for it. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  /** Chrome's and newer Firefoxes'. */
  origin?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
}

/** How a connection's answers are had. The token stays in this room and in the source made of it. */
export type Way = { kind: 'api'; address: string; token: string } | { kind: 'files'; id: string };

/** Where answers come from. Nothing but {@link SourceFor} asks what kind it is of. */
export type Connection = Way & {
  /**
   * Made anew by every connect to an API, so that no number outlives the connection it came through; of files the
   * id of their set.
   */
  id: string;
  name: string;
  workspace: string;
  /** Made by an administrator's policy. */
  managed?: true;
};

/** Makes a connection's source: the API's client, or the files in this browser. */
export type SourceFor = (way: Way) => DataSource;

export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Calls back after so many ms, unless the worker has died by then. */
  after(ms: number, then: () => void): void;
  /** In [0, 1). */
  random(): number;
}

import { type Signal, signal } from '@preact/signals';
import type { Ask } from '../messages/ask';
import type { Reply, Settings, State, SummaryAnswer } from '../messages/protocol';
import { speak } from '../ui/language';

/** What the popup needs of the browser. */
export interface PopupHost {
  ask: Ask;
  document: Document;
  browserLanguage: string;
  /** The tab that the popup was opened over. */
  tabId(): Promise<number | null>;
  openOptions(): void;
  /** The structure of a tab's page, without any text, from its content script. */
  structure(tabId: number): Promise<string>;
  copy(text: string): Promise<void>;
  /** Calls back when the background has news: newer numbers, other settings, another connection. */
  onNews(listener: () => void): void;
}

/** The popup's state, and what can be done in it. */
export interface Popup {
  /** null until the background has answered. */
  state: Signal<State | null>;
  summary: Signal<SummaryAnswer | null>;
  onPage: Signal<Reply<'onPage'>>;
  /** The background did not answer at all. */
  silent: Signal<boolean>;
  /** Reads everything; resolves when there is something to draw. */
  read(): Promise<void>;
  change(settings: Partial<Settings>): Promise<void>;
  /** Shows another connection. */
  switchTo(id: string): Promise<void>;
  openOptions(): void;
  /** Copies a report of a page that was not recognised: its structure, no text. @returns whether that worked */
  copyReport(): Promise<boolean>;
}

/** How long the first frame waits for the summary, ms: it comes from the cache, unless it was never asked for. */
const FIRST_FRAME_MS = 250;

export function createPopup(host: PopupHost): Popup {
  const state = signal<State | null>(null);
  const summary = signal<SummaryAnswer | null>(null);
  const onPage = signal<Reply<'onPage'>>(null);
  const silent = signal(false);

  const take = (next: State): void => {
    // Numbers of one connection never stand under the name of another.
    if (next.connection?.id !== state.value?.connection?.id) {
      summary.value = null;
      onPage.value = null;
    }
    state.value = next;
    silent.value = false;
    speak(host.document, next.settings.language, host.browserLanguage);
  };

  const readSummary = async (): Promise<void> => {
    const current = state.value;
    if (current === null || current.connection === null) {
      summary.value = null;
      return;
    }
    const { range } = current.settings;
    const answer = await host.ask('summary', { range });
    // Of two overlapping answers only the one to the range now chosen counts.
    if (state.value?.settings.range === range && isStill(current)) summary.value = answer;
  };

  const readOnPage = async (): Promise<void> => {
    const current = state.value;
    const tabId = await host.tabId();
    const answer = tabId === null ? null : await host.ask('onPage', { tabId });
    if (isStill(current)) onPage.value = answer;
  };

  /** Whether the connection is the one that it was. */
  const isStill = (before: State | null): boolean => state.value?.connection?.id === before?.connection?.id;

  const guarded = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch {
      silent.value = true;
    }
  };

  const read = async (): Promise<void> => {
    await guarded(
      host.ask('state', null).then(async (next) => {
        take(next);
        const patience = new Promise<void>((resolve) => setTimeout(resolve, FIRST_FRAME_MS));
        await Promise.race([Promise.all([guarded(readSummary()), guarded(readOnPage())]), patience]);
      }),
    );
  };

  host.onNews(() => void read());

  return {
    state,
    summary,
    onPage,
    silent,
    read,
    async change(settings) {
      await guarded(host.ask('settings', settings).then(take));
      if (settings.range !== undefined) summary.value = null;
      await guarded(Promise.all([readSummary(), readOnPage()]));
    },
    async switchTo(id) {
      await guarded(host.ask('switchTo', { id }).then(take));
      await guarded(Promise.all([readSummary(), readOnPage()]));
    },
    openOptions: host.openOptions,
    async copyReport() {
      try {
        const tabId = await host.tabId();
        if (tabId === null) return false;
        await host.copy(await host.structure(tabId));
        return true;
      } catch {
        return false;
      }
    },
  };
}

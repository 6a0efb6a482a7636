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
  openOptions(): void;
}

/** How long the first frame waits for the summary, ms: it comes from the cache, unless it was never asked for. */
const FIRST_FRAME_MS = 250;

export function createPopup(host: PopupHost): Popup {
  const state = signal<State | null>(null);
  const summary = signal<SummaryAnswer | null>(null);
  const onPage = signal<Reply<'onPage'>>(null);
  const silent = signal(false);

  const take = (next: State): void => {
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
    if (state.value?.settings.range === range) summary.value = answer;
  };

  const readOnPage = async (): Promise<void> => {
    const tabId = await host.tabId();
    onPage.value = tabId === null ? null : await host.ask('onPage', { tabId });
  };

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
    openOptions: host.openOptions,
  };
}

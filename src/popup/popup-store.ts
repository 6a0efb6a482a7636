import { type Signal, signal } from '@preact/signals';
import type { Ask } from '../messages/ask';
import type {
  Answered,
  MetricsAnswer,
  RangeChoice,
  Settings,
  State,
  SummaryAnswer,
  TabMessage,
  TabQuestions,
} from '../messages/protocol';
import { type OnTab, onTab } from '../messages/tab';
import type { Coverage } from '../metrics/coverage-report';
import type { Top } from '../metrics/ranking';
import type { Source } from '../metrics/sources';
import type { Subject } from '../metrics/subjects';
import { type CaliberAnswer, declareIn } from '../ui/caliber-answer';
import { speak } from '../ui/language';
import { createPairMaker, type PairMaker } from '../ui/pairs/maker';
import { type Others, periodsFor } from './periods';
import { reportOf } from './structure';

/** What the popup needs of the browser. */
export interface PopupHost {
  ask: Ask;
  document: Document;
  browserLanguage: string;
  /** The tab that the popup was opened over. */
  tabId(): Promise<number | null>;
  openOptions(): void;
  /** Opens the side panel of this window. */
  openPanel(): void;
  /** Asks a tab's content script; throws where there is none. */
  send(tabId: number, message: TabMessage): Promise<unknown>;
  isLoading(tabId: number): Promise<boolean>;
  copy(text: string): Promise<void>;
  /** Calls back when the background has news: newer numbers, other settings, another connection. */
  onNews(listener: () => void): void;
}

/** The popup's state, and what can be done in it. */
export interface Popup {
  /** null until the background has answered. */
  state: Signal<State | null>;
  summary: Signal<SummaryAnswer | null>;
  /** The same on other days: those before, and along the range; null until that is known. */
  others: Signal<Others | null>;
  /** What each source covers and what to export next; null until that is known. */
  coverage: Signal<Coverage | null>;
  /** The best notes and products, and what is known of them; null until that is known, or where nothing was had. */
  best: Signal<{ top: Top; answers: MetricsAnswer['answers'] } | null>;
  /** What was searched for, and found; null where nothing is searched for. */
  found: Signal<readonly Answered[] | 'failed' | null>;
  /** What is on the tab's page; null until that is known. */
  onTab: Signal<OnTab | null>;
  /** The page's own subject, where the connection knows nothing of it. */
  unknown: Signal<Subject | null>;
  /** Says what a subject belongs to; the page and the numbers follow. */
  pairs: PairMaker;
  /** The background did not answer at all. */
  silent: Signal<boolean>;
  /** What was chosen last was not taken. */
  untaken: Signal<boolean>;
  /** Reads everything; resolves when there is something to draw. */
  read(): Promise<void>;
  /** Answers whose day a source's rows are. @returns whether the connection has it */
  declareCaliber(source: Source, caliber: CaliberAnswer): Promise<boolean>;
  change(settings: Partial<Settings>): Promise<void>;
  /** Shows another connection. */
  switchTo(id: string): Promise<void>;
  openOptions(): void;
  openPanel(): void;
  /** Looks for subjects by words; nothing is looked for by an empty text. */
  search(text: string): Promise<void>;
  /** Opens a subject's own page, where it has one. */
  open(subject: Subject): Promise<void>;
  /** Scrolls the page to a subject. @returns whether it is still there */
  show(subject: Subject): Promise<boolean>;
  /** Copies a report of a page that was not recognised: its structure, no text. @returns whether that worked */
  copyReport(): Promise<boolean>;
}

/** How long the first frame waits for the summary, ms: it comes from the cache, unless it was never asked for. */
const FIRST_FRAME_MS = 250;
/** How often a page that is still being looked through is asked about, ms. */
const LOOK_AGAIN_MS = 300;

export function createPopup(host: PopupHost): Popup {
  const state = signal<State | null>(null);
  const summary = signal<SummaryAnswer | null>(null);
  const here = signal<OnTab | null>(null);
  const unknown = signal<Subject | null>(null);
  const silent = signal(false);
  const untaken = signal(false);
  const others = signal<Others | null>(null);
  const coverage = signal<Coverage | null>(null);
  const best = signal<Popup['best']['value']>(null);
  const found = signal<Popup['found']['value']>(null);
  /** Of two readings of a tab only the later counts. */
  let reading = 0;
  /** What was searched for last: what is known of it is another after news, and over other days. */
  let sought = '';

  const pairs = createPairMaker(
    host.ask,
    () => state.value?.connection?.id ?? null,
    async () => {
      // The page's own script has yet to learn of it, and to report.
      setTimeout(() => void guarded(readOnPage()), LOOK_AGAIN_MS);
      await readOnPage();
    },
  );

  const take = (next: State): void => {
    // Numbers of one connection never stand under the name of another.
    if (next.connection?.id !== state.value?.connection?.id) {
      summary.value = null;
      here.value = null;
      others.value = null;
      coverage.value = null;
      best.value = null;
      found.value = null;
      unknown.value = null;
      pairs.said.value = null;
    }
    state.value = next;
    silent.value = false;
    untaken.value = false;
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
    if (state.value?.settings.range !== range || !isOfNow(answer)) return;
    summary.value = answer;
    await Promise.all([guarded(readOthers(answer, range)), guarded(readCoverage()), guarded(readBest(answer))]);
  };

  /** Not before the summary: it says which days these are, and is what a person waits for. */
  const readOthers = async (of: SummaryAnswer, range: RangeChoice): Promise<void> => {
    const periods = periodsFor(of.summary?.cells ?? [], range);
    if (periods.days.length === 0) return;
    const answer = await host.ask('periods', { periods: periods.days });
    if (summary.value === of && isOfNow(answer)) others.value = { ...periods, cells: answer.cells };
  };

  const readCoverage = async (): Promise<void> => {
    const answer = await host.ask('coverage', null);
    if (isOfNow(answer)) coverage.value = answer.coverage;
  };

  const readBest = async (of: SummaryAnswer): Promise<void> => {
    const { connection, top } = await host.ask('top', null);
    if (summary.value !== of || !isOfNow({ connection })) return;
    if (top === null) {
      best.value = null;
      return;
    }
    const subjects = [...new Set([...top.notes, ...top.products].flatMap((ranking) => ranking.best))];
    const told = subjects.length === 0 ? null : await host.ask('answers', { subjects, wide: false });
    if (summary.value === of && (told === null || isOfNow(told))) best.value = { top, answers: told?.answers ?? {} };
  };

  const readOnPage = async (): Promise<void> => {
    const turn = ++reading;
    const tabId = await host.tabId();
    const found: OnTab = tabId === null ? { page: null, why: 'foreign' } : await onTab(host, tabId);
    if (turn !== reading || (found.page && !isOfNow(found.page))) return;
    here.value = found;
    await readUnknown(found.page);
    if (found.why === 'looking') setTimeout(() => turn === reading && void guarded(readOnPage()), LOOK_AGAIN_MS);
    else if (found.page) await fetchMissing(found.page);
  };

  /** A page of one note or product says in its address which; nobody else is asked about it. */
  const readUnknown = async (page: OnTab['page']): Promise<void> => {
    const isPage = page?.recognition === 'recognised';
    const named = isPage ? await host.ask('named', { text: page.url }).catch(() => null) : null;
    if (here.value?.page !== page) return;
    const isOurs = page?.answers.some(({ subject }) => subject === named?.subject) ?? false;
    unknown.value = isOurs ? null : (named?.subject ?? null);
  };

  /** Asks about what is on the page and was not asked about yet: it is out of sight, or nothing is drawn. */
  const fetchMissing = async (page: NonNullable<OnTab['page']>): Promise<void> => {
    const lacking = page.answers.filter(({ answer, status }) => answer === null && status === 'ok');
    if (lacking.length === 0) return;
    const subjects = lacking.map(({ subject }) => subject);
    const { connection, answers } = await host.ask('answers', { subjects, wide: false });
    if (here.value?.page !== page || connection !== page.connection) return;
    const merged = page.answers.flatMap((one) =>
      Object.hasOwn(answers, one.subject) ? (answers[one.subject] ?? []) : one,
    );
    here.value = { page: { ...page, answers: merged }, why: null };
  };

  /** Whether an answer is of the connection whose name is shown; news of another's are on their way. */
  const isOfNow = ({ connection }: { connection: string | null }): boolean =>
    connection === (state.value?.connection?.id ?? null);

  const guarded = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch {
      silent.value = true;
    }
  };

  const chosen = (answer: Promise<State>): Promise<void> =>
    answer.then(take, () => {
      untaken.value = true;
    });

  const readFound = async (): Promise<void> => {
    const text = sought;
    if (text === '') {
      found.value = null;
      return;
    }
    const isLate = (answer: { connection: string | null } | null) =>
      text !== sought || (answer !== null && !isOfNow(answer));
    const answer = await host.ask('search', { text }).catch(() => null);
    if (isLate(answer)) return;
    const subjects = answer?.found?.map(({ subject }) => subject);
    const told = subjects?.length ? await host.ask('answers', { subjects, wide: false }) : null;
    if (isLate(told)) return;
    found.value = subjects?.flatMap((one) => told?.answers[one] ?? []) ?? 'failed';
  };

  const readAll = () => Promise.all([guarded(readSummary()), guarded(readOnPage()), guarded(readFound())]);

  const read = async (): Promise<void> => {
    await guarded(
      host.ask('state', null).then(async (next) => {
        take(next);
        const patience = new Promise<void>((resolve) => setTimeout(resolve, FIRST_FRAME_MS));
        await Promise.race([readAll(), patience]);
      }),
    );
  };

  host.onNews(() => void read());

  return {
    state,
    summary,
    onTab: here,
    silent,
    untaken,
    others,
    coverage,
    best,
    found,
    unknown,
    pairs,
    read,
    search(text) {
      sought = text.trim();
      return guarded(readFound());
    },
    open: async (subject) => void (await host.ask('open', { subject }).catch(() => undefined)),
    declareCaliber: (source, caliber) => declareIn(host.ask, state.value?.connection?.id, source, caliber, read),
    async change(settings) {
      await chosen(host.ask('settings', settings));
      if (untaken.value) return;
      if (settings.range !== undefined) {
        summary.value = null;
        others.value = null;
        best.value = null;
      }
      await readAll();
    },
    async switchTo(id) {
      await chosen(host.ask('switchTo', { id }));
      if (!untaken.value) await readAll();
    },
    openOptions: host.openOptions,
    openPanel: host.openPanel,
    async show(subject) {
      const tabId = await host.tabId();
      if (tabId === null) return false;
      return (await host.send(tabId, { question: 'show', request: subject }).catch(() => false)) === true;
    },
    async copyReport() {
      try {
        const tabId = await host.tabId();
        if (tabId === null) return false;
        const outline = await host.send(tabId, { question: 'structure', request: null });
        await host.copy(reportOf(outline as TabQuestions['structure']['answer']));
        return true;
      } catch {
        return false;
      }
    },
  };
}

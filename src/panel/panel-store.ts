import { type Signal, signal } from '@preact/signals';
import type { Ask } from '../messages/ask';
import type { Answered, Reply, Settings, State, TabMessage } from '../messages/protocol';
import { type OnTab, onTab } from '../messages/tab';
import type { MarkWish } from '../metrics/marks';
import type { Source } from '../metrics/sources';
import type { Subject } from '../metrics/subjects';
import { type CaliberAnswer, declareIn } from '../ui/caliber-answer';
import { locale, speak, t } from '../ui/language';
import { createPairMaker, type PairMaker } from '../ui/pairs/maker';
import type { Column } from './columns';
import { csvOf, xlsxOf } from './files';
import type { Filter, Row } from './rows';
import { sheetOf } from './sheet';
import type { Sorting } from './sorting';

/** What the panel needs of the browser. */
export interface PanelHost {
  ask: Ask;
  document: Document;
  browserLanguage: string;
  /** The tab beside which the panel stands. */
  tabId(): Promise<number | null>;
  /** Asks a tab's content script; throws where there is none. */
  send(tabId: number, message: TabMessage): Promise<unknown>;
  isLoading(tabId: number): Promise<boolean>;
  openOptions(): void;
  /** Opens the panel as a page of its own, for the tab. */
  openWide(tabId: number | null): void;
  /** Lets the user save a file. */
  save(name: string, file: Blob): void;
  now(): number;
  /** Calls back when the background has news: newer numbers, other settings, another connection. */
  onNews(listener: () => void): void;
  /** Calls back when another tab is in front, or a tab has reported what is on it. */
  onTabs(listener: () => void): void;
}

export const VIEWS = ['page', 'tasks', 'pasted', 'compare'] as const;
export type View = (typeof VIEWS)[number];

/** How many may be compared at once. */
export const COMPARED = { least: 2, most: 5 } as const;
/** How many lines may be pasted at once. */
export const MOST_LINES = 200;
/** How many subjects are asked about in one question. */
const MOST_ASKED = 200;
/** A page that is still being looked through is asked about again, ms. */
const LOOK_AGAIN_MS = 300;
/** Tabs report in bursts while a page renders, ms. */
const REST_MS = 150;

export interface Panel {
  state: Signal<State | null>;
  /** The background did not answer. */
  silent: Signal<boolean>;
  view: Signal<View>;
  onTab: Signal<OnTab | null>;
  tasks: Signal<Reply<'tasks'> | null>;
  /** A task whose notes are shown; null until it is known which they are, `failed` where the source did not say. */
  opened: Signal<{ task: Subject; notes: readonly Subject[] | 'failed' | null } | null>;
  pasted: Signal<Reply<'pasted'> | null>;
  chosen: Signal<readonly Subject[]>;
  filter: Signal<Filter>;
  sorting: Signal<Sorting | null>;
  /** Says what a subject belongs to; the page and the numbers follow. */
  pairs: PairMaker;
  /** What happened last, for one sentence. */
  said: Signal<string>;
  read(): Promise<void>;
  show(view: View): void;
  /** The rows of a view, unfiltered; of an opened task its notes. */
  rows(view: View | 'opened'): Row[];
  choose(subject: Subject, chosen: boolean): void;
  paste(text: string): Promise<void>;
  openTask(task: Subject | null): Promise<void>;
  mark(subject: Subject, wish: MarkWish | null): Promise<void>;
  /** Answers whose day a source's rows are. @returns whether the connection has it */
  declareCaliber(source: Source, caliber: CaliberAnswer): Promise<boolean>;
  change(settings: Partial<Settings>): Promise<void>;
  switchTo(id: string): Promise<void>;
  /** Scrolls the page to a subject, or opens its own page where it is not on this one. */
  go(subject: Subject): Promise<void>;
  export(format: 'csv' | 'xlsx', rows: readonly Row[], columns: readonly Column[]): Promise<void>;
  openOptions(): void;
  openWide(): Promise<void>;
}

export function createPanel(host: PanelHost): Panel {
  const state = signal<State | null>(null);
  const silent = signal(false);
  const view = signal<View>('page');
  const here = signal<OnTab | null>(null);
  const tasks = signal<Reply<'tasks'> | null>(null);
  const opened = signal<Panel['opened']['value']>(null);
  const pasted = signal<Reply<'pasted'> | null>(null);
  const chosen = signal<readonly Subject[]>([]);
  const filter = signal<Filter>('all');
  const sorting = signal<Sorting | null>(null);
  const said = signal('');
  const answers = signal<ReadonlyMap<Subject, Answered | null>>(new Map());
  /** Of two readings of a tab only the later counts. */
  let reading = 0;
  /** What was pasted last: which of it is ours is another matter after every import, and in another connection. */
  let pastedText = '';

  const guarded = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      silent.value = false;
    } catch {
      silent.value = true;
    }
  };

  const take = (next: State): void => {
    // Numbers of one connection never stand under the name of another.
    if (next.connection?.id !== state.value?.connection?.id) {
      answers.value = new Map();
      here.value = null;
      tasks.value = null;
      opened.value = null;
      pasted.value = null;
      chosen.value = [];
      pairs.said.value = null;
    }
    state.value = next;
    speak(host.document, next.settings.language, host.browserLanguage);
  };

  /** Asks about subjects and puts the answers beside those that are there. */
  const ask = async (subjects: readonly Subject[]): Promise<void> => {
    for (let start = 0; start < subjects.length; start += MOST_ASKED) {
      const some = subjects.slice(start, start + MOST_ASKED);
      const reply = await host.ask('answers', { subjects: some, wide: true });
      if (reply.connection !== state.value?.connection?.id) return;
      answers.value = new Map([...answers.value, ...some.map((one) => [one, reply.answers[one] ?? null] as const)]);
    }
  };

  const readTab = async (): Promise<void> => {
    const turn = ++reading;
    const tabId = await host.tabId();
    const found: OnTab = tabId === null ? { page: null, why: 'foreign' } : await onTab(host, tabId);
    if (turn !== reading) return;
    here.value = found;
    if (found.why === 'looking') setTimeout(() => turn === reading && void guarded(readTab), LOOK_AGAIN_MS);
    if (found.page) await ask(found.page.answers.map(({ subject }) => subject));
  };

  const readTasks = async (): Promise<void> => {
    tasks.value = await host.ask('tasks', null);
    await ask([...tasks.value.tasks, ...notesOfTask()]);
  };

  const readPasted = async (): Promise<void> => {
    const text = pastedText;
    const read = await host.ask('pasted', { text });
    if (text !== pastedText) return;
    pasted.value = read;
    await ask(subjectsOf(read));
  };

  const readView = async (): Promise<void> => {
    if (state.value?.connection == null) return;
    if (view.value === 'tasks') await readTasks();
    if (view.value === 'pasted' && pastedText !== '') await readPasted();
    if (view.value === 'compare') await ask(chosen.value);
    // The page is followed whatever is shown: it is what one comes back to.
    await readTab();
  };

  const read = () =>
    guarded(async () => {
      take(await host.ask('state', null));
      await readView();
    });

  const pairs = createPairMaker(host.ask, () => state.value?.connection?.id ?? null, read);

  let resting: ReturnType<typeof setTimeout> | undefined;
  host.onNews(() => void read());
  host.onTabs(() => {
    clearTimeout(resting);
    resting = setTimeout(() => void guarded(readTab), REST_MS);
  });

  const rowOf = (subject: Subject): Row[] => {
    const row = answers.value.get(subject);
    return row ? [row] : [];
  };
  const notesOfTask = (): readonly Subject[] => {
    const notes = opened.value?.notes;
    return notes && notes !== 'failed' ? notes : [];
  };
  const rows = (of: View | 'opened'): Row[] => {
    if (of === 'opened') return notesOfTask().flatMap(rowOf);
    if (of === 'tasks') return (tasks.value?.tasks ?? []).flatMap(rowOf);
    if (of === 'pasted') return [...new Set(subjectsOf(pasted.value))].flatMap(rowOf);
    if (of === 'compare') return chosen.value.flatMap(rowOf);
    const listed = here.value?.page?.answers ?? [];
    // What is at hand stands until the answer with all of the panel's numbers has come.
    return listed.flatMap((one) => (answers.value.has(one.subject) ? rowOf(one.subject) : one));
  };

  return {
    state,
    silent,
    view,
    onTab: here,
    tasks,
    opened,
    pasted,
    chosen,
    filter,
    sorting,
    pairs,
    said,
    read,
    rows,
    show(next) {
      view.value = next;
      said.value = '';
      void guarded(readView);
    },
    choose(subject, isChosen) {
      const others = chosen.value.filter((one) => one !== subject);
      chosen.value = isChosen ? [...others, subject].slice(0, COMPARED.most) : others;
    },
    paste(text) {
      pastedText = text;
      return guarded(readPasted);
    },
    openTask: (task) =>
      guarded(async () => {
        opened.value = task === null ? null : { task, notes: null };
        if (task === null) return;
        const answer = await host.ask('detail', { subject: task });
        const notes = answer?.detail?.counterparts.map((one) => one.answer.subject) ?? 'failed';
        if (notes !== 'failed') await ask(notes);
        if (opened.value?.task === task) opened.value = { task, notes };
      }),
    mark: (subject, mark) =>
      guarded(async () => {
        const { status } = await host.ask('mark', { subject, mark });
        said.value = t(status === 'ok' ? 'panel_marked' : 'panel_not_marked');
        await ask([subject]);
      }),
    declareCaliber: (source, caliber) => declareIn(host.ask, state.value?.connection?.id, source, caliber, read),
    change: (settings) =>
      guarded(async () => {
        take(await host.ask('settings', settings));
        await readView();
      }),
    switchTo: (id) =>
      guarded(async () => {
        take(await host.ask('switchTo', { id }));
        await readView();
      }),
    go: (subject) =>
      guarded(async () => {
        const tabId = await host.tabId();
        const shown =
          tabId !== null &&
          (await host.send(tabId, { question: 'show', request: subject }).catch(() => false)) === true;
        said.value = shown || (await host.ask('open', { subject })).opened ? '' : t('panel_no_page');
      }),
    async export(format, shown, columns) {
      const current = state.value;
      if (!current) return;
      const { settings, connection } = current;
      const sheet = sheetOf(shown, columns, {
        connection: connection?.name ?? '',
        settings,
        locale: locale.value,
        say: t,
        now: host.now(),
      });
      const name = `grasslens-${view.value}-${stampOf(host.now())}.${format}`;
      const file =
        format === 'csv' ? new Blob([csvOf(sheet)], { type: 'text/csv' }) : await xlsxOf(sheet, t('app_name'));
      host.save(name, file);
      said.value = t('panel_exported', { rows: shown.length, file: name });
    },
    openOptions: host.openOptions,
    openWide: async () => host.openWide(await host.tabId()),
  };
}

function subjectsOf(pasted: Reply<'pasted'> | null): Subject[] {
  return [...new Set(pasted?.lines.flatMap(({ subject }) => subject ?? []) ?? [])];
}

/** A time in Shanghai for a file's name: `20260715-140509`. */
function stampOf(now: number): string {
  const digits = new Date(now + 8 * 3_600_000).toISOString().replace(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}`;
}

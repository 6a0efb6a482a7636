import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  type Failure,
  type FilesClient,
  type ImportAnswer,
  type ImportProgress,
  isAnswered,
  JobFailed,
} from '../files/client';
import type { Ask } from '../messages/ask';
import type { State } from '../messages/protocol';
import type { Declared } from '../metrics/values';
import type { MessageKey } from '../text/fill';
import { importName } from './files-words';
import { draftOf, type MappingDraft, mappingOf } from './mapping-draft';
import { createTurns } from './turns';

/** What the files section needs of the page. */
export interface FilesHost {
  ask: Ask;
  client: FilesClient;
  state: Signal<State | null>;
  /** Asks the browser to keep what is stored; it may say no. */
  persist(): void;
  newId(): string;
  /** Lets the user save a file. */
  save(name: string, content: Blob): void;
  /** What a set is called when the user gives no name. */
  defaultName(): string;
}

/** A file that was chosen and is not imported yet. */
export interface Chosen {
  number: number;
  file: File;
  declared: Declared;
  kind?: string;
  sheet?: string;
  /** What would come of it, once that is known. */
  preview: ImportAnswer | null;
  failure: Failure | null;
  progress: ImportProgress | null;
}

export interface Files {
  /** In the order in which they were chosen. */
  chosen: Signal<readonly Chosen[]>;
  imports: Signal<readonly ImportAnswer[]>;
  name: Signal<string>;
  busy: ReadonlySignal<boolean>;
  /** Whether another page of this extension is importing, and this one's turn is after it. */
  waiting: Signal<boolean>;
  /** What was done last, to be said. */
  said: Signal<{ key: MessageKey; params: Record<string, string | number> } | null>;
  failure: Signal<Failure | null>;
  /** Reads the list of imports of the active set; what is chosen is looked at anew where it is another set now. */
  read(): Promise<void>;
  choose(files: Iterable<File>): Promise<void>;
  /** Says of a file what it does not say itself, or which of several it is; it is looked at anew. */
  describe(number: number, more: { declared?: Declared; kind?: string; sheet?: string }): Promise<void>;
  drop(number: number): void;
  /** The mapping that is being made for a table that no reader knows, and why it could not be saved. */
  mapping: Signal<MappingDraft | null>;
  mappingFailure: Signal<Failure | null>;
  /** Begins a mapping for a chosen file; one that was read by a mapping begins with that. */
  beginMapping(number: number): Promise<void>;
  /** Changes what is chosen so far, or with null leaves it. */
  changeMapping(draft: MappingDraft | null): void;
  /** Saves it; files that it could be for are looked at anew. */
  saveMapping(): Promise<void>;
  /** The saved mappings' names. */
  mappings: Signal<readonly string[]>;
  deleteMapping(name: string): Promise<void>;
  /** Imports every file that can be; the set becomes the active connection. */
  importAll(): Promise<void>;
  cancel(): void;
  /** Hands over the map to fill in, as a file. */
  template(): Promise<void>;
  /** Hands over all of the active set, as a file. */
  handOver(): Promise<void>;
  /** Begins another set, with nothing in it, as the active connection. */
  beginSet(): Promise<void>;
  undo(id: string): Promise<void>;
  /** Deletes the active set with all that is in it. */
  wipe(): Promise<void>;
}

export function createFiles({ ask, client, state, persist, newId, save, defaultName }: FilesHost): Files {
  const chosen = signal<readonly Chosen[]>([]);
  const imports = signal<readonly ImportAnswer[]>([]);
  const name = signal('');
  const said = signal<Files['said']['value']>(null);
  const failure = signal<Failure | null>(null);
  const waiting = signal(false);
  const onWait = (isWaiting: boolean) => {
    waiting.value = isWaiting;
  };
  const mapping = signal<MappingDraft | null>(null);
  const mappingFailure = signal<Failure | null>(null);
  const mappings = signal<readonly string[]>([]);
  const turns = createTurns();
  /** The set of a first import, before there is a connection to it; never used for another. */
  let fresh = newId();
  /** The set that the chosen files were looked at for. */
  let lookedFor = fresh;
  let last = 0;
  /** The file that is being looked at, to be left when it is no longer chosen. */
  let looking: { number: number; leave: AbortController } | null = null;

  const active = () => (state.value?.connection?.kind === 'files' ? state.value.connection : null);
  const set = () => active()?.id ?? fresh;
  const change = (number: number, part: Partial<Chosen>) => {
    chosen.value = chosen.value.map((one) => (one.number === number ? { ...one, ...part } : one));
  };
  const leave = (number: number) => {
    chosen.value = chosen.value.filter((one) => one.number !== number);
  };
  const find = (number: number) => chosen.value.find((one) => one.number === number);

  const doing = (work: (stop: AbortSignal) => Promise<void>) =>
    turns.take(async (stop) => {
      said.value = null;
      failure.value = null;
      await work(stop).catch((error: unknown) => {
        failure.value = failureOf(error);
      });
      waiting.value = false;
    });

  async function run(one: Chosen, into: string, preview: boolean, stop: AbortSignal): Promise<ImportAnswer | null> {
    const { number, file, declared, kind, sheet } = one;
    change(number, { failure: null });
    try {
      const wish = { set: into, file, declared, preview, ...(kind && { kind }), ...(sheet && { sheet }) };
      const onProgress = (progress: ImportProgress) => change(number, { progress });
      return await client.import(wish, { onProgress, onWait, signal: stop });
    } catch (error) {
      // What would come of a file is no other for having been cancelled.
      change(number, { failure: failureOf(error), ...(!stop.aborted && { preview: null }) });
      return null;
    } finally {
      change(number, { progress: null });
      waiting.value = false;
    }
  }

  async function look(numbers: readonly number[], stop: AbortSignal): Promise<void> {
    for (const number of numbers) {
      const one = find(number);
      if (!one || stop.aborted) continue;
      const end = new AbortController();
      stop.addEventListener('abort', () => end.abort());
      looking = { number, leave: end };
      const preview = await run(one, set(), true, end.signal);
      looking = null;
      if (!preview) continue;
      change(number, { preview });
      // A set that is handed over keeps its name, unless it is given another.
      if (preview.archive && name.value === '') name.value = preview.archive.name;
    }
  }

  const list = async () => {
    const connection = active();
    imports.value = connection ? await client.list(connection.id) : [];
  };

  const listMappings = async () => {
    mappings.value = (await client.mappings()).map((one) => one.name);
  };

  const connectFresh = async () => {
    const id = fresh;
    state.value = await ask('connectFiles', { id, name: name.value.trim() || defaultName() });
    fresh = newId();
    name.value = '';
    return id;
  };

  /**
   * The set to import into, for the whole of an import, whatever becomes the active connection meanwhile. A new one
   * is connected first: should the browser end midway, what is live has its name.
   */
  const target = async () => {
    const connection = active();
    if (connection) return { id: connection.id, isNew: false, before: null };
    const before = state.value?.connection?.id ?? null;
    return { id: await connectFresh(), isNew: true, before };
  };

  return {
    chosen,
    imports,
    name,
    busy: turns.busy,
    waiting,
    said,
    failure,
    mapping,
    mappingFailure,
    mappings,
    beginMapping: (number) =>
      doing(async () => {
        const one = find(number);
        if (!one) return;
        const name = one.file.name.replace(/\.[^.]*$/, '');
        mapping.value = draftOf(number, name, await client.columns(one.file, one.sheet), one.preview?.report?.mapping);
        mappingFailure.value = null;
      }),
    changeMapping(draft) {
      mapping.value = draft;
      mappingFailure.value = null;
    },
    saveMapping: () =>
      doing(async (stop) => {
        const draft = mapping.value;
        if (!draft) return;
        try {
          const saved = await client.saveMapping(mappingOf(draft));
          mapping.value = null;
          said.value = { key: 'mapping_saved', params: { name: saved.name } };
        } catch (error) {
          mappingFailure.value = failureOf(error);
          return;
        }
        await listMappings();
        const again = chosen.value.filter(({ number, preview }) => number === draft.number || !preview);
        await look(
          again.map(({ number }) => number),
          stop,
        );
      }),
    deleteMapping: (one) =>
      doing(async () => {
        await client.deleteMapping(one);
        await listMappings();
        said.value = { key: 'mapping_deleted', params: { name: one } };
      }),
    async read() {
      await Promise.all([list(), listMappings()]);
      if (set() === lookedFor) return;
      lookedFor = set();
      const numbers = chosen.value.map(({ number }) => number);
      if (numbers.length > 0) await doing((stop) => look(numbers, stop));
    },
    choose: async (files) => {
      const added = [...files].map((file): Chosen => {
        return { number: ++last, file, declared: {}, preview: null, failure: null, progress: null };
      });
      chosen.value = [...chosen.value, ...added];
      const numbers = added.map(({ number }) => number);
      await doing((stop) => look(numbers, stop));
    },
    describe: async (number, more) => {
      change(number, more);
      await doing((stop) => look([number], stop));
    },
    drop(number) {
      if (mapping.value?.number === number) mapping.value = null;
      leave(number);
      if (looking?.number === number) looking.leave.abort();
    },
    importAll: () =>
      doing(async (stop) => {
        const ready = chosen.value.filter(isReady);
        if (ready.length === 0) return;
        persist();
        const { id, isNew, before } = await target();
        lookedFor = id;
        let done = 0;
        for (const { number } of ready) {
          const one = find(number);
          if (!one || stop.aborted || !(await run(one, id, false, stop))) continue;
          done += 1;
          leave(number);
        }
        if (done > 0) state.value = await ask('filesChanged', { id });
        else if (isNew) {
          state.value = await ask('disconnect', { id });
          if (before !== null) state.value = await ask('switchTo', { id: before });
        }
        await list();
        if (done > 0) said.value = { key: 'files_imported', params: { count: done } };
        else if (stop.aborted) failure.value = { code: 'files_cancelled' };
      }),
    cancel: () => turns.stop(),
    template: () =>
      doing(async () => save('grasslens-map.csv', new Blob([await client.template(set())], { type: 'text/csv' }))),
    handOver: () =>
      doing(async () => {
        const connection = active();
        if (!connection) return;
        const archive = await client.archive(connection.id, connection.name, onWait);
        save(`grasslens-${connection.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim()}.zip`, archive);
        said.value = { key: 'files_archive_saved', params: { name: connection.name } };
      }),
    beginSet: () =>
      doing(async () => {
        await connectFresh();
        await list();
      }),
    undo: (id) =>
      doing(async () => {
        const connection = active();
        if (!connection) return;
        const undone = imports.value.find((one) => one.id === id);
        await client.undo(connection.id, id);
        state.value = await ask('filesChanged', { id: connection.id });
        await list();
        said.value = { key: 'files_undone', params: { file: undone ? importName(undone) : id } };
      }),
    wipe: () =>
      doing(async () => {
        const connection = active();
        if (!connection) return;
        await client.wipe(connection.id);
        state.value = await ask('disconnect', { id: connection.id });
        imports.value = [];
        said.value = { key: 'files_wiped', params: { name: connection.name } };
      }),
  };
}

/** Whether all is known of a file that it takes to import it. */
export function isReady({ preview }: Chosen): boolean {
  return preview !== null && (preview.report?.cuts ?? []).every(isAnswered);
}

function failureOf(error: unknown): Failure {
  return error instanceof JobFailed ? error.failure : { code: 'options_silent' };
}

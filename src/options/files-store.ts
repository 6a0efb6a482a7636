import { type Signal, signal } from '@preact/signals';
import { type Failure, type FilesClient, type ImportAnswer, type ImportProgress, JobFailed } from '../files/client';
import type { Ask } from '../messages/ask';
import type { State } from '../messages/protocol';
import type { Declared } from '../metrics/values';

/** What the files section needs of the page. */
export interface FilesHost {
  ask: Ask;
  client: FilesClient;
  state: Signal<State | null>;
  /** Asks the browser to keep what is stored; it may say no. */
  persist(): void;
  newId(): string;
  /** Lets the user save a text as a file. */
  save(name: string, text: string): void;
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
  busy: Signal<boolean>;
  /** What was done last, to be said. */
  said: Signal<{ key: string; params: Record<string, string | number> } | null>;
  failure: Signal<Failure | null>;
  /** Reads the list of imports of the active set. */
  read(): Promise<void>;
  choose(files: Iterable<File>): Promise<void>;
  /** Says of a file what it does not say itself, or which of several it is; it is looked at anew. */
  describe(number: number, more: { declared?: Declared; kind?: string; sheet?: string }): Promise<void>;
  drop(number: number): void;
  /** Imports every file that can be; the set becomes the active connection. */
  importAll(): Promise<void>;
  cancel(): void;
  /** Hands over the map to fill in, as a file. */
  template(): Promise<void>;
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
  const busy = signal(false);
  const said = signal<Files['said']['value']>(null);
  const failure = signal<Failure | null>(null);
  /** The set of a first import, before there is a connection to it; never used for another. */
  let fresh = newId();
  let ending = new AbortController();
  let last = 0;

  const active = () => (state.value?.connection?.kind === 'files' ? state.value.connection : null);
  const set = () => active()?.id ?? fresh;
  const change = (number: number, part: Partial<Chosen>) => {
    chosen.value = chosen.value.map((one) => (one.number === number ? { ...one, ...part } : one));
  };
  const find = (number: number) => chosen.value.find((one) => one.number === number);

  async function run(one: Chosen, preview: boolean): Promise<ImportAnswer | null> {
    const { number, file, declared, kind, sheet } = one;
    change(number, { failure: null });
    try {
      const wish = { set: set(), file, declared, preview, ...(kind && { kind }), ...(sheet && { sheet }) };
      const onProgress = (progress: ImportProgress) => change(number, { progress });
      return await client.import(wish, { onProgress, signal: ending.signal });
    } catch (error) {
      change(number, { failure: failureOf(error), preview: null });
      return null;
    } finally {
      change(number, { progress: null });
    }
  }

  async function look(number: number): Promise<void> {
    const one = find(number);
    const preview = one ? await run(one, true) : null;
    if (preview) change(number, { preview });
  }

  /** One thing at a time. */
  async function doing(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    said.value = null;
    failure.value = null;
    ending = new AbortController();
    try {
      await work();
    } catch (error) {
      failure.value = failureOf(error);
    } finally {
      busy.value = false;
    }
  }

  const read = async () => {
    const connection = active();
    imports.value = connection ? await client.list(connection.id) : [];
  };

  /** The background is told; should it not hear of it, it looks for itself within minutes. */
  const announce = async () => {
    const connection = active();
    if (connection) state.value = await ask('filesChanged', { id: connection.id });
    else await connectFresh();
    await read();
  };

  const connectFresh = async () => {
    state.value = await ask('connectFiles', { id: fresh, name: name.value.trim() || defaultName() });
    fresh = newId();
    name.value = '';
  };

  return {
    chosen,
    imports,
    name,
    busy,
    said,
    failure,
    read,
    choose: (files) =>
      doing(async () => {
        const added = [...files].map((file): Chosen => {
          return { number: ++last, file, declared: {}, preview: null, failure: null, progress: null };
        });
        chosen.value = [...chosen.value, ...added];
        for (const { number } of added) await look(number);
      }),
    describe: (number, more) =>
      doing(async () => {
        change(number, more);
        await look(number);
      }),
    drop(number) {
      chosen.value = chosen.value.filter((one) => one.number !== number);
    },
    importAll: () =>
      doing(async () => {
        persist();
        let done = 0;
        for (const { number } of chosen.value.filter((one) => one.preview)) {
          const one = find(number);
          const answer = one ? await run(one, false) : null;
          if (!answer) continue;
          done += 1;
          chosen.value = chosen.value.filter((other) => other.number !== number);
        }
        if (done === 0) return;
        await announce();
        said.value = { key: 'files_imported', params: { count: done } };
      }),
    cancel: () => ending.abort(),
    template: () => doing(async () => save('grasslens-map.csv', await client.template(set()))),
    beginSet: () =>
      doing(async () => {
        await connectFresh();
        await read();
      }),
    undo: (id) =>
      doing(async () => {
        const fileName = imports.value.find((one) => one.id === id)?.fileName ?? id;
        await client.undo(set(), id);
        await announce();
        said.value = { key: 'files_undone', params: { file: fileName } };
      }),
    wipe: () =>
      doing(async () => {
        const connection = active();
        if (!connection) return;
        await client.wipe(connection.id);
        state.value = await ask('disconnect', null);
        imports.value = [];
        said.value = { key: 'files_wiped', params: { name: connection.name } };
      }),
  };
}

function failureOf(error: unknown): Failure {
  return error instanceof JobFailed ? error.failure : { code: 'options_silent' };
}

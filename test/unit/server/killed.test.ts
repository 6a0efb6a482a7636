import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportList, MetricsResponse, SummaryResponse } from '../../../src/api/contract';
import { addDays } from '../../../src/metrics/days';
import { runs } from '../../support/runs';
import { note } from './support/files';
import { FIRST_DAY, largeNote, writeLarge } from './support/large';
import { type Postgres, startPostgres } from './support/postgres';
import { Program } from './support/program';

/** The shipped program, killed while it imports and asked while it imports. */
const DAYS = 20;
const NOTES = 1500;
const ASKED = [0, NOTES / 2, NOTES - 1].map((at) => note(largeNote(at)));
/** Kills in a row; a soak has ten of these rows. */
const ROUNDS = 10;
/** About as long as the program takes to take an import back, ms; a kill that comes later finds it done. */
const UNDOING = 1_500;
const RANGE = { from: FIRST_DAY, to: addDays(FIRST_DAY, DAYS - 1) };

/** Slower than the limit on questions with one token. */
const pause = () => new Promise((next) => setTimeout(next, 100));

interface Served {
  url: string;
  child: ChildProcess;
  stop(): Promise<unknown>;
}

describe.each(['PGlite', 'PostgreSQL'])('the program on %s', (kind) => {
  let program: Program;
  let server: Postgres | null = null;
  let place: string[];
  let token: string;
  let served: Served;

  beforeAll(async () => {
    program = await Program.build();
    server = kind === 'PostgreSQL' ? await startPostgres() : null;
    place = server ? ['--database', server.url] : ['--data', 'data'];
    token = (await program.run('token', 'create', ...place)).out.trim();
    served = await program.serve(...place, '--port', '0');
  });
  afterAll(async () => {
    await served.stop();
    await program.close();
    await server?.stop();
  });

  async function ask<T>(path: string, body?: object): Promise<T> {
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const response = await fetch(served.url + path, { ...init, headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }

  /** The visitors of notes from everywhere in the file, and of all of it: of one import or of another. */
  async function visitors(): Promise<(number | string | null)[]> {
    const { answers } = await ask<MetricsResponse>('/v1/metrics', { subjects: ASKED, range: RANGE });
    const figures = ASKED.map(
      (subject) => answers[subject]?.cells.find(({ platform }) => platform === 'taobao')?.figures.visitors,
    );
    return figures.map((figure) => (figure?.state === 'known' ? figure.low : (figure?.reason ?? null)));
  }

  async function total(): Promise<number | string | null> {
    const query = new URLSearchParams({ ...RANGE, measures: 'visitors' });
    const { cells } = await ask<SummaryResponse>(`/v1/summary?${query}`);
    const figure = cells.find(({ platform }) => platform === 'taobao')?.figures.visitors;
    return figure?.state === 'known' ? figure.high : null;
  }

  /** What is under way in the server ends by itself. */
  async function settled(): Promise<void> {
    const loading = async () => (await ask<ImportList>('/v1/imports')).imports.some(({ state }) => state === 'loading');
    // On a server the dead are told from the slow only after a while, so there what this process loads is nothing.
    while (kind === 'PGlite' && (await loading())) await new Promise((next) => setTimeout(next, 50));
  }

  const write = (count: number) => writeLarge(program.path('big.csv'), { notes: NOTES, days: DAYS, visitors: count });
  const start = (round: number) =>
    program.start('import', 'big.csv', '--as-of', addDays('2026-08-01', round), ...place);

  /** The newest import that counts. */
  async function newest(): Promise<string> {
    const { imports } = await ask<ImportList>('/v1/imports');
    return imports.find(({ state }) => state === 'live')?.id ?? '';
  }

  /** Kills one of the processes that are at it when the moment comes; what was not done by then is not done. */
  async function killed({ child, done }: ReturnType<Program['start']>, round: number, moment: number) {
    // In every second round on a data folder the serving process is the one that dies.
    const victim = kind === 'PGlite' && round % 2 === 0 ? served.child : child;
    const killer = setTimeout(() => victim.kill('SIGKILL'), moment);
    const { code } = await done;
    clearTimeout(killer);
    if (victim.killed && victim === served.child) served = await program.serve(...place, '--port', '0');
    await settled();
    return code;
  }

  const rounds = Array.from({ length: runs(100) / ROUNDS }, (_, part) => part * (ROUNDS + 2));
  test.each(rounds)(
    'killed at whatever moment leaves the old answers or the new, never between (from %i)',
    async (first) => {
      // What counts, each above what it replaced: all of them are live.
      const live = [40 + first];
      const current = () => live.at(-1) ?? 0;
      const told = (count: number) => Array(3).fill(DAYS * count);
      const seen = { old: 0, new: 0, undone: 0 };
      await write(current());
      const begun = performance.now();
      const whole = start(first);
      // When the answers change, which is when all is written and one statement more.
      let flip = 0;
      while (flip === 0 && whole.child.exitCode === null) {
        if ((await visitors())[0] === DAYS * current()) flip = performance.now() - begun;
        else await pause();
      }
      expect((await whole.done).code).toBe(0);
      const length = performance.now() - begun;
      for (let round = first + 1; round <= first + ROUNDS; round++) {
        const share = (round * 0.618) % 1;
        // Each round's file is newer than all before and has other numbers.
        const made = 40 + round;
        await write(made);
        // Anywhere, and in every third round about the moment of the change.
        const moment = round % 3 === 0 ? flip + (share - 0.5) * 0.1 * length : share * length * 1.1;
        const code = await killed(start(round), round, moment);
        const now = await visitors();
        expect([told(current()), told(made)]).toContainEqual(now);
        if (code === 0) expect(now).toEqual(told(made));
        const isNew = now[0] === DAYS * made;
        seen[isNew ? 'new' : 'old'] += 1;
        if (isNew) live.push(made);
        expect(await total()).toBe(DAYS * NOTES * current());
        if (round % 3 !== 0 || live.length < 2) continue;
        // The newest taken back, killed too.
        const undone = await killed(program.start('undo', await newest(), ...place), round / 3, share * UNDOING);
        const left = await visitors();
        expect([told(current()), told(live.at(-2) ?? 0)]).toContainEqual(left);
        if (undone === 0) expect(left).toEqual(told(live.at(-2) ?? 0));
        if (left[0] !== DAYS * current()) {
          live.pop();
          seen.undone += 1;
        }
        expect(await total()).toBe(DAYS * NOTES * current());
      }
      console.log(`${kind}: of ${ROUNDS} killed ${seen.old} old and ${seen.new} new, ${seen.undone} undone`);
      // And the next import is none the worse for all of that.
      await write(39);
      expect((await start(first + ROUNDS + 1).done).code).toBe(0);
      expect(await visitors()).toEqual(told(39));
    },
    1_800_000,
  );

  test('answers while a large import goes on, and rightly', async () => {
    const before = await visitors();
    const days = runs(500);
    await writeLarge(program.path('large.csv'), { notes: 2000, days, visitors: 7 });
    const { done } = program.start('import', 'large.csv', '--as-of', '2028-01-01', ...place);
    let going = true;
    const finished = done.finally(() => {
      going = false;
    });
    const after = Array(3).fill(DAYS * 7);
    let heard = 0;
    let live = false;
    while (going) {
      const healthy = await fetch(`${served.url}/healthz`);
      const now = await visitors();
      expect(healthy.status).toBe(200);
      // The import is live a moment before its process has ended; from then on no answer is the old one.
      live ||= now[0] === after[0];
      expect(now).toEqual(live ? after : before);
      if (!live) heard += 1;
      await pause();
    }
    expect(await finished).toMatchObject({ code: 0 });
    expect(heard).toBeGreaterThan(days / 20);
    console.log(`${kind}: ${heard} answers while ${2000 * days} rows were imported`);
    expect(await visitors()).toEqual(after);
  }, 1_800_000);
});

import { expect } from 'vitest';
import { numbersOf, seeded, until } from './drawn';
import { isOld } from './faults';
import { cardOf, noteId, visitorsOf } from './notes';
import type { Rig } from './rig';

const SEED = Number(process.env.SEED ?? 20261122);
/** The cards of a page, of notes that no page before has shown. */
const CARDS = 3;

/** Not every kill finds a worker that is alive. */
const mostPages = (kills: number) => kills * 2;

/** The notes that so many kills take at most. */
export const notesFor = (kills: number) => mostPages(kills) * CARDS;

/**
 * Shows page after page while the worker is killed, in half of them between question and answer: each gets its numbers.
 * @param first the first of {@link notesFor} notes that nobody has asked about yet
 */
export async function surviveKills(rig: Rig, kills: number, first = 0): Promise<void> {
  rig.proxy.asked.length = 0;
  console.log(`seed ${SEED}`);
  const random = seeded(SEED);
  const counted = { between: 0, idle: 0, atAnyMoment: 0 };
  const made = () => counted.between + counted.idle + counted.atAnyMoment;
  const tab = await rig.feed([]);
  let pages = 0;
  for (; made() < kills && pages < mostPages(kills); pages += 1) {
    const notes = Array.from({ length: CARDS }, (_, index) => first + pages * CARDS + index);
    const expected = notes.map(visitorsOf);
    const chance = random();
    const show = () =>
      tab.evaluate(
        (html) => {
          const feed = document.querySelector('#exploreFeeds');
          if (feed) feed.innerHTML = html;
        },
        notes.map((note) => cardOf(noteId(note))).join(''),
      );
    if (chance < 0.5) {
      const held = rig.proxy.hold();
      await show();
      await held;
      if (await rig.kill()) counted.between += 1;
      rig.proxy.release();
    } else if (chance < 0.65) {
      if (await rig.kill()) counted.idle += 1;
      await show();
    } else {
      await show();
      await new Promise((resolve) => setTimeout(resolve, random() * 300));
      if (await rig.kill()) counted.atAnyMoment += 1;
    }
    const drawn = await until(
      () => rig.read(tab),
      (badges) => badges.length === CARDS && badges.every(({ state }) => state === 'number'),
      30_000,
    );
    expect({ page: pages, numbers: numbersOf(drawn) }).toEqual({ page: pages, numbers: expected });
  }
  const asked = rig.proxy.asked.filter(({ path }) => path === '/v1/metrics').length;
  console.log({ ...counted, pages, asked });
  expect(made()).toBe(kills);
  expect(counted.between * 3).toBeGreaterThanOrEqual(kills);
  // A question is asked once more where its answer was lost, not more often.
  expect(asked).toBeLessThanOrEqual(pages + kills);
}

/**
 * The worker gives an old number while a newer one is on its way, and dies before it can tell of that: the page gets
 * the newer one all the same, and nobody touches it.
 * @param day a day of which nothing is loaded yet
 */
export async function surviveLateKill(rig: Rig, day: number): Promise<void> {
  const notes = [0, 1, 2];
  const tab = await rig.feed(notes);
  const before = await until(
    () => rig.read(tab),
    (badges) => badges.length === notes.length && badges.every(({ state }) => state === 'number'),
  );
  const expected = numbersOf(before).map((number, note) => (number ?? 0) + note + 1);
  await rig.load(
    day,
    notes.map((note) => ({ note, visitors: note + 1 })),
  );
  const held = rig.proxy.hold('/v1/metrics');
  await rig.ring('refresh');
  await held;
  const old = await until(
    () => rig.read(tab),
    (badges) => badges.every(({ label }) => isOld(label)),
  );
  expect(old.filter(({ label }) => !isOld(label))).toEqual([]);
  expect(numbersOf(old)).toEqual(numbersOf(before));
  // An alarm, or a page of the extension's, would wake it.
  await rig.leavePage();
  expect(await rig.kill()).toBe(true);
  rig.proxy.release();
  const after = await until(
    () => rig.read(tab),
    (badges) => JSON.stringify(numbersOf(badges)) === JSON.stringify(expected),
    20_000,
  );
  expect(numbersOf(after)).toEqual(expected);
  expect(after.filter(({ label }) => isOld(label))).toEqual([]);
  await tab.close();
}

import { afterAll, beforeAll, expect, it } from 'vitest';
import { runs } from '../../support/runs';
import { ChromiumRig } from './support/chromium-rig';
import { numbersOf, seeded, until } from './support/drawn';
import { cardOf, noteId, visitorsOf } from './support/notes';

const KILLS = runs(300);
const SEED = Number(process.env.SEED ?? 20261122);
/** Not every kill finds a worker that is alive. */
const MOST_PAGES = KILLS * 2;
/** The cards of a page, of notes that no page before has shown. */
const CARDS = 3;

let rig: ChromiumRig;
beforeAll(async () => {
  rig = await ChromiumRig.open(MOST_PAGES * CARDS);
});
afterAll(() => rig?.close());

it(`answers every page though its worker is killed ${KILLS} times, mostly between question and answer`, async () => {
  console.log(`seed ${SEED}`);
  const random = seeded(SEED);
  const counted = { between: 0, idle: 0, atAnyMoment: 0 };
  const kills = () => counted.between + counted.idle + counted.atAnyMoment;
  const tab = await rig.feed([]);
  let pages = 0;
  for (; kills() < KILLS && pages < MOST_PAGES; pages += 1) {
    const notes = Array.from({ length: CARDS }, (_, index) => pages * CARDS + index);
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
  expect(kills()).toBe(KILLS);
  expect(counted.between * 3).toBeGreaterThanOrEqual(KILLS);
  // A question is asked once more where its answer was lost, not more often.
  expect(asked).toBeLessThanOrEqual(pages + KILLS);
}, 3_600_000);

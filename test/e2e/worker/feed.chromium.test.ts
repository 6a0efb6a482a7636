import { afterAll, beforeAll, expect, it } from 'vitest';
import { ChromiumRig } from './support/chromium-rig';
import { foreign, numbersOf, seeded, until } from './support/drawn';
import { cardOf, FEED, feedOf, noteId, visitorsOf } from './support/notes';

const OURS = 20;
const CARDS = 2_000;
const SEED = Number(process.env.SEED ?? 20261122);
/** A note that no export names. */
const strangerId = (n: number) => `6a4474200000000099${n.toString(16).padStart(6, '0')}`;
/** What is within one screen of being seen is asked about: cards of 300 px, three to a row. */
const SCREEN = { width: 1300, height: 900 };
/** Two screens at a time: none is passed by unseen. */
const STEP = 1_800;

let rig: ChromiumRig;
beforeAll(async () => {
  rig = await ChromiumRig.open(OURS);
});
afterAll(() => rig?.close());

it('asks nobody about strangers, and about ours once for each screenful that holds one', async () => {
  console.log(`seed ${SEED}`);
  const random = seeded(SEED);
  const places = new Map<number, number>();
  while (places.size < OURS) {
    const place = Math.floor(random() * CARDS);
    if (!places.has(place)) places.set(place, places.size);
  }
  const ids = Array.from({ length: CARDS }, (_, place) => {
    const note = places.get(place);
    return note === undefined ? strangerId(place) : noteId(note);
  });
  rig.proxy.asked.length = 0;
  const tab = await rig.tab((url) => (url.href === FEED ? feedOf(ids.slice(0, 60)) : undefined));
  await tab.setViewport(SCREEN);
  await tab.goto(FEED);
  // The feed grows as it is scrolled, as the site's does.
  await tab.evaluate(
    (html) => {
      const feed = document.querySelector('#exploreFeeds');
      let next = 0;
      addEventListener('scroll', () => {
        const left = document.documentElement.scrollHeight - scrollY - innerHeight;
        if (left >= 2_000) return;
        feed?.insertAdjacentHTML('beforeend', html.slice(next, next + 30).join(''));
        next += 30;
      });
    },
    ids.slice(60).map((id) => cardOf(id)),
  );
  const height = Math.ceil(CARDS / 3) * 300;
  for (let top = 0; top < height; top += STEP) {
    await tab.evaluate((to) => scrollTo(0, to), top);
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  expect(await tab.evaluate(() => document.querySelectorAll('.note-item').length)).toBe(CARDS);

  const inOrder = [...places].sort(([a], [b]) => a - b).map(([, note]) => visitorsOf(note));
  const drawn = await until(
    () => rig.read(tab),
    (badges) => badges.length === OURS,
  );
  expect(numbersOf(drawn)).toEqual(inOrder);
  expect(await foreign(tab)).toBe(OURS);

  const asked = rig.proxy.asked.flatMap(({ subjects }) => subjects);
  // Each of ours once, and nothing else.
  expect(asked.sort()).toEqual(Array.from({ length: OURS }, (_, note) => `xhs/note/${noteId(note)}`).sort());
  const screenfuls = new Set([...places.keys()].map((place) => Math.floor(place / 9))).size;
  console.log({ requests: rig.proxy.asked.length, screenfulsWithOurs: screenfuls });
  // Besides, once: the set, the targets and the marks.
  expect(rig.proxy.asked.length).toBeLessThanOrEqual(3 + screenfuls);
  await tab.close();
});

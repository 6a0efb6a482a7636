import { expect } from 'vitest';
import { foreign, numbersOf, seeded, until } from './drawn';
import { cardOf, FEED, feedOf, noteId, strangerId, visitorsOf } from './notes';
import type { Rig } from './rig';

const SEED = Number(process.env.SEED ?? 20261122);
/** What is within one screen of being seen is asked about: cards of 300 px, three to a row. */
const SCREEN = { width: 1300, height: 900 };
/** Two screens at a time: none is passed by unseen. */
const STEP = 1_800;

/** Scrolls through a feed of so many cards, of which some, anywhere, are ours, and counts who was asked about what. */
export async function passStrangers(rig: Rig, { cards, ours }: { cards: number; ours: number }): Promise<void> {
  console.log(`seed ${SEED}`);
  const random = seeded(SEED);
  const places = new Map<number, number>();
  while (places.size < ours) {
    const place = Math.floor(random() * cards);
    if (!places.has(place)) places.set(place, places.size);
  }
  const ids = Array.from({ length: cards }, (_, place) => {
    const note = places.get(place);
    return note === undefined ? strangerId(place) : noteId(note);
  });
  // Connecting asks for what was decided, of the whole workspace, and so does the page where it is done: not on
  // account of any page of a site.
  await until(
    () => rig.proxy.asked.map(({ path }) => path),
    (paths) => paths.includes('/v1/marks') && paths.includes('/v1/targets'),
  );
  await rig.leavePage();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
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
  const height = Math.ceil(cards / 3) * 300;
  for (let top = 0; top < height; top += STEP) {
    await tab.evaluate((to) => scrollTo(0, to), top);
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  expect(await tab.evaluate(() => document.querySelectorAll('.note-item').length)).toBe(cards);

  // What was passed before its answer had come is drawn when it is seen again.
  for (const place of places.keys()) {
    await tab.evaluate((to) => scrollTo(0, to), Math.floor(place / 3) * 300);
    await new Promise((resolve) => setTimeout(resolve, 80));
  }
  const inOrder = [...places].sort(([a], [b]) => a - b).map(([, note]) => visitorsOf(note));
  const drawn = await until(
    () => rig.read(tab),
    (badges) => badges.length === ours,
  );
  expect(numbersOf(drawn)).toEqual(inOrder);
  expect(await foreign(tab)).toBe(ours);

  const asked = rig.proxy.asked.flatMap(({ subjects }) => subjects);
  // Each of ours once, and nothing else.
  expect(asked.sort()).toEqual(Array.from({ length: ours }, (_, note) => `xhs/note/${noteId(note)}`).sort());
  const screenfuls = new Set([...places.keys()].map((place) => Math.floor(place / 9))).size;
  console.log({ requests: rig.proxy.asked.length, screenfulsWithOurs: screenfuls });
  const paths = rig.proxy.asked.map(({ path, subjects: about }) => `${path} ${about.length}`);
  expect({ screenfuls, paths }).toSatisfy(() => paths.length <= 1 + screenfuls);
  await tab.close();
}

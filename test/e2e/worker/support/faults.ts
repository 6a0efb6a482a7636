import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { say, type Under } from '../../../../src/text/text';
import { type Drawn, foreign, numbersOf, seeded, until } from './drawn';
import { FAULTS, type Fault } from './fault-proxy';
import { visitorsOf } from './notes';
import type { Rig } from './rig';

const SEED = Number(process.env.SEED ?? 20261122);
const NOTES = [0, 1, 2];

/** What a badge says of why its number is old. */
const WHY: Record<Fault, Under<'badge_status_'>[]> = {
  refused: ['unreachable'],
  reset: ['unreachable'],
  slow: ['unreachable'],
  cut: ['unreachable', 'failing'],
  '401': ['not_authorised'],
  '403': ['not_authorised'],
  '429': ['busy'],
  '500': ['failing'],
  html: ['not_an_api'],
  schema: ['version'],
  huge: ['not_an_api', 'unreachable'],
  skew: ['failing'],
};
/** The first pause after each, s; it doubles, and jitter takes off up to a half. */
const PAUSE: Record<Fault, number> = {
  refused: 2,
  reset: 2,
  slow: 2,
  cut: 2,
  '401': 30,
  '403': 30,
  '429': 5,
  '500': 2,
  html: 30,
  schema: 30,
  huge: 2,
  skew: 3600,
};

/**
 * The most requests in so many seconds: for the set and for numbers as many as may be under way together, then one
 * after each pause; where numbers alone fail, one for the set goes before it.
 */
function allowed(fault: Fault, seconds: number, numbersOnly: boolean): number {
  let count = 3;
  for (let pause = PAUSE[fault] / 2, at = pause; at <= seconds; pause *= 2, at += pause) count += numbersOnly ? 2 : 1;
  return count;
}

const marked = (fault: Fault) => (badges: Drawn[]) =>
  badges.length === NOTES.length &&
  badges.every(({ label }) => WHY[fault].some((why) => label.includes(say('zh_CN', `badge_status_${why}`))));

/** Fault after fault stands between the extension and its API: the last good number stays, marked, until it is over. */
export async function surviveFaults(rig: Rig, count: number): Promise<void> {
  console.log(`seed ${SEED}`);
  const random = seeded(SEED);
  const tab = await rig.feed(NOTES);
  const errors: unknown[] = [];
  tab.on('pageerror', (error) => errors.push(error));
  const counted = { faults: 0, ofNumbersOnly: 0, waitedFor: 0, asked: 0, allowed: 0 };
  const rounds = new Map<number, Fault[]>();
  let good = NOTES.map(visitorsOf);
  const fresh = (numbers: number[]) => (badges: Drawn[]) =>
    JSON.stringify(numbersOf(badges)) === JSON.stringify(numbers) && !badges.some(({ label }) => isOld(label));
  expect(numbersOf(await until(() => rig.read(tab), fresh(good)))).toEqual(good);

  for (let n = 0; n < count; n += 1) {
    // Every fault before any for the second time, in an order of its own each round.
    const fault = orderOf(n, random, rounds);
    // The API knows more than the extension: there is something to ask.
    const more = NOTES.map((note) => 1 + note + Math.floor(random() * 1000));
    await rig.load(
      n + 1,
      NOTES.map((note, index) => ({ note, visitors: more[index] ?? 0 })),
    );
    const next = good.map((number, index) => number + (more[index] ?? 0));

    // Sometimes the API fails at numbers alone. What refuses a connection does so for all.
    const numbersOnly = fault !== 'refused' && random() < 0.4;
    await rig.proxy.become(fault, numbersOnly ? '/v1/metrics' : null);
    const begun = Date.now();
    const asked = rig.proxy.asked.length;
    await rig.ring('refresh');
    const old = await until(() => rig.read(tab), marked(fault), 30_000);
    expect({ n, fault, labels: old.map(({ label }) => label) }).toSatisfy(() => marked(fault)(old));
    expect({ n, fault, numbers: numbersOf(old) }).toEqual({ n, fault, numbers: good });
    // Whatever people do meanwhile, and though the worker dies, the API is not asked more often.
    const other = await rig.feed(NOTES);
    await until(() => rig.read(other), marked(fault));
    if (random() < 0.3) await rig.kill();
    await other.reload({ waitUntil: 'domcontentloaded' });
    const again = await until(
      () => rig.read(other),
      (badges) => badges.length === NOTES.length,
    );
    expect({ n, fault, numbers: numbersOf(again) }).toEqual({ n, fault, numbers: good });
    await other.close();
    await tab.bringToFront();
    const requests = rig.proxy.asked.length - asked;
    const most = allowed(fault, (Date.now() - begun) / 1000, numbersOnly);
    const paths = rig.proxy.asked.slice(asked).map(({ path, at }) => `${path} ${at - begun}`);
    expect({ n, fault, requests, paths }).toSatisfy(() => requests <= most);
    counted.faults += 1;
    if (numbersOnly) counted.ofNumbersOnly += 1;
    counted.asked += requests;
    counted.allowed += most;

    await rig.proxy.become(null);
    // Short pauses are waited for; of longer ones it is said that they are over. What is huge may be taken for no API.
    if (PAUSE[fault] > 2 || fault === 'huge' || random() < 0.5) await rig.passPause();
    else counted.waitedFor += 1;
    const well = await until(() => rig.read(tab), fresh(next), 20_000);
    expect({ n, fault, numbers: numbersOf(well), old: well.filter(({ label }) => isOld(label)) }).toEqual({
      n,
      fault,
      numbers: next,
      old: [],
    });
    good = next;
  }
  console.log(counted);
  expect(await foreign(tab)).toBe(NOTES.length);
  await tab.close();
  expect(errors).toEqual([]);
}

/**
 * Somebody takes the token back: the last good numbers stay, and it is said what to do; with another token all is well
 * again, on pages that nobody touches.
 * @param popupOver what is said in the popup over a tab
 */
export async function surviveRevoking(rig: Rig, popupOver: (tab: Page) => Promise<string>): Promise<void> {
  const tab = await rig.feed(NOTES);
  const numbered = (badges: Drawn[]) =>
    badges.length === NOTES.length && badges.every(({ state, label }) => state === 'number' && !isOld(label));
  const good = numbersOf(await until(() => rig.read(tab), numbered));
  const token = (...command: string[]) => rig.api.program.ask('token', ...command);
  const [id = ''] = (await token('list')).split('\t');
  await token('revoke', id);
  await rig.ring('refresh');
  const old = await until(() => rig.read(tab), marked('401'));
  expect(numbersOf(old)).toEqual(good);
  expect(old.map(({ label }) => label)).toSatisfy(() => marked('401')(old));
  expect(await popupOver(tab)).toContain(say('zh_CN', 'state_not_authorised'));
  const { connection } = await rig.ask('state', null);
  const address = connection?.address ?? '';
  await rig.ask('connect', { name: '测试', address, token: await token('create') });
  await tab.bringToFront();
  const well = await until(() => rig.read(tab), numbered);
  expect(numbersOf(well)).toEqual(good);
  expect(well.filter(({ label }) => isOld(label))).toEqual([]);
  expect(await popupOver(tab)).not.toContain(say('zh_CN', 'state_not_authorised'));
  await tab.close();
}

const STALE = say('zh_CN', 'badge_spoken_stale').split('{why}')[0] ?? '';
export const isOld = (label: string) => label.includes(STALE);

function orderOf(n: number, random: () => number, rounds: Map<number, Fault[]>): Fault {
  const round = Math.floor(n / FAULTS.length);
  const order = rounds.get(round) ?? shuffled(random);
  rounds.set(round, order);
  return order[n % FAULTS.length] ?? 'reset';
}

function shuffled(random: () => number): Fault[] {
  const keyed = FAULTS.map((fault) => ({ fault, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ fault }) => fault);
}

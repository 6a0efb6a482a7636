import { afterAll, beforeAll, it } from 'vitest';
import { runs } from '../../support/runs';
import { surviveFaults } from './support/faults';
import { FirefoxRig } from './support/firefox-rig';
import { notesFor, surviveKills, surviveLateKill } from './support/kills';
import { passStrangers } from './support/strangers';

const OURS = 12;
const KILLS = runs(60);
const FAULTS = runs(60);

let rig: FirefoxRig;
beforeAll(async () => {
  rig = await FirefoxRig.open(OURS + notesFor(KILLS));
});
afterAll(() => rig?.close());

it('asks nobody about strangers in Firefox either', () => passStrangers(rig, { cards: 600, ours: OURS }));

it(
  `answers every page in Firefox though its background is ended ${KILLS} times`,
  () => surviveKills(rig, KILLS, OURS),
  3_600_000,
);

it(`keeps the last good number in Firefox through ${FAULTS} faults`, () => surviveFaults(rig, FAULTS), 3_600_000);

it('asks again by itself in Firefox where its background ended before it could tell of newer numbers', () =>
  surviveLateKill(rig, FAULTS + 1));

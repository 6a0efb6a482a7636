import { afterAll, beforeAll, it } from 'vitest';
import { runs } from '../../support/runs';
import { ChromiumRig } from './support/chromium-rig';
import { notesFor, surviveKills, surviveLateKill } from './support/kills';

const KILLS = runs(300);

let rig: ChromiumRig;
beforeAll(async () => {
  rig = await ChromiumRig.open(notesFor(KILLS));
});
afterAll(() => rig?.close());

it(
  `answers every page though its worker is killed ${KILLS} times, mostly between question and answer`,
  () => surviveKills(rig, KILLS),
  3_600_000,
);

it('asks again by itself where its worker died before it could tell of newer numbers', () => surviveLateKill(rig, 1));

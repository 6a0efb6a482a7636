import { afterAll, beforeAll, it } from 'vitest';
import { ChromiumRig } from './support/chromium-rig';
import { passStrangers } from './support/strangers';

const OURS = 20;

let rig: ChromiumRig;
beforeAll(async () => {
  rig = await ChromiumRig.open(OURS);
});
afterAll(() => rig?.close());

it('asks nobody about strangers, and about ours once for each screenful that holds one', () =>
  passStrangers(rig, { cards: 2_000, ours: OURS }));

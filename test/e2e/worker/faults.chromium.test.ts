import { afterAll, beforeAll, it } from 'vitest';
import { runs } from '../../support/runs';
import { ChromiumRig } from './support/chromium-rig';
import { surviveFaults } from './support/faults';

const FAULTS = runs(200);

let rig: ChromiumRig;
beforeAll(async () => {
  rig = await ChromiumRig.open(3);
});
afterAll(() => rig?.close());

it(
  `keeps the last good number through ${FAULTS} faults, marked, and finds its way back by itself`,
  () => surviveFaults(rig, FAULTS),
  3_600_000,
);

import { afterAll, beforeAll, it } from 'vitest';
import { openPopup } from '../../../src/demo/show/extension-pages';
import { runs } from '../../support/runs';
import { ChromiumRig } from './support/chromium-rig';
import { surviveFaults, surviveRevoking } from './support/faults';

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

it('keeps the last good number when its token is revoked, says what to do, and is well again with another', () =>
  surviveRevoking(rig, async (tab) => {
    const popup = await openPopup(rig, tab);
    await popup.waitForSelector('main');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const said = await popup.evaluate(() => document.body.innerText);
    await popup.close();
    return said;
  }));

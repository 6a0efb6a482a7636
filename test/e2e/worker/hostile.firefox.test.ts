import { afterAll, beforeAll, expect, it } from 'vitest';
import { tempFolder } from '../../support/api';
import { FIREFOX_BUILD } from '../../support/firefox';
import { FirefoxRig } from './support/firefox-rig';
import { Attack, NOTES, twinsOf } from './support/hostile';
import { FORGERIES, LEAKS } from './support/twins';

/** What Firefox gives no page the means for, and a drag, which cannot be made in it from outside. */
const CHROMIUM_ONLY = ['covered', 'shifts', 'dragged'];
const ATTEMPTS = [...Object.keys(LEAKS), ...Object.keys(FORGERIES)].filter((one) => !CHROMIUM_ONLY.includes(one));

const folder = tempFolder();
let rig: FirefoxRig;
let attack: Attack;
beforeAll(async () => {
  rig = await FirefoxRig.open(NOTES.length);
  attack = new Attack(rig, FIREFOX_BUILD, folder.path);
  await attack.prepare();
});
afterAll(async () => {
  await rig?.close();
  folder.remove();
});

it('teaches a hostile page in Firefox no number and no token, and lets it forge none', () =>
  attack.onShipped(ATTEMPTS));

it.each(twinsOf(ATTEMPTS, 0.1))('would be seen in Firefox: %s succeeds on a twin that leaks so', async (attempt) => {
  expect(await attack.onTwin(attempt)).toBe(true);
});

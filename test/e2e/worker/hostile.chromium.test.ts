import { afterAll, beforeAll, expect, it } from 'vitest';
import { tempFolder } from '../../support/api';
import { CHROME, ChromiumRig } from './support/chromium-rig';
import { Attack, NOTES, twinsOf } from './support/hostile';
import { FORGERIES, LEAKS } from './support/twins';

const ATTEMPTS = [...Object.keys(LEAKS), ...Object.keys(FORGERIES)];

const folder = tempFolder();
let rig: ChromiumRig;
let attack: Attack;
beforeAll(async () => {
  rig = await ChromiumRig.open(NOTES.length);
  attack = new Attack(rig, CHROME, folder.path);
  await attack.prepare();
});
afterAll(async () => {
  await rig?.close();
  folder.remove();
});

it('teaches a hostile page no number and no token, and lets it forge none', () => attack.onShipped(ATTEMPTS));

it.each(twinsOf(ATTEMPTS, 0.3))('would be seen: %s succeeds on a twin that leaks so', async (attempt) => {
  expect(await attack.onTwin(attempt)).toBe(true);
});

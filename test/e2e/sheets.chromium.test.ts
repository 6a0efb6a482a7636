import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Stage } from '../../src/setup/stage.mjs';
import { violations } from '../support/axe';

/** The stage of `npm run sheets`: pages of an extension on which the built card, badge and pages stand in every state. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

/** Each language, and what axe reads it in: colours are of a theme and not of a language, words the other way round. */
const LOOKS = { zh_CN: 'light', zh_TW: null, en: 'dark' } as const;

it('has every surface in all its states and languages without a word cut off or a violation of axe', async () => {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const surface of stage.surfaces) {
    for (const state of surface.states) {
      for (const [locale, theme] of Object.entries(LOOKS)) {
        const found = await stage.show(surface, state, locale);
        if (theme) {
          await stage.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
          found.push(...(await violations(stage.page)));
        }
        faults.push(...found.map((fault) => `${surface.name} · ${state} · ${locale}: ${fault}`));
      }
    }
    seen.add(surface.name);
  }
  expect(faults).toEqual([]);
  expect([...seen].sort()).toEqual(['badge', 'card', 'options', 'panel', 'panel-wide', 'popup']);
}, 300_000);

it('fits a window as narrow as one at 200 % zoom', async () => {
  const narrow = { card: 304, options: 360, panel: 320 } as Record<string, number>;
  const faults: string[] = [];
  for (const { name, states } of stage.surfaces) {
    const width = narrow[name];
    if (width === undefined) continue;
    for (const state of states.filter((one) => /long|chosen|mapping|connected|page/.test(one))) {
      for (const locale of ['zh_CN', 'en']) {
        const unfit = await stage.show({ name, width, states }, state, locale);
        faults.push(...unfit.map((fault) => `${name} at ${width} · ${state} · ${locale}: ${fault}`));
      }
    }
  }
  expect(faults).toEqual([]);
});

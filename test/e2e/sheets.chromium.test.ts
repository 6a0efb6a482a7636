import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Stage, type Surface } from '../../src/setup/stage.mjs';
import { violations } from '../support/axe';

/** The stage of `npm run sheets`: pages of an extension on which the built card, badge and pages stand in every state. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const LOOKS = [
  ['zh_CN', 'light'],
  ['en', 'dark'],
] as const;

async function eachState(look: (surface: Surface, state: string, at: number) => Promise<void>): Promise<void> {
  let at = 0;
  for (const surface of stage.surfaces) for (const state of surface.states) await look(surface, state, at++);
}

it('has every surface in all its states without a word cut off and without a violation of axe', async () => {
  const faults: string[] = [];
  const seen = new Set<string>();
  await eachState(async (surface, state, at) => {
    const [locale, theme] = LOOKS[at % 2] ?? LOOKS[0];
    await stage.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    const unfit = await stage.show(surface, state, locale);
    seen.add(surface.name);
    const broken = await violations(stage.page);
    faults.push(...[...unfit, ...broken].map((fault) => `${surface.name} · ${state} · ${locale}, ${theme}: ${fault}`));
  });
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

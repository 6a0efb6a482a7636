import { copyFileSync, mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../../src/setup/browsers.mjs';
import { GECKO_ID } from '../../support/firefox';
import { numbersOf, until } from './support/drawn';
import { FirefoxRig } from './support/firefox-rig';
import { visitorsOf } from './support/notes';
import type { Backend } from './support/rig';

/** Firefox looks for policies beside its program: a folder of links to all that it is, its program, and this policy. */
async function firefoxWith(values: object, { folder }: Backend): Promise<string> {
  const program = realpathSync(await findBrowser('firefox'));
  const own = join(folder, 'firefox');
  mkdirSync(join(own, 'distribution'), { recursive: true });
  for (const name of readdirSync(dirname(program)))
    if (name !== 'distribution' && name !== basename(program))
      symlinkSync(join(dirname(program), name), join(own, name));
  copyFileSync(program, join(own, basename(program)));
  const policies = { '3rdparty': { Extensions: { [GECKO_ID]: values } } };
  writeFileSync(join(own, 'distribution', 'policies.json'), JSON.stringify({ policies }));
  return join(own, basename(program));
}

let rig: FirefoxRig;
beforeAll(async () => {
  rig = await FirefoxRig.unconnected(3, (backend) => {
    const { api, proxy } = backend;
    const values = { address: proxy.address, token: api.token, name: '品牌部', defaults: { language: 'zh_CN' } };
    return firefoxWith(values, backend);
  });
});
afterAll(() => rig?.close());

it('is connected by a policy of Firefox, and nobody can read the token', async () => {
  const managed = await until(
    () => rig.ask('state', null),
    ({ connection }) => connection !== null,
  );
  expect(managed).toMatchObject({
    status: 'ok',
    connection: { name: '品牌部', address: rig.proxy.address, managed: true },
    settings: { language: 'zh_CN' },
  });
  const tab = await rig.feed([0, 1, 2]);
  const drawn = await until(
    () => rig.read(tab),
    (badges) => badges.length === 3 && badges.every(({ state }) => state === 'number'),
  );
  expect(numbersOf(drawn)).toEqual([0, 1, 2].map(visitorsOf));
  const options = await rig.page();
  expect(await options.evaluate(() => document.documentElement.outerHTML)).not.toContain(rig.api.token);
});

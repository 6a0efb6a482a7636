import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { say } from '../../../src/text/text';
import { CHROME, ChromiumRig } from './support/chromium-rig';
import { numbersOf, until } from './support/drawn';
import { visitorsOf } from './support/notes';
import { withOwnFolders } from './support/own-mounts';
import type { Backend } from './support/rig';

/** An unpacked extension's id is its folder's hash, in letters of its own. */
const ID = [...createHash('sha256').update(CHROME.replace(/\/$/, '')).digest('hex').slice(0, 32)]
  .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
  .join('');
/** Where Chromium looks for policies, and what no other Chromium on this machine sees. */
const FOLDER = '/etc/chromium';
const FILE = 'policies/managed/grasslens.json';
const policyOf = (values: object) => JSON.stringify({ '3rdparty': { extensions: { [ID]: values } } });
const valuesOf = ({ api, proxy }: Backend) => ({ address: proxy.address, token: api.token, name: '品牌部' });

let rig: ChromiumRig;
afterEach(() => rig?.close());

it('is connected by a policy of the browser, and what a policy has wrong is said', async () => {
  rig = await ChromiumRig.unconnected(3, (chromium, backend) => {
    const values = { ...valuesOf(backend), defaults: { language: 'zh_CN', costScope: ['quote'] } };
    return withOwnFolders(chromium, backend.folder, [
      { at: FOLDER, megabytes: 1, files: { [FILE]: policyOf(values) } },
    ]);
  });
  expect(rig.extensionId).toBe(ID);
  const managed = await until(
    () => rig.ask('state', null),
    ({ connection }) => connection !== null,
  );
  expect(managed).toMatchObject({
    status: 'ok',
    connection: { name: '品牌部', address: rig.proxy.address, managed: true },
    settings: { language: 'zh_CN', costScope: ['quote'] },
  });
  const tab = await rig.feed([0, 1, 2]);
  const drawn = await until(
    () => rig.read(tab),
    (badges) => badges.length === 3 && badges.every(({ state }) => state === 'number'),
  );
  expect(numbersOf(drawn)).toEqual([0, 1, 2].map(visitorsOf));

  await rig.leavePage();
  const options = await rig.page();
  const text = () => options.evaluate(() => document.body.innerText);
  expect(await until(text, (shown) => shown.includes('品牌部'))).toContain(say('zh_CN', 'policy_managed'));
  expect(await text()).not.toContain(say('zh_CN', 'options_disconnect'));
  expect(await options.evaluate(() => document.documentElement.outerHTML)).not.toContain(rig.api.token);

  // A bad policy's defaults are not taken either; what a person has chosen stays.
  await rig.ask('settings', { language: 'zh_CN' });
  // The administrator makes a mistake that the browser's own schema lets pass: it is seen, and the connection stays.
  const seen = join('/proc', String(rig.browser.process()?.pid), 'root', FOLDER, FILE);
  writeFileSync(seen, policyOf({ ...valuesOf(rig.backend), address: 'ftp://metrics' }));
  const problem = await until(
    async () => (await rig.ask('state', null)).policyProblem,
    (found) => found !== undefined,
    60_000,
  );
  expect(problem).toEqual({ where: 'address', found: '"ftp://metrics"' });
  await rig.leavePage();
  const again = await rig.page();
  const said = say('zh_CN', 'policy_problem', { where: 'address', found: '"ftp://metrics"' });
  expect(
    await until(
      () => again.evaluate(() => document.body.innerText),
      (shown) => shown.includes(said),
    ),
  ).toContain(said);
});

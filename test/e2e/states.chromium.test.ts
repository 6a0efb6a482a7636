import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitForBadges } from '../../src/demo/show/badges';
import type { OpenBrowser } from '../../src/demo/show/browser';
import { connect, openPopup } from '../../src/demo/show/extension-pages';
import { type MessageKey, say } from '../../src/text/text';
import { type RunningApi, startApi, tempFolder, wiretap } from '../support/api';
import { launchChromium, openSite } from '../support/chromium';
import { URLS } from '../support/site-pages';
import { writeSmallWorkspace } from '../support/small-workspace';

const folder = tempFolder();
let api: RunningApi;
let open: OpenBrowser;

beforeAll(async () => {
  const files = writeSmallWorkspace(`${folder.path}/files`);
  api = await startApi(`${folder.path}/data`, Object.values(files));
});
afterEach(async () => {
  await open?.browser.close();
});
afterAll(async () => {
  await api?.stop();
  folder.remove();
});

describe('what is wrong is said where the user is', () => {
  it.each<{ what: string; address: () => string; token: string; says: MessageKey }>([
    { what: 'a wrong token', address: () => api.address, token: 'gl_default_wrong', says: 'state_not_authorised' },
    {
      what: 'an address where nothing is',
      address: () => 'http://127.0.0.1:9',
      token: 'gl_x_y',
      says: 'state_unreachable',
    },
    { what: 'an address that is none', address: () => 'ftp://nowhere', token: 'gl_x_y', says: 'state_bad_address' },
  ])('in the options, for $what; nothing is connected by it', async ({ address, token, says }) => {
    open = await launchChromium();
    const connecting = connect(open, { address: address(), token, name: '测试' });
    await expect(connecting).rejects.toThrow(say('zh_CN', says));
    const { tab } = await openSite(open, URLS.feed);
    expect(await waitForBadges(tab, 0)).toEqual([]);
  });

  it('in the popup, once the API has stopped; the last numbers stay where they were', async () => {
    const tap = await wiretap(api.address);
    open = await launchChromium();
    await connect(open, { address: tap.address, token: api.token, name: '测试' });
    const { tab } = await openSite(open, URLS.feed);
    const before = await waitForBadges(tab, 2);
    await tap.close();

    const popup = await openPopup(open, tab);
    await popup.locator('label ::-p-text(近 7 天)').click();
    await popup.waitForSelector(`.notice ::-p-text(${say('zh_CN', 'state_unreachable')})`);

    // The range before is in the cache: its numbers come back without the API.
    await popup.locator('label ::-p-text(发布至今)').click();
    await tab.reload();
    const after = await waitForBadges(tab, 2);
    expect(before[0]).toMatch(/进店UV 600 人·天/);
    expect(after.map((badge) => /进店UV \d+ 人·天/.exec(badge)?.[0])).toEqual(['进店UV 600 人·天', '进店UV 300 人·天']);
  });
});

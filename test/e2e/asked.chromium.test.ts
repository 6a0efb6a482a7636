import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBadges, waitForBadges } from '../../src/demo/show/badges';
import type { OpenBrowser } from '../../src/demo/show/browser';
import { connect } from '../../src/demo/show/extension-pages';
import { type RunningApi, startApi, tempFolder, type Wiretap, wiretap } from '../support/api';
import { launchChromium, openSite } from '../support/chromium';
import { URLS } from '../support/site-pages';
import { BOTH_SHOPS, STRANGER, TAOBAO_ONLY, writeSmallWorkspace } from '../support/small-workspace';

const MOMENT_MS = 1_500;
const aMoment = () => new Promise((resolve) => setTimeout(resolve, MOMENT_MS));

describe('what the API is asked', () => {
  const folder = tempFolder();
  let api: RunningApi;
  let tap: Wiretap;
  let open: OpenBrowser;

  beforeAll(async () => {
    const files = writeSmallWorkspace(`${folder.path}/files`);
    api = await startApi(`${folder.path}/data`, Object.values(files));
    tap = await wiretap(api.address);
    open = await launchChromium();
    await connect(open, { address: tap.address, token: api.token, name: '测试' });
  });
  beforeEach(() => {
    tap.asked.length = 0;
  });
  afterAll(async () => {
    await open?.browser.close();
    await tap?.close();
    await api?.stop();
    folder.remove();
  });

  const questions = () => tap.asked.filter(({ method, path }) => method === 'POST' && path === '/v1/metrics');

  it('is nothing for a page of strangers’ notes', async () => {
    const { tab } = await openSite(open, URLS.strangers);
    await aMoment();
    expect(await readBadges(tab)).toEqual([]);
    expect(questions()).toEqual([]);
    // With a source the page is watched: the counts of 0 below would be seen to differ.
    expect(await countInOurWorld(tab, open, 'MutationObserver.prototype')).toBeGreaterThan(0);
    expect(await countInOurWorld(tab, open, 'IntersectionObserver.prototype')).toBeGreaterThan(0);
    await tab.close();
  });

  it('is one question for a screenful, of our own subjects only, and none when the answer is held', async () => {
    const { tab } = await openSite(open, URLS.feed);
    expect(await waitForBadges(tab, 2)).toHaveLength(2);
    expect(questions()).toHaveLength(1);
    const { subjects } = JSON.parse(questions()[0]?.body ?? '{}');
    expect(subjects.sort()).toEqual([`xhs/note/${BOTH_SHOPS}`, `xhs/note/${TAOBAO_ONLY}`]);

    await tab.reload();
    expect(await waitForBadges(tab, 2)).toHaveLength(2);
    expect(questions()).toHaveLength(1);
    expect(JSON.stringify(tap.asked)).not.toContain(STRANGER);
    await tab.close();
  });
});

describe('with no data source set', () => {
  let open: OpenBrowser;

  beforeAll(async () => {
    open = await launchChromium();
  });
  afterAll(() => open?.browser.close());

  it('no observer and no request runs, and nothing is in the page', async () => {
    const { tab, refused } = await openSite(open, URLS.feed);
    const worker = await watchWorker(open);
    const before = await tab.evaluate(() => document.documentElement.outerHTML);
    await tab.evaluate(() => document.body.append(document.createElement('section')));
    await aMoment();

    // The content script is there, in its own world: so a count of 0 is a finding.
    expect(await countInOurWorld(tab, open, 'Object.prototype')).toBeGreaterThan(0);
    expect(await countInOurWorld(tab, open, 'MutationObserver.prototype')).toBe(0);
    expect(await countInOurWorld(tab, open, 'IntersectionObserver.prototype')).toBe(0);
    expect(await tab.evaluate(() => document.documentElement.outerHTML)).toBe(
      before.replace('</body>', '<section></section></body>'),
    );
    expect(await readBadges(tab)).toEqual([]);
    expect(refused).toEqual([]);
    expect(worker.requests()).toEqual([]);
  });
});

/** How many live objects of a kind the content script's isolated world of a tab holds. */
async function countInOurWorld(tab: Page, { extensionId }: OpenBrowser, prototype: string): Promise<number> {
  const session = await tab.createCDPSession();
  try {
    const contextId = await ourWorld(session, extensionId);
    const { result } = await session.send('Runtime.evaluate', { contextId, expression: prototype });
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId ?? '' });
    const { result: length } = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: 'function () { return this.length }',
    });
    return Number(length.value);
  } finally {
    await session.detach();
  }
}

async function ourWorld(session: CDPSession, extensionId: string): Promise<number> {
  const found = new Promise<number>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === `chrome-extension://${extensionId}`) resolve(context.id);
    });
  });
  await session.send('Runtime.enable');
  return found;
}

/** Writes down every request of the service worker, where it is running. */
async function watchWorker({ browser, extensionId }: OpenBrowser) {
  const requests: string[] = [];
  const own = `chrome-extension://${extensionId}/`;
  const target = browser.targets().find((one) => one.type() === 'service_worker' && one.url().startsWith(own));
  const session = await target?.createCDPSession();
  await session?.send('Network.enable');
  session?.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
  return { requests: () => requests.filter((url) => !url.startsWith(own)) };
}

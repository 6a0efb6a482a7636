import { spawnSync } from 'node:child_process';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDemo } from '../../src/demo/files/write';
import { DEMO_PAGES } from '../../src/demo/pages/pages';
import { isAnsweredBadge, waitForBadges } from '../../src/demo/show/badges';
import { type OpenBrowser, servePages } from '../../src/demo/show/browser';
import { connect } from '../../src/demo/show/extension-pages';
import { findBrowser } from '../../src/setup/browsers.mjs';
import { type RunningApi, startApi, tempFolder } from '../support/api';
import { launchChromium } from '../support/chromium';

it('the demo runs to its end, and finds every page as it should be', async () => {
  const show = new URL('../../dist/server/show.js', import.meta.url).pathname;
  const env = { ...process.env, GRASSLENS_CHROMIUM: await findBrowser('chromium') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [show, '--once'], { encoding: 'utf8', env });
  expect([status, stderr]).toEqual([0, '']);
  for (const { name, badges } of DEMO_PAGES) expect(stdout).toMatch(new RegExp(`^${name} +\\d+ +${badges} +\\S`, 'm'));
});

describe('on the pages of the demo', () => {
  const folder = tempFolder();
  let api: RunningApi;
  let open: OpenBrowser;

  beforeAll(async () => {
    api = await startApi(`${folder.path}/data`, await writeDemo(`${folder.path}/files`));
    open = await launchChromium();
    await connect(open, { address: api.address, token: api.token, name: '演示' });
  });
  afterAll(async () => {
    await open?.browser.close();
    await api?.stop();
    folder.remove();
  });

  it.each(DEMO_PAGES.map((page) => ({ ...page })))(
    'every badge of $name is drawn whole',
    async ({ url, html, badges }) => {
      const tab = await open.browser.newPage();
      await servePages(tab, new Map([[url, html]]));
      await tab.goto(url);
      expect(await waitForBadges(tab, badges)).toHaveLength(badges);
      expect(await overhangs(tab)).toEqual(Array(badges).fill('none'));
      await tab.close();
    },
  );
});

/** For each badge, on which sides it sticks out of its host, which clips it. */
async function overhangs(tab: Page): Promise<string[]> {
  const session = await tab.createCDPSession();
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const found: string[] = [];
  for (const { name, backendDOMNodeId } of nodes) {
    if (backendDOMNodeId === undefined || !isAnsweredBadge(String(name?.value ?? ''))) continue;
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: backendDOMNodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration: `function () {
        const badge = this.getBoundingClientRect();
        const host = this.getRootNode().host.getBoundingClientRect();
        const sides = { left: host.left - badge.left, top: host.top - badge.top, right: badge.right - host.right, bottom: badge.bottom - host.bottom };
        return Object.keys(sides).filter((side) => sides[side] > 1).join(' ') || 'none';
      }`,
    });
    found.push(String(result.value));
  }
  await session.detach();
  return found;
}

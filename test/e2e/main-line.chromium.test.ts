import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportList } from '../../src/api/contract';
import { waitForBadges } from '../../src/demo/show/badges';
import type { OpenBrowser } from '../../src/demo/show/browser';
import { closePopup, connect, openPopup } from '../../src/demo/show/extension-pages';
import type { Figure } from '../../src/metrics/figures';
import { askMetrics, type RunningApi, startApi, tempFolder, type Wiretap, wiretap } from '../support/api';
import { launchChromium, openSite } from '../support/chromium';
import { URLS } from '../support/site-pages';
import { BOTH_SHOPS, JD_SKU, STRANGER, TAOBAO_ITEM, writeSmallWorkspace } from '../support/small-workspace';

const NOTE = `xhs/note/${BOTH_SHOPS}`;
const ITEM = `taobao/item/${TAOBAO_ITEM}`;
const SKU = `jd/sku/${JD_SKU}`;

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
afterAll(async () => {
  await open?.browser.close();
  await tap?.close();
  await api?.stop();
  folder.remove();
});

/** A figure's two ends, or why there is none. */
const ends = (figure: Figure | undefined) =>
  figure?.state === 'known' ? [figure.low, figure.high] : (figure?.reason ?? null);

const TAOBAO_OF_NOTE = /淘宝\/天猫：进店UV 600 人·天，进店UV成本 12\.50 元，ROI \D*2\.00\D/;
const JD_OF_NOTE = /京东：商详UV 280 人·天，商详UV成本 25\.00 元，ROI \D*1\.00\D/;
const TAOBAO_OF_ITEM = /淘宝\/天猫：进店UV 600 到 900 人·天，进店UV成本 10\.00 到 15\.00 元，ROI 不低于 1\.67，/;
// Its own row: 15 × 20 people; 15 × ¥100 = ¥1,500 ÷ 300 = ¥5; 15 × ¥200 ÷ ¥1,500 = 2.
const TAOBAO_OF_OTHER = /淘宝\/天猫：进店UV 300 人·天，进店UV成本 5\.00 元，ROI \D*2\.00\D/;

describe('one note, one Taobao product, one JD product: the same numbers everywhere', () => {
  it('in the API’s answer', async () => {
    const { answers } = await askMetrics(api, {
      subjects: [NOTE, ITEM, SKU, `xhs/note/${STRANGER}`],
      range: { since: 'publication', to: '2026-07-16' },
    });
    const cell = (subject: string, platform: string) =>
      answers[subject]?.cells.find((one) => one.platform === platform);

    // 07-01…07-15, where 星河 ends: 15 × 40 people; 15 × ¥500 = ¥7,500 ÷ 600 = ¥12.50; 15 × ¥1,000 ÷ ¥7,500 = 2.
    const taobao = cell(NOTE, 'taobao')?.figures;
    expect(ends(taobao?.visitors)).toEqual([600, 600]);
    expect(ends(taobao?.cost_per_visitor)).toEqual([1250, 1250]);
    expect(ends(taobao?.roi)).toEqual([2, 2]);
    // 07-01…07-14, where 京准通 ends: 14 × 20 people; 14 × ¥500 = ¥7,000 ÷ 280 = ¥25; 14 × ¥500 ÷ ¥7,000 = 1.
    const jd = cell(NOTE, 'jd')?.figures;
    expect(ends(jd?.item_viewers)).toEqual([280, 280]);
    expect(ends(jd?.cost_per_viewer)).toEqual([2500, 2500]);
    expect(ends(jd?.roi)).toEqual([1, 1]);

    // Two notes, 600 and 15 × 20 = 300: between the larger and their sum. ¥7,500 + 15 × ¥100 = ¥9,000,
    // ÷ 900 = ¥10, ÷ 600 = ¥15. GMV ¥15,000 and 15 × ¥200 = ¥3,000: 15,000 ÷ 9,000 = 1.67, 18,000 ÷ 9,000 = 2.
    const item = cell(ITEM, 'taobao')?.figures;
    expect(ends(item?.visitors)).toEqual([600, 900]);
    expect(ends(item?.cost_per_visitor)).toEqual([1000, 1500]);
    // At least that: what the notes sold on JD is not in it. A bound keeps the end that holds.
    expect(ends(item?.roi)).toEqual([15 / 9, 15 / 9]);
    // The SKU has one task, the task one note: the note's own numbers.
    const sku = cell(SKU, 'jd')?.figures;
    expect(ends(sku?.item_viewers)).toEqual([280, 280]);
    expect(ends(sku?.cost_per_viewer)).toEqual([2500, 2500]);
    expect(ends(sku?.roi)).toEqual([1, 1]);

    expect(answers[ITEM]?.cells.map(({ platform }) => platform)).toEqual(['taobao']);
    expect(answers[SKU]?.cells.map(({ platform }) => platform)).toEqual(['jd']);
    expect(answers[`xhs/note/${STRANGER}`]).toBeNull();
  });

  it.each([
    { on: 'the feed', url: URLS.feed, badges: [[TAOBAO_OF_NOTE, JD_OF_NOTE], [TAOBAO_OF_OTHER]], absent: [] },
    { on: 'the note’s page', url: URLS.note, badges: [[TAOBAO_OF_NOTE, JD_OF_NOTE]], absent: [] },
    { on: 'the Tmall page, without JD’s', url: URLS.tmall, badges: [[TAOBAO_OF_ITEM]], absent: [/京东|商详/] },
    { on: 'the JD page, without Taobao’s', url: URLS.jd, badges: [[JD_OF_NOTE]], absent: [/淘宝|天猫|进店/] },
  ])('in the badge and in the popup on $on', async ({ url, badges, absent }) => {
    const { tab, refused } = await openSite(open, url);
    const drawn = await waitForBadges(tab, badges.length);
    expect(drawn).toHaveLength(badges.length);
    for (const [index, patterns] of badges.entries())
      for (const pattern of patterns) expect(drawn[index]).toMatch(pattern);
    for (const pattern of absent) for (const badge of drawn) expect(badge).not.toMatch(pattern);
    expect(refused).toEqual([]);

    const listed = await onPage(tab);
    for (const pattern of badges.flat()) expect(listed).toMatch(pattern);
    for (const pattern of absent) expect(listed).not.toMatch(pattern);
    await tab.close();
  });
});

describe('the popup’s totals', () => {
  const choose = (popup: Page, range: string) => popup.locator(`label ::-p-text(${range})`).click();
  const totals = (popup: Page) => popup.$eval('.overview', (section) => section.textContent ?? '');

  it('say spend, people per platform, GMV, ROI and to which day each source reaches, for every range', async () => {
    const { tab } = await openSite(open, URLS.feed);
    await waitForBadges(tab, 2);
    const popup = await openPopup(open, tab);

    // Three ranges that hold all there is, each after the week, so that it is seen to come and go.
    for (const range of ['近 15 天', '近 30 天', '发布至今']) {
      await choose(popup, '近 7 天');
      // All three sources reach to 07-14: 7 × ¥600. GMV: 星河 between 7 × ¥1,000 and 7 × ¥1,200, JD 7 × ¥500,
      // together ¥10,500 to ¥11,900; ÷ ¥4,200 = 2.5 to 2.83.
      await expect.poll(() => totals(popup)).toMatch(/4,200\.00 元.*10,500\.00 到 11,900\.00 元.*2\.50 到 2\.83/);
      const week = await totals(popup);
      // 7 × 40 = 280 people, 7 × 60 = 420 over both notes; ÷ into ¥4,200. JD: 7 × 20 = 140.
      expect(week).toMatch(/280 到 420 人·天.*10\.00 到 15\.00 元/);
      expect(week).toMatch(/140 人·天/);

      await choose(popup, range);
      // 14 × ¥600; GMV twice the week's; 15 × 40 and 15 × 60 people; JD 14 × 20.
      await expect.poll(() => totals(popup)).toMatch(/8,400\.00 元.*21,000\.00 到 23,800\.00 元.*2\.50 到 2\.83/);
      const whole = await totals(popup);
      expect(whole).toMatch(/600 到 900 人·天/);
      expect(whole).toMatch(/280 人·天/);
      expect(whole).toMatch(/聚光 至 07-16 · 种草星河 至 07-15 · 京准通种草 至 07-14/);
    }
    await closePopup(popup, open.browser);
    await tab.close();
  });
});

describe('what belongs to what, said on the page', () => {
  /** Opens the popup over a tab and says there what its first unpaired line belongs to. */
  async function pair(tab: Page, typed: string, chosen: string): Promise<string> {
    const popup = await openPopup(open, tab);
    await popup.waitForSelector('.belongs button');
    await popup.focus('.belongs button');
    await popup.keyboard.press('Enter');
    const field = await popup.waitForSelector('.belongs input');
    await field?.type(typed);
    await popup.waitForSelector(`.belongs option[value="${chosen}"]`);
    await field?.evaluate((input) => (input as HTMLInputElement).select());
    await field?.type(chosen);
    await popup.keyboard.press('Enter');
    await popup.waitForSelector('.on-page .said .notice');
    const said = await popup.$eval('.on-page .said .notice', (notice) => notice.textContent ?? '');
    await closePopup(popup, open.browser);
    return said;
  }
  const request = (path: string, method = 'GET') =>
    fetch(api.address + path, { method, headers: { authorization: `Bearer ${api.token}` } });

  it('redraws it, for a note of ours without a product and for a product that nobody knew', async () => {
    // Without the map the notes lead nowhere, and nothing is known of either product.
    const { imports } = (await (await request('/v1/imports')).json()) as ImportList;
    const map = imports.find(({ report }) => report?.kind === 'map');
    expect((await request(`/v1/imports/${map?.id}`, 'DELETE')).status).toBe(200);
    const { tab } = await openSite(open, URLS.note);
    const options = await connect(open, { address: tap.address, token: api.token, name: '没有对应表' });
    await options.close();
    expect((await waitForBadges(tab, 1)).join()).not.toContain('京东');

    const item = `淘宝/天猫 ${TAOBAO_ITEM}`;
    expect(await pair(tab, TAOBAO_ITEM, item)).toContain(`→ ${item}`);
    await tab.goto(URLS.tmall);
    expect((await waitForBadges(tab, 1))[0]).toMatch(TAOBAO_OF_NOTE);

    await tab.goto(URLS.jd);
    expect(await waitForBadges(tab, 0)).toEqual([]);
    expect(await pair(tab, '9001', '测试任务 · 京东任务 9001')).toContain('→ 京东');
    expect((await waitForBadges(tab, 1))[0]).toMatch(/京东：商详UV 280 人·天/);
    await tab.close();
  });
});

/** The popup's list of what is on the tab's page. */
async function onPage(tab: Page): Promise<string> {
  const popup = await openPopup(open, tab);
  const listed = await popup.$eval('.on-page', (section) => section.textContent ?? '');
  await closePopup(popup, open.browser);
  return listed;
}

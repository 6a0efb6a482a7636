import { existsSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MarksResponse, TargetsResponse } from '../../src/api/contract-detail';
import { waitForBadges } from '../../src/demo/show/badges';
import type { OpenBrowser } from '../../src/demo/show/browser';
import { closePopup, connect, openPopup } from '../../src/demo/show/extension-pages';
import type { View } from '../../src/panel/panel-store';
import { type MessageKey, say } from '../../src/text/text';
import { type RunningApi, startApi, tempFolder } from '../support/api';
import { violations } from '../support/axe';
import { launchChromium, openSite } from '../support/chromium';
import { tabTo } from '../support/keys';
import { cardLines, openCard, readTable, saidOf, written } from '../support/literals';
import { URLS } from '../support/site-pages';
import { JD_SKU, STRANGER, TAOBAO_ITEM, writeSmallWorkspace } from '../support/small-workspace';

const folder = tempFolder();
const downloads = `${folder.path}/downloads`;
let api: RunningApi;
let open: OpenBrowser;
let options: Page;
let tab: Page;
let panel: Page;

beforeAll(async () => {
  const files = writeSmallWorkspace(`${folder.path}/files`);
  api = await startApi(`${folder.path}/data`, Object.values(files));
  open = await launchChromium();
  const session = await open.browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  options = await connect(open, { address: api.address, token: api.token, name: '测试' });
  ({ tab } = await openSite(open, URLS.feed));
  await waitForBadges(tab, 2);
  panel = await openPanel(tab);
});
afterAll(async () => {
  await open?.browser.close();
  await api?.stop();
  folder.remove();
});

interface Tabs {
  chrome: { tabs: { query(which: { active: boolean }): Promise<{ id?: number }[]> } };
}

/** The panel as a page of its own, about a tab. */
async function openPanel(about: Page): Promise<Page> {
  await about.bringToFront();
  const tabId = await options.evaluate(
    async () => (await (globalThis as unknown as Tabs).chrome.tabs.query({ active: true }))[0]?.id,
  );
  const page = await open.browser.newPage();
  await page.setViewport({ width: 400, height: 800 });
  await page.goto(`chrome-extension://${open.extensionId}/src/panel/panel.html?tab=${tabId}`);
  await page.waitForSelector('table');
  return page;
}

const t = (key: MessageKey, params = {}) => say('zh_CN', key, params);
/** What is drawn in each row of the table, without what is only spoken. */
const rows = (page: Page) =>
  page.$$eval('tbody tr', (lines) =>
    lines.map((line) =>
      [...line.querySelectorAll('.title, .figure .number > [aria-hidden]')].map(({ textContent }) => textContent),
    ),
  );
const show = async (view: View) => {
  await panel.bringToFront();
  await panel.locator(`label ::-p-text(${t(`panel_view_${view}`)})`).click();
};

// 07-01…07-15: 15 × 40 people, 15 × ¥500 = ¥7,500 ÷ 600 = ¥12.50, 15 × ¥1,000 = 1.5万, ÷ 7,500 = 2. JD, 07-01…07-14:
// 14 × 20 viewers, 14 × ¥500 = ¥7,000 ÷ 280 = ¥25, 14 × ¥500 = ¥7,000, ÷ 7,000 = 1; both with other shops’ spend in it.
const BOTH = [
  '两边都卖的笔记',
  '¥7,000.00',
  '600',
  '—',
  '¥12.50',
  '¥1.50万',
  '≥2.00',
  '280',
  '¥25.00',
  '¥7,000.00',
  '≥1.00',
];
// 15 × 20, 15 × ¥100 = ¥1,500 ÷ 300 = ¥5, 15 × ¥200 = ¥3,000 ÷ 1,500 = 2.
// The GMV of both is in one unit.
const ONLY = ['只卖淘宝的笔记', '¥1,500.00', '300', '—', '¥5.00', '¥0.30万', '2.00'];

/** People · their cost · ROI · GMV as each surface calls them. */
const NAMES = {
  taobao: {
    shop: t('badge_shop_taobao'),
    badge: ['进店UV', '进店UV成本', 'ROI'],
    card: ['进店UV', '进店UV成本', 'ROI', '任务商品成交GMV'],
    table: ['进店UV（人·天）', 'UV成本', 'ROI', 'GMV'],
  },
  jd: {
    shop: t('badge_shop_jd'),
    badge: ['商详UV', '商详UV成本', 'ROI'],
    card: ['商详UV', '商详UV成本', 'ROI', '任务商品成交GMV'],
    table: ['商详UV（人·天）', 'UV成本', 'ROI', 'GMV'],
  },
};
const ONE_LITERAL = [
  {
    on: 'a product of two notes, whose numbers are bands',
    url: URLS.tmall,
    badges: 1,
    titles: ['测试面霜'],
    // Two notes, 600 and 300 people; ¥9,000 ÷ 900 to ÷ 600; ¥15,000 and ¥3,000, ÷ ¥9,000.
    shops: { taobao: ['600–900', '¥10.00–15.00', '≥1.67', '¥15,000.00–18,000.00'] },
    raw: {
      [t('panel_sheet_low', { name: '淘宝/天猫 GMV' })]: '15000',
      [t('panel_sheet_high', { name: '淘宝/天猫 GMV' })]: '18000',
    },
  },
  {
    on: 'a feed, of a note on both platforms',
    url: URLS.feed,
    badges: 2,
    titles: [BOTH[0], ONLY[0]],
    shops: { taobao: ['600', '¥12.50', '≥2.00', '¥15,000.00'], jd: ['280', '¥25.00', '≥1.00', '¥7,000.00'] },
    raw: { [t('panel_sheet_raw', { name: '淘宝/天猫 GMV' })]: '15000' },
  },
];

it('lists what is on the page, what sold most first, and sorts by a heading, or by a list where there is no room', async () => {
  expect(await rows(panel)).toEqual([BOTH, ONLY]);
  await panel.setViewport({ width: 1200, height: 800 });
  const heading = `th:nth-child(4) .sort`;
  await panel.locator(heading).click();
  // Of a cost per visitor the lowest is the best; both rest on enough people.
  expect(await rows(panel)).toEqual([ONLY, BOTH]);
  expect(await panel.$$eval('[aria-sort]:not([aria-sort=none])', (all) => all.map(({ ariaSort }) => ariaSort))).toEqual(
    ['ascending'],
  );
  await panel.locator(heading).click();
  await panel.locator(heading).click();
  expect(await rows(panel)).toEqual([BOTH, ONLY]);

  await panel.setViewport({ width: 400, height: 800 });
  await tabTo(panel, t('panel_sort'));
  // 默认, 花费, 进店UV, 搜索进店UV, UV成本.
  for (let step = 0; step < 4; step += 1) await panel.keyboard.press('ArrowDown');
  expect(await rows(panel)).toEqual([ONLY, BOTH]);
  await tabTo(panel, t('panel_sort_turn'));
  await panel.keyboard.press('Enter');
  expect(await rows(panel)).toEqual([BOTH, ONLY]);
  expect(await panel.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
  await panel.reload();
  await panel.waitForSelector('tbody tr');
});

it.each(ONE_LITERAL)(
  'has one literal with badge, card, popup and both files, to the last digit, on $on',
  async (page) => {
    await tab.bringToFront();
    await tab.goto(page.url);
    const [badge = ''] = await waitForBadges(tab, page.badges);
    const popup = await openPopup(open, tab);
    await popup.waitForSelector('.on-page li .cells');
    const listed = await popup.$eval('.on-page li', (line) => ({
      spoken: line.querySelector('.spoken')?.textContent ?? '',
      drawn: [...line.querySelectorAll('.cells .number')].map((number) => number.lastChild?.textContent),
    }));
    await closePopup(popup, open.browser);
    const card = await openCard(tab);
    const cards = { taobao: await cardLines(card, 'taobao'), jd: await cardLines(card, 'jd') };
    await tab.keyboard.press('Escape');
    await expect.poll(async () => (await rows(panel)).map(([title]) => title)).toEqual(page.titles);
    const [csv = {}] = await readTable(await exported('CSV'));
    const [xlsx = {}] = await readTable(await exported('Excel'));

    for (const [shop, literals] of Object.entries(page.shops)) {
      const names = NAMES[shop as keyof typeof NAMES];
      const inFiles = names.table.map((name) => `${names.shop} ${name}`);
      expect(inFiles.map((heading) => csv[heading])).toEqual(literals);
      expect(inFiles.map((heading) => xlsx[heading])).toEqual(literals);
      const figures = await panel.$$eval(`tbody tr:first-child [data-group=${shop}]`, (cells) =>
        cells.map((one) => [
          one.querySelector('.of')?.textContent,
          one.querySelector('.number')?.getAttribute('title'),
        ]),
      );
      const table: Record<string, string> = Object.fromEntries(figures);
      expect(names.table.map((name) => table[name])).toEqual(literals);
      expect(names.card.map((name) => written(cards[shop as keyof typeof cards][name]))).toEqual(literals);
      // Badge and popup have the first three.
      const three = literals.slice(0, 3);
      expect(names.badge.map((name) => written(saidOf(badge, names.shop, name)))).toEqual(three);
      expect(names.badge.map((name) => written(saidOf(listed.spoken, names.shop, name)))).toEqual(three);
    }
    expect(listed.drawn.map((text) => text?.replace(/^ROI /, ''))).toEqual(
      Object.values(page.shops).flatMap((literals) => literals.slice(0, 3)),
    );
    // Beside each literal stands the number itself, and where it comes from.
    expect(csv[t('panel_sheet_as_of', { name: NAMES.taobao.shop })]).toBe('2026-07-15');
    expect(csv[t('panel_sheet_sources', { name: NAMES.taobao.shop })]).toContain('种草星河');
    for (const [heading, raw] of Object.entries(page.raw)) expect([csv[heading], xlsx[heading]]).toEqual([raw, raw]);
  },
);

/** Presses the button. @returns where the file is */
async function exported(format: 'CSV' | 'Excel'): Promise<string> {
  await panel.bringToFront();
  await panel.locator(`button ::-p-text(${format})`).click();
  return saved(format === 'CSV' ? 'csv' : 'xlsx');
}

/** Where what was saved last is, as the panel says. */
async function saved(ending: string): Promise<string> {
  const nameSaid = () => panel.$eval('.said', (said) => /grasslens-[\w.-]+/.exec(said.textContent ?? '')?.[0] ?? '');
  await expect.poll(nameSaid).toMatch(new RegExp(`\\.${ending}$`));
  const path = `${downloads}/${await nameSaid()}`;
  await expect.poll(() => existsSync(path)).toBe(true);
  return path;
}

/** The remarks that the API has. */
async function remarks(): Promise<string[]> {
  const response = await fetch(`${api.address}/v1/marks`, { headers: { authorization: `Bearer ${api.token}` } });
  const { marks }: MarksResponse = await response.json();
  return Object.values(marks).map(({ remark }) => remark);
}

it('marks by keyboard alone, filters by marks, and compares', async () => {
  await panel.reload();
  await panel.waitForSelector('tbody tr');
  await tabTo(panel, t('panel_compare_this', { title: '两边都卖的笔记' }));
  await panel.keyboard.press('Space');
  await tabTo(panel, t('panel_mark_of', { title: '两边都卖的笔记' }));
  // From 未标记 to the first decision, 加投.
  await panel.keyboard.press('ArrowDown');
  await panel.waitForSelector('.said ::-p-text(标记已保存)');
  await tabTo(panel, t('panel_remark_of', { title: '两边都卖的笔记' }));
  await panel.keyboard.type('=再投一周');
  await panel.keyboard.press('Enter');
  await expect.poll(remarks).toEqual(['=再投一周']);
  await tabTo(panel, t('panel_compare_this', { title: '只卖淘宝的笔记' }));
  await panel.keyboard.press('Space');

  await panel.reload();
  await panel.waitForSelector('.remark');
  expect(await panel.$eval('.remark', (remark) => (remark as HTMLInputElement).value)).toBe('=再投一周');
  await tabTo(panel, t('panel_export_csv'));
  await panel.keyboard.press('Enter');
  const [marked] = await readTable(await saved('csv'));
  expect([marked?.[t('panel_mark')], marked?.[t('panel_remark')]]).toEqual(['加投', "'=再投一周"]);
  await tabTo(panel, t('panel_filter'));
  await panel.keyboard.press('End');
  expect((await rows(panel)).map(([title]) => title)).toEqual(['只卖淘宝的笔记']);
});

it('compares what is ticked and names the best only among numbers that may be ranked', async () => {
  await panel.reload();
  await panel.waitForSelector('tbody tr');
  for (const box of await panel.$$('tbody input[type=checkbox]')) await box.click();
  await show('compare');
  await panel.waitForSelector('table.compared');
  const best = await panel.$$eval('td.best', (cells) =>
    cells.map((one) => one.querySelector('[aria-hidden]')?.textContent),
  );
  // ROI ≥2.00 is a bound and takes no part; of visitors 600, of their cost ¥5.00, of GMV 1.5万 is the best.
  expect(best).toEqual(['600', '¥5.00', '¥1.50万']);
  expect(await violations(panel)).toEqual([]);
});

it('reads pasted links and says of every other line what it is', async () => {
  await show('pasted');
  const lines = [
    `https://detail.tmall.com/item.htm?id=${TAOBAO_ITEM}`,
    `https://item.jd.com/${JD_SKU}.html`,
    'http://xhslink.com/a/b',
    `https://www.xiaohongshu.com/explore/${STRANGER}`,
  ];
  await panel.locator('textarea').fill(lines.join('\n'));
  await panel.locator(`button ::-p-text(${t('panel_paste_read')})`).click();
  await panel.waitForSelector('tbody tr');
  const told = await panel.$$eval('.problems li', (all) => all.map(({ textContent }) => textContent));
  expect(told).toEqual([
    expect.stringContaining(t('panel_paste_short')),
    expect.stringContaining(t('panel_paste_not_ours')),
  ]);
  // Two notes sell the item: 600 to 900 people, ¥10 to ¥15 each; its ROI 1.67 to 2.
  const [item, sku] = await rows(panel);
  expect(item).toEqual(expect.arrayContaining(['600–900', '¥10.00–15.00', '≥1.67']));
  expect(sku).toEqual(expect.arrayContaining(['280', '¥25.00']));
  expect(await violations(panel)).toEqual([]);
});

it('shows the tasks with their platforms side by side, and a task’s notes', async () => {
  await show('tasks');
  await panel.waitForSelector('tbody tr');
  const tasks = await rows(panel);
  expect(tasks.map(([title]) => title)).toEqual(['7001', '测试任务']);
  expect(await violations(panel)).toEqual([]);
  await panel.locator('tbody tr:nth-child(2) .title').click();
  await panel.waitForSelector(`h2 ::-p-text(测试任务)`);
  await expect.poll(() => rows(panel)).toEqual([BOTH]);
  await panel.locator(`button ::-p-text(${t('panel_task_back')})`).click();
});

it('goes on in quiet mode, when nothing is drawn on the page any more', async () => {
  await show('page');
  await panel.locator('.switch').click();
  await expect.poll(() => waitForBadges(tab, 0)).toEqual([]);
  await tab.bringToFront();
  await tab.goto(URLS.note);
  await expect.poll(() => rows(panel)).toEqual([BOTH]);
  expect(await waitForBadges(tab, 0)).toEqual([]);
  expect(await violations(panel)).toEqual([]);

  // The popup, opened before the page has had time to report, does not say that it is not supported.
  await tab.goto(URLS.feed, { waitUntil: 'domcontentloaded' });
  const popup = await openPopup(open, tab);
  const said = await popup.$eval('.on-page', (section) => section.textContent);
  expect(said).not.toContain(t('popup_not_a_site'));
  await popup.waitForSelector('.on-page li:nth-child(2)');
  await closePopup(popup, open.browser);
  await panel.bringToFront();
  await panel.locator('.switch').click();
  await tab.bringToFront();
  expect(await waitForBadges(tab, 2)).toHaveLength(2);
});

it('opens beside the page from the popup and follows the tab in front', async () => {
  const popup = await openPopup(open, tab);
  const opening = open.browser.waitForTarget((target) => target.url().endsWith('/src/panel/panel.html'));
  await popup.locator(`button ::-p-text(${t('popup_panel')})`).click();
  const side = await (await opening).asPage();
  await expect.poll(() => rows(side)).toEqual([BOTH, ONLY]);
  const { tab: other } = await openSite(open, URLS.jd);
  await expect.poll(async () => (await rows(side)).map(([title]) => title)).toEqual(['测试面霜 京东']);
  await other.close();
});

it('has nothing that axe finds wrong in the popup, and finds a product there', async () => {
  const { tab: feed } = await openSite(open, URLS.feed);
  await waitForBadges(feed, 2);
  const popup = await openPopup(open, feed);
  await popup.waitForSelector('.on-page li');
  await tabTo(popup, t('popup_search'));
  await popup.keyboard.type('面霜');
  await popup.keyboard.press('Enter');
  await popup.waitForSelector('.found li');
  expect(await popup.$$eval('.found .title', (titles) => titles.map(({ textContent }) => textContent))).toEqual([
    '测试面霜 京东',
    '测试面霜',
  ]);
  // 京准通 ends a day before 星河 and two before 聚光.
  await expect
    .poll(() => popup.$eval('.coverage', (line) => line.textContent))
    .toContain(`${t('popup_missing_days', { days: 2 })}`);
  expect(await violations(popup)).toEqual([]);
  await closePopup(popup, open.browser);
  await feed.close();
});

it('takes targets by keyboard, which verdicts then follow, and has nothing that axe finds wrong in the options', async () => {
  await options.bringToFront();
  await options.reload();
  await options.waitForSelector('.target input');
  expect(await violations(options)).toEqual([]);
  const target = (at: number) => options.locator(`.target:first-of-type label:nth-of-type(${at}) input`);
  // Both notes’ visitors cost ¥12.50 and ¥5.00: under ¥20 is good.
  await target(1).fill('20');
  await target(2).fill('40');
  await tabTo(options, t('options_targets_save'));
  await options.keyboard.press('Enter');
  await options.waitForSelector(`.said .good ::-p-text(${t('options_saved')})`);
  const response = await fetch(`${api.address}/v1/targets`, { headers: { authorization: `Bearer ${api.token}` } });
  expect(((await response.json()) as TargetsResponse).targets).toEqual({ cost_per_visitor: { good: 2000, bad: 4000 } });
  await tabTo(options, t('options_cache_clear'));
  await options.keyboard.press('Enter');
  await options.waitForSelector(`::-p-text(${t('options_cache_cleared')})`);
});

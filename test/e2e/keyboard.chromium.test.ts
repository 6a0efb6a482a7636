import { writeFileSync } from 'node:fs';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MarksResponse } from '../../src/api/contract-detail';
import { waitForBadges } from '../../src/demo/show/badges';
import type { OpenBrowser } from '../../src/demo/show/browser';
import { closePopup, openPopup } from '../../src/demo/show/extension-pages';
import { type MessageKey, say } from '../../src/text/text';
import { type RunningApi, startApi, tempFolder } from '../support/api';
import { launchChromium, openSite } from '../support/chromium';
import { tabTo } from '../support/keys';
import { URLS } from '../support/site-pages';
import { TAOBAO_ITEM, writeSmallWorkspace } from '../support/small-workspace';

/** Every action that there is, by the keyboard alone. What `panel.chromium.test.ts` does by it is not done again. */
const folder = tempFolder();
let api: RunningApi;
let open: OpenBrowser;
let options: Page;
let feed: Page;

beforeAll(async () => {
  const files = writeSmallWorkspace(`${folder.path}/files`);
  api = await startApi(`${folder.path}/data`, Object.values(files));
  open = await launchChromium();
  options = await open.browser.newPage();
  await options.goto(`chrome-extension://${open.extensionId}/src/options/options.html`);
});
afterAll(async () => {
  await open?.browser.close();
  await api?.stop();
  folder.remove();
});

const t = (key: MessageKey, params = {}) => say('zh_CN', key, params);
const says = (page: Page, text: string) => page.waitForSelector(`::-p-text(${text})`);
/** Goes to what has this name, and presses a key there. */
async function press(page: Page, name: string, ...keys: ('Enter' | 'Space' | 'ArrowRight' | 'ArrowDown')[]) {
  await tabTo(page, name, 250);
  for (const key of keys) await page.keyboard.press(key);
}
/** What is chosen on a page: lists, boxes and radio buttons by their labels. */
const chosen = (page: Page) =>
  page.$$eval('select, input:checked', (all) =>
    all.map((one) =>
      one instanceof HTMLSelectElement
        ? one.selectedOptions[0]?.text
        : (one as HTMLInputElement).labels?.[0]?.textContent,
    ),
  );

it('connects, and sets every option', async () => {
  await options.waitForSelector('#address');
  // The browser speaks another language than its user.
  await tabTo(options, say('en', 'options_language_auto'), 250);
  await options.keyboard.press('ArrowRight');
  await says(options, t('options_address'));
  await tabTo(options, t('options_address'));
  await options.keyboard.type(api.address);
  await tabTo(options, t('options_token'));
  await options.keyboard.type(api.token);
  await press(options, t('options_test'), 'Enter');
  await options.waitForSelector('.result .good');
  await press(options, t('options_connect'), 'Enter');
  await says(options, t('options_connected'));

  await press(options, t('measure_part_quote'), 'Space');
  await press(options, t('options_window_days', { days: 15 }), 'ArrowRight');
  await press(options, t('options_caliber_source'), 'ArrowRight');
  // The first place on a note: from 进店UV / 商详UV on to UV成本, which changes places with it.
  await press(options, t('options_badge_place', { place: 1 }), 'ArrowDown');
  await press(options, t('site_name_taobao'), 'Space');
  await options.reload();
  await options.waitForSelector('#address');
  const kept = await chosen(options);
  expect(kept.slice(0, 4)).toEqual([t('measure_part_quote'), '聚光', '30 天', t('options_caliber_click')]);
  expect(kept).toContain('UV成本');
  expect(kept.filter((one) => one === t('site_name_taobao'))).toEqual([]);
  const [first, second] = await options.$$eval('.places select', (all) =>
    all.map((one) => (one as HTMLSelectElement).value),
  );
  expect([first, second]).toEqual(['cost_per_person', 'people']);

  // And back, as the other tests of this file expect it.
  await press(options, t('measure_part_quote'), 'Space');
  await tabTo(options, t('options_window_days', { days: 30 }));
  await options.keyboard.press('ArrowLeft');
  await tabTo(options, t('options_caliber_click'));
  await options.keyboard.press('ArrowLeft');
  await tabTo(options, t('options_badge_place', { place: 1 }));
  await options.keyboard.press('ArrowUp');
  await press(options, t('site_name_taobao'), 'Space');
});

it('switches the language, clears the cache, and copies diagnostics without a secret in them', async () => {
  const title = () => options.title();
  expect(await title()).toBe(t('options_title'));
  await press(options, t('options_language_zh'), 'ArrowRight');
  await expect.poll(title).toBe(say('zh_TW', 'options_title'));
  await options.keyboard.press('ArrowLeft');
  await expect.poll(title).toBe(t('options_title'));

  await press(options, t('options_cache_clear'), 'Enter');
  await says(options, t('options_cache_cleared'));
  await press(options, t('options_diagnostics_copy'), 'Enter');
  const report = await options.waitForSelector(`textarea[aria-label="${t('options_diagnostics')}"]`);
  const text = (await report?.evaluate((one) => (one as HTMLTextAreaElement).value)) ?? '';
  expect(JSON.parse(text)).toMatchObject({ connection: 'api', status: 'ok', connections: 1 });
  const { host, port } = new URL(api.address);
  for (const secret of [api.token, host, port, '/work']) expect(text).not.toContain(secret);
  // Each that could observe something is named, and what.
  const told = await options.$$eval('section[aria-labelledby=privacy] dt', (all) => all.map((one) => one.textContent));
  expect(told).toEqual((['xhs', 'taobao', 'jd', 'api'] as const).map((who) => t(`options_privacy_${who}_name`)));
});

/** The card's own document, once it says something. */
async function card(): Promise<Frame> {
  let frame: Frame | undefined;
  await expect
    .poll(async () => {
      frame = feed.frames()[1];
      return (await frame?.$('.row').catch(() => null)) !== null && frame !== undefined;
    })
    .toBe(true);
  if (!frame) throw new Error('no card opened');
  return frame;
}
const inCard = (frame: Frame) =>
  frame.evaluate(() => {
    const { activeElement: at } = document;
    const why = at?.querySelector('.why');
    return {
      name: at?.getAttribute('aria-label') ?? '',
      why: why && getComputedStyle(why).visibility === 'visible' ? why.getAttribute('data-v') : null,
    };
  });
/** Goes on in the card until something whose name begins so has the keyboard. */
async function tabInCard(frame: Frame, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  for (let step = 0; step < 60; step += 1) {
    const at = await inCard(frame);
    if (at.name.startsWith(name)) return at;
    if (key === 'Shift+Tab') await feed.keyboard.down('Shift');
    await feed.keyboard.press('Tab');
    if (key === 'Shift+Tab') await feed.keyboard.up('Shift');
  }
  throw new Error(`the tab key does not lead to ${name} in the card`);
}

it('opens a card from its badge, reads its explanations, marks with a remark, copies, opens a product and comes back', async () => {
  ({ tab: feed } = await openSite(open, URLS.feed));
  await waitForBadges(feed, 2);
  const onBadge = () => feed.evaluate(() => document.activeElement?.matches('div:empty') ?? false);
  for (let step = 0; step < 12 && !(await onBadge()); step += 1) await feed.keyboard.press('Tab');
  expect(await onBadge()).toBe(true);
  await feed.keyboard.press('Enter');
  const frame = await card();
  await expect.poll(async () => (await inCard(frame)).name).toBe(t('card_close'));

  expect((await tabInCard(frame, '进店UV成本')).why).toBe('进店UV成本：花费 ÷ 进店UV（按日累计）。越低越好。');
  await tabInCard(frame, t('card_remark'), 'Shift+Tab');
  await feed.keyboard.type('再看三天');
  await tabInCard(frame, t('badge_decision_watch'), 'Shift+Tab');
  await feed.keyboard.press('Space');
  const marks = async () => {
    const response = await fetch(`${api.address}/v1/marks`, { headers: { authorization: `Bearer ${api.token}` } });
    return Object.values(((await response.json()) as MarksResponse).marks).map(({ decision, remark }) => [
      decision,
      remark,
    ]);
  };
  await expect.poll(marks).toEqual([['watch', '再看三天']]);

  await tabInCard(frame, t('card_copy_text'));
  await feed.keyboard.press('Enter');
  await expect
    .poll(() => frame.$eval('footer [role=status]', (one) => one.getAttribute('data-v')))
    .toBe(t('card_copied'));
  await tabInCard(frame, '测试面霜：', 'Shift+Tab');
  const product = open.browser.waitForTarget((one) => one.url().includes(`id=${TAOBAO_ITEM}`));
  await feed.keyboard.press('Enter');
  await (await (await product).page())?.close();
  await feed.bringToFront();
  await feed.keyboard.press('Escape');
  await expect.poll(() => feed.frames().length).toBe(1);
  expect(await onBadge()).toBe(true);
});

it('chooses, searches, goes to what is on the page, and switches in the popup', async () => {
  const popup = await openPopup(open, feed);
  await popup.waitForSelector('.on-page li');
  await tabTo(popup, t('popup_range_publication'));
  await popup.keyboard.press('ArrowLeft');
  await expect.poll(() => chosen(popup)).toContain(t('popup_range_days', { days: 30 }));
  await popup.keyboard.press('ArrowRight');
  await tabTo(popup, t('popup_search'));
  await popup.keyboard.type('面霜');
  await popup.keyboard.press('Tab');
  await popup.keyboard.press('Enter');
  await popup.waitForSelector('.found li');
  await press(popup, '只卖淘宝的笔记', 'Enter');
  expect(await popup.$$eval('.on-page [role=status]', (all) => all.map((one) => one.textContent).join(''))).toBe('');
  for (const [name, left] of [
    [t('popup_quiet'), 0],
    [t('popup_quiet'), 2],
    [t('popup_draw'), 0],
    [t('popup_draw'), 2],
    [t('popup_site_xhs'), 0],
    [t('popup_site_xhs'), 2],
  ] as const) {
    await press(popup, name, 'Space');
    await expect.poll(() => waitForBadges(feed, left).then((all) => all.length), { timeout: 15_000 }).toBe(left);
  }
  await closePopup(popup, open.browser);
});

it('changes views, opens a task, pastes, compares, exports and goes quiet in the panel', async () => {
  const panel = await open.browser.newPage();
  await panel.setViewport({ width: 400, height: 800 });
  await panel.goto(`chrome-extension://${open.extensionId}/src/panel/panel.html`);
  await press(panel, t('panel_view_page'), 'ArrowRight');
  await panel.waitForSelector('tbody tr');
  await press(panel, '测试任务', 'Enter');
  await panel.waitForSelector('h2 ::-p-text(测试任务)');
  await press(panel, t('panel_task_back'), 'Enter');
  await press(panel, t('panel_view_tasks'), 'ArrowRight');
  await panel.waitForSelector('textarea');
  await tabTo(panel, t('panel_paste_label', { most: 200 }));
  await panel.keyboard.type(`https://detail.tmall.com/item.htm?id=${TAOBAO_ITEM}`);
  await panel.keyboard.press('Enter');
  await panel.keyboard.type(URLS.note);
  await press(panel, t('panel_paste_read'), 'Enter');
  await panel.waitForSelector('tbody tr:nth-child(2)');
  await press(panel, t('panel_export_csv'), 'Enter');
  await panel.waitForSelector('.said ::-p-text(.csv)');
  for (const title of ['测试面霜', '两边都卖的笔记']) await press(panel, t('panel_compare_this', { title }), 'Space');
  await press(panel, t('panel_view_pasted'), 'ArrowRight');
  await panel.waitForSelector('table.compared');
  await press(panel, `${t('panel_compare_drop')}测试面霜`, 'Enter');
  await says(panel, t('panel_compare_how', { least: 2, most: 5 }));
  await press(panel, t('popup_quiet'), 'Space');
  await feed.bringToFront();
  await expect.poll(() => waitForBadges(feed, 0)).toEqual([]);
  await panel.bringToFront();
  await press(panel, t('popup_quiet'), 'Space');
  await panel.close();
});

it('takes leave of a connection, imports a file, takes it back, and clears all', async () => {
  await options.bringToFront();
  await press(options, t('options_disconnect'), 'Enter');
  await press(options, t('options_disconnect_yes'), 'Enter');
  await says(options, t('options_disconnected'));
  const file = `${folder.path}/keyboard.csv`;
  writeFileSync(
    file,
    '日期,内容ID,流量类型,归因周期,阅读/播放UV,进店UV\n2026-07-01,6a447420000000002301a001,全部流量,15,1000,40\n',
  );
  const choosing = options.waitForFileChooser();
  await press(options, t('files_choose'), 'Enter');
  await (await choosing).accept([file]);
  await options.waitForSelector('.files li');
  await tabTo(options, t('files_name'), 250);
  await options.keyboard.type('键盘');
  await press(options, t('files_import', { count: 1 }), 'Enter');
  await says(options, t('files_imported', { count: 1 }));
  await press(options, t('files_undo_file', { file: 'keyboard.csv' }), 'Enter');
  await expect.poll(() => options.$$(`[aria-label="${t('files_undo_file', { file: 'keyboard.csv' })}"]`)).toEqual([]);
  await press(options, t('files_wipe'), 'Enter');
  await press(options, t('files_wipe_yes'), 'Enter');
  await expect
    .poll(() => options.$$eval('button', (all) => all.map((one) => one.textContent)))
    .not.toContain(t('files_wipe_yes'));
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { build } from 'vite';
import { bench } from 'vitest';
import { eachDay } from '../../src/metrics/days';
import { importChosen, launchTrapped, openOptions, openTrap, words } from '../e2e/files/support';

/** Files in the browser, in real Chromium through the shipped extension: prints its figures, asserts none. */

const note = (n: number) => `6841f0${n.toString(16).padStart(18, '0')}`;
const DAYS = eachDay('2026-07-01', '2026-07-30');

function juguang(dir: string, rows: number): string {
  const notes = Math.ceil(rows / DAYS.length);
  const lines = DAYS.flatMap((day) =>
    Array.from({ length: notes }, (_, n) => `${day},${note(n)},${n % 90}.50,${n},${n % 17},1,2,3,4,5,15`),
  ).slice(0, rows);
  const path = join(dir, `rows-${rows}.csv`);
  writeFileSync(path, ['时间,笔记ID,消费,展现量,点击量,点赞,评论,收藏,关注,分享,互动量', ...lines].join('\n'));
  return path;
}

/** The script that looks up, built as one. */
async function lookup(): Promise<string> {
  const entry = new URL('./files/lookup.ts', import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { write: false, lib: { entry, formats: ['iife'], name: 'lookup' } },
  });
  const [first] = [built].flat();
  if (!first || !('output' in first)) throw new Error('not built');
  return first.output[0].code;
}

const upload = async (page: Page, path: string) =>
  ((await page.$('.drop input[type="file"]')) as ElementHandle<HTMLInputElement>).uploadFile(path);

/** How long 60 subjects of the active set take, ms, median of several. */
async function timed(page: Page, script: string, subjects: readonly string[]): Promise<number> {
  await page.evaluate(script);
  return page.evaluate(async (asked) => {
    const own = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: unknown): Promise<{ value: { connection: { id: string } } }> } };
      sourceOf(set: string): { metrics(subjects: readonly string[], question: object): Promise<unknown> };
    };
    const { value } = await own.chrome.runtime.sendMessage({ question: 'state', request: null });
    const source = own.sourceOf(value.connection.id);
    const range = { last: 15, to: '2026-07-30' };
    const question = { range, window: 15, caliber: 'source', costScope: ['juguang'] };
    const times: number[] = [];
    for (let run = 0; run < 21; run++) {
      const begun = performance.now();
      await source.metrics(asked, question);
      times.push(performance.now() - begun);
    }
    return times.sort((a, b) => a - b)[10] ?? 0;
  }, subjects);
}

bench(
  '200,000 rows imported, and 60 subjects looked up among them and among 2,000',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'grasslens-bench-'));
    const trap = await openTrap();
    const { browser, extensionId } = await launchTrapped(trap.port);
    try {
      const script = await lookup();
      const subjects = Array.from({ length: 60 }, (_, n) => `xhs/note/${note(n)}`);
      const page = await openOptions(browser, extensionId);
      await upload(page, juguang(dir, 2_000));
      await page.locator('#files-name').fill('small');
      await importChosen(page, 1);
      const small = await timed(page, script, subjects);
      await page.locator('#files-name').fill('large');
      await page.locator(`button ::-p-text(${words('files_new')})`).click();
      await page.waitForSelector(`::-p-text(${words('files_none')})`);
      await page.evaluate(() => {
        const own = globalThis as unknown as { longest: number };
        own.longest = 0;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) own.longest = Math.max(own.longest, duration);
        }).observe({ entryTypes: ['longtask'] });
      });
      let peak = 0;
      const polling = setInterval(async () => {
        for (const worker of page.workers()) {
          const usage = await worker.client.send('Runtime.getHeapUsage').catch(() => null);
          peak = Math.max(peak, usage?.usedSize ?? 0);
        }
      }, 50);
      const begun = performance.now();
      await upload(page, juguang(dir, 200_000));
      await importChosen(page, 1);
      const took = performance.now() - begun;
      clearInterval(polling);
      const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
      const large = await timed(page, script, subjects);
      console.log(
        `preview and import of 200,000 rows ${(took / 1000).toFixed(1)} s; worker's heap at most ${Math.round(peak / 1024 ** 2)} MB; ` +
          `longest task of the page ${Math.round(longest)} ms (0: none of 50 ms); 60 subjects among 2,000 rows ` +
          `${small.toFixed(1)} ms, among 200,000 ${large.toFixed(1)} ms: ${(large / small).toFixed(2)} ×`,
      );
    } finally {
      await browser.close();
      await trap.close();
      rmSync(dir, { recursive: true, force: true });
    }
  },
  { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 },
);

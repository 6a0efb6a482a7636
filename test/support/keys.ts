import type { Page } from 'puppeteer-core';

/** Goes on by the tab key until an element of this accessible name or text has the focus. @throws Error when none gets it */
export async function tabTo(page: Page, name: string, most = 80): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement: at } = document;
      const labels = at && 'labels' in at ? [...((at as HTMLInputElement).labels ?? [])] : [];
      return [
        at?.getAttribute('aria-label'),
        at?.textContent,
        ...labels.flatMap((label) => [label.textContent, label.firstElementChild?.textContent]),
      ];
    });
    if (focused.some((text) => text?.trim() === name)) return;
  }
  throw new Error(`the tab key does not lead to ${name}`);
}

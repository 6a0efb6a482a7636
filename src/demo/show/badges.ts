import type { Page } from 'puppeteer-core';
import { LOCALES, say } from '../../text/text';

/** How every badge's label begins, in any language, and the one that is still being asked. */
const OPENINGS = LOCALES.map((locale) => opening(say(locale, 'badge_spoken')));
const LOADING = LOCALES.map((locale) => say(locale, 'badge_spoken_loading'));

function opening(sentence: string): string {
  return sentence.slice(0, sentence.indexOf('{'));
}

/** Whether a label in the accessibility tree is a badge's with its answer in it. */
export function isAnsweredBadge(label: string): boolean {
  return OPENINGS.some((words) => label.startsWith(words)) && !LOADING.includes(label);
}

/**
 * The badges of a tab as a screen reader gets them, in the order of the page. The accessibility tree shows
 * what is drawn in closed shadow roots as well; nothing of the extension's takes part in this.
 */
export async function readBadges(tab: Page): Promise<string[]> {
  const session = await tab.createCDPSession();
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    return nodes
      .filter((node) => !node.ignored && node.role?.value === 'button')
      .map((node) => String(node.name?.value ?? ''))
      .filter(isAnsweredBadge);
  } finally {
    await session.detach();
  }
}

const POLL_MS = 200;

/**
 * Waits until a tab has `count` answered badges and has had no more for a moment.
 * @returns What stands there in the end, also when the time is up.
 */
export async function waitForBadges(tab: Page, count: number, timeoutMs = 20_000): Promise<string[]> {
  const end = Date.now() + timeoutMs;
  let settled = 0;
  for (;;) {
    const badges = await readBadges(tab);
    settled = badges.length === count ? settled + 1 : 0;
    if (settled > 2 || Date.now() > end) return badges;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

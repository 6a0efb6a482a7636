import type { DemoPage } from '../pages/pages';
import { waitForBadges } from './badges';
import { type OpenBrowser, servePages } from './browser';
import { closePopup, openPopup, recognised } from './extension-pages';
import { takePictures } from './pictures';

/** What one page of the demo came to. */
export interface Shown {
  page: DemoPage;
  /** Subjects that the extension found on it, ours or not, as its popup says. */
  found: number | null;
  /** Badges as a screen reader gets them. */
  badges: string[];
}

export interface Showing {
  open: OpenBrowser;
  pages: readonly DemoPage[];
  /** Addresses that were asked for and refused, over all tabs. */
  refused: string[];
  pictures: string;
  /** The page over which the popup's picture is taken. */
  popupOver: string;
}

/** Opens a page in a tab of its own, waits for its badges and takes its pictures. */
export async function showPage(page: DemoPage, { open, pages, refused, pictures, popupOver }: Showing): Promise<Shown> {
  const tab = await open.browser.newPage();
  await servePages(tab, new Map(pages.map(({ url, html }) => [url, html])), refused);
  await tab.goto(page.url);
  const badges = await waitForBadges(tab, page.badges);
  await takePictures(tab, pictures, page.name);
  const popup = await openPopup(open, tab);
  const found = await recognised(popup);
  if (page.name === popupOver) await takePictures(popup, pictures, 'popup', { element: 'body' });
  await closePopup(popup, open.browser);
  return { page, found, badges };
}

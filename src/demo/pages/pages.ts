import { HOSTS } from '../../metrics/model/site-addresses';
import { PRODUCTS, productUrl } from '../workspace';
import { feed } from './feed';
import { jdItem } from './jd-item';
import { note, overlayOver } from './note';
import { taobaoItem } from './taobao-item';

/** A page of the demo, under the host name that it has in life. */
export interface DemoPage {
  /** Names its pictures. */
  name: string;
  url: string;
  html: string;
  /** How many subjects on it belong to the workspace: exactly so many badges are right. */
  badges: number;
}

/** One product page per shop: the first product that each sells. JD's is the one of the note that the note page shows. */
function productPages(): DemoPage[] {
  const shown = [
    { name: 'taobao-item', host: HOSTS.taobao, html: taobaoItem },
    { name: 'tmall-item', host: HOSTS.tmall, html: taobaoItem },
    { name: 'jd-item', host: HOSTS.jd, html: jdItem },
  ] as const;
  return shown.flatMap(({ name, host, html }) => {
    const product = PRODUCTS.find((one) => one.host === host);
    return product ? [{ name, url: productUrl(product), html: html(product), badges: 1 }] : [];
  });
}

export const DEMO_PAGES: readonly DemoPage[] = [
  { name: 'xhs-feed', url: `https://${HOSTS.xhs}/explore`, ...feed },
  { name: 'xhs-note', ...note },
  // All of the feed's, and the one in front.
  { name: 'xhs-overlay', ...overlayOver(feed.html), badges: feed.badges + 1 },
  ...productPages(),
];

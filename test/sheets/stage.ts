import type { Locale } from '../../src/text/text';
import type { Surface } from './face';
import { overflowing } from './overflow';

/**
 * One surface in one state, as the address says: `?popup/stale/en`. Without a state the document only lists what
 * there is, for the one who takes the pictures. Each surface brings its own style sheets, as its page does.
 */
const SURFACES: Record<string, () => Promise<{ surface: Surface }>> = {
  badge: () => import('./surfaces/badge'),
  card: () => import('./surfaces/card'),
  options: () => import('./surfaces/options'),
  panel: () => import('./surfaces/panel'),
  'panel-wide': async () => ({ surface: (await import('./surfaces/panel')).wide }),
  popup: () => import('./surfaces/popup'),
};

// What no page can look into is looked into here.
const { attachShadow } = Element.prototype;
Element.prototype.attachShadow = function (init) {
  return attachShadow.call(this, { ...init, mode: 'open' });
};

const [name = '', state = '', locale = 'zh_CN'] = decodeURIComponent(location.search.slice(1)).split('/');
if (name === '') {
  const all = Object.entries(SURFACES).map(async ([key, load]) => {
    const { width, states } = (await load()).surface;
    return { name: key, width, states: Object.keys(states) };
  });
  document.body.dataset.all = JSON.stringify(await Promise.all(all));
} else {
  const loaded = await SURFACES[name]?.();
  const stage = loaded?.surface.states[state];
  if (!stage) throw new Error(`no state ${state} of ${name}`);
  document.title = `${name}: ${state}`;
  await stage(locale as Locale);
  document.body.dataset.overflow = JSON.stringify(overflowing(document));
  document.body.dataset.ready = '';
}

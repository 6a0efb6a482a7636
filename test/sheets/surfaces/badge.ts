import { type BadgeChoice, DEFAULT_BADGE } from '../../../src/metrics/badge-choices';
import { badgeWords } from '../../../src/text/text';
import { createBadge, type Surface as Standing } from '../../../src/ui/badge';
import { type BadgeState, badgeModel } from '../../../src/ui/badge-model';
import { BADGE_STYLE } from '../../../src/ui/badge-style';
import type { Stage, Surface } from '../face';
import { ANSWERS } from '../samples';

/** A badge over a picture of a card, or after a title of a page: on grounds of neither the page's colour nor ours. */
function standing(surface: Standing, state: BadgeState, chosen: readonly BadgeChoice[] = DEFAULT_BADGE): Stage {
  return (locale) => {
    const card = document.createElement('section');
    const target = document.createElement(surface === 'card' ? 'div' : 'h2');
    const { style } = card;
    Object.assign(style, { position: 'relative', width: surface === 'card' ? '230px' : '420px', height: '150px' });
    if (surface === 'card') {
      Object.assign(target.style, { height: '150px', background: 'linear-gradient(135deg, #f7c6b0, #8fa6c9)' });
    } else {
      target.textContent = '防晒霜测评｜通勤党必看';
      Object.assign(target.style, { font: '18px sans-serif', margin: '0' });
    }
    card.append(target);
    document.body.style.margin = '0';
    // What a page has around it.
    const page = document.createElement('main');
    const title = document.createElement('h1');
    title.textContent = '发现';
    title.className = 'spoken';
    title.style.cssText = 'position:absolute;clip-path:inset(50%);font-size:1px;margin:0';
    page.append(title, card);
    document.body.append(page);
    const badge = createBadge(document, { locale, style: BADGE_STYLE });
    card.append(badge.host);
    badge.show(badgeModel(state, { locale, words: badgeWords(locale), chosen }, Date.now()), surface);
    badge.arrange(surface === 'card' ? 214 : 420, surface !== 'card');
    badge.stand(surface === 'card' ? { left: 8, top: 8, dot: false } : { left: 0, top: 28, dot: false });
  };
}

const SEARCH: readonly BadgeChoice[] = ['search', 'cost_per_search', 'gmv'];

const states: Surface['states'] = { loading: standing('card', { kind: 'loading' }) };
for (const [name, answered] of Object.entries(ANSWERS)) {
  for (const surface of ['card', 'note', 'product'] as const) {
    // A product's page shows one shop, a note's is like a card: what differs is looked at.
    if (surface !== 'card' && !['fresh', 'one shop', 'long', 'marked', 'search', 'bad, to stop'].includes(name))
      continue;
    const chosen = name === 'search' ? SEARCH : DEFAULT_BADGE;
    states[`${name}, ${surface}`] = standing(surface, { kind: 'answered', answered }, chosen);
  }
}

export const surface: Surface = { width: 420, states };

import { badgeWords } from '../../../src/text/text';
import { createBadge, type Surface as Standing } from '../../../src/ui/badge';
import { type BadgeState, badgeModel } from '../../../src/ui/badge-model';
import type { Stage, Surface } from '../face';
import { ANSWERS } from '../samples';

/** A badge over a picture of a card, or after a title of a page: on grounds of neither the page's colour nor ours. */
function standing(surface: Standing, state: BadgeState): Stage {
  return (locale) => {
    const card = document.createElement('section');
    const target = document.createElement(surface === 'card' ? 'div' : 'h1');
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
    document.body.append(card);
    const badge = createBadge(document, locale);
    card.append(badge.host);
    badge.stand(target, surface === 'card' ? 'over' : 'after');
    badge.show(badgeModel(state, { locale, words: badgeWords(locale) }, Date.now()), surface);
  };
}

const states: Surface['states'] = { loading: standing('card', { kind: 'loading' }) };
for (const [name, answered] of Object.entries(ANSWERS)) {
  for (const surface of ['card', 'note', 'product'] as const) {
    // A product's page shows one shop, a note's is like a card: what differs is looked at.
    if (surface !== 'card' && !['fresh', 'one shop', 'long', 'marked'].includes(name)) continue;
    states[`${name}, ${surface}`] = standing(surface, { kind: 'answered', answered });
  }
}

export const surface: Surface = { width: 420, states };

import type { Settings } from '../messages/protocol';
import { ALL_BADGE_CHOICES, BADGE_CHOICES, type BadgeChoice, MOST_ON_BADGE } from '../metrics/badge-choices';
import type { Platform } from '../metrics/subjects';
import { shortKey } from '../ui/keys';
import { t } from '../ui/language';
import type { Options } from './options-store';

const SITES = ['xhs', 'taobao', 'jd'] as const satisfies readonly Platform[];
const PLACES = Array.from({ length: MOST_ON_BADGE }, (_, place) => place);

/** What a badge shows on each site, and in which order. */
export function BadgeMeasures({ settings, options }: { settings: Settings; options: Options }) {
  const { badge } = settings;
  const choose = (site: Platform, place: number, choice: BadgeChoice | undefined) =>
    void options.change({ badge: { ...badge, [site]: chosenWith(badge[site], place, choice) } });
  return (
    <section aria-labelledby="badge-measures">
      <h2 id="badge-measures">{t('options_badge')}</h2>
      {SITES.map((site) => (
        <fieldset key={site}>
          <legend>{t(`site_name_${site}`)}</legend>
          <div class="places">
            {PLACES.map((place) => (
              <label key={place}>
                <span>{t('options_badge_place', { place: place + 1 })}</span>
                <select
                  value={badge[site][place] ?? ''}
                  disabled={place > badge[site].length}
                  onChange={({ currentTarget }) =>
                    choose(
                      site,
                      place,
                      ALL_BADGE_CHOICES.find((one) => one === currentTarget.value),
                    )
                  }
                >
                  {/* A badge of nothing is none: the first place is never empty. */}
                  {place > 0 && <option value="">{t('options_badge_none')}</option>}
                  {ALL_BADGE_CHOICES.map((choice) => (
                    <option key={choice} value={choice}>
                      {nameOf(choice, site)}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <p class="soft">{t('options_badge_help')}</p>
    </section>
  );
}

/** On a note both shops' names stand for a choice where they differ. */
function nameOf(choice: BadgeChoice, site: Platform): string {
  const { taobao, jd } = BADGE_CHOICES[choice];
  const shops = site === 'xhs' ? [taobao, jd] : [site === 'jd' ? jd : taobao];
  return [...new Set(shops.map((measure) => t(shortKey(measure))))].join(' / ');
}

/** The choices with one more at a place, or one less; what is chosen anew leaves its other place. */
export function chosenWith(
  chosen: readonly BadgeChoice[],
  place: number,
  choice: BadgeChoice | undefined,
): BadgeChoice[] {
  const next = [...chosen];
  const held = choice === undefined ? -1 : next.indexOf(choice);
  const before = next[place];
  if (choice === undefined) next.splice(place, 1);
  else {
    next[place] = choice;
    if (held >= 0 && held !== place) {
      if (before === undefined) next.splice(held, 1);
      else next[held] = before;
    }
  }
  return next;
}

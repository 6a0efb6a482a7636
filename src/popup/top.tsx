import { useSignal } from '@preact/signals';
import type { Answered } from '../messages/protocol';
import { figureBy, type Ranking, type Top as Rankings } from '../metrics/ranking';
import { FEWEST_PEOPLE } from '../metrics/verdict';
import { Amount } from '../ui/amount';
import { Choice, Select } from '../ui/controls';
import { shortKey, snake } from '../ui/keys';
import { locale, t } from '../ui/language';
import { besideOf } from '../ui/mark-words';
import { columnMagnitude, formOf } from '../ui/number-format';
import { titleOf } from '../ui/titles';
import type { Popup } from './popup-store';

/** The best notes and products of the connection, by a number that may be ranked, and how many are left out and why. */
export function Top({ popup }: { popup: Popup }) {
  const of = useSignal<keyof Rankings>('notes');
  const by = useSignal('');
  const best = popup.best.value;
  if (best === null) return null;
  const rankings = best.top[of.value].filter(({ ranked, unranked }) => ranked + unranked.length > 0);
  const ranking = rankings.find((one) => idOf(one) === by.value) ?? rankings[0];
  return (
    <section class="top" aria-labelledby="top">
      <div class="bar">
        <h2 id="top">{t('popup_top')}</h2>
        <Choice
          label={t('popup_top_of')}
          quiet
          options={(['notes', 'products'] as const).map((value) => ({ value, text: t(`popup_top_${value}`) }))}
          value={of.value}
          onChoose={(value) => {
            of.value = value;
          }}
        />
        {ranking && (
          <Select
            label={t('popup_top_by')}
            options={rankings.map((one) => ({ value: idOf(one), text: nameOf(one) }))}
            value={idOf(ranking)}
            onChoose={(value) => {
              by.value = value;
            }}
          />
        )}
      </div>
      {ranking ? <Best ranking={ranking} popup={popup} /> : <p class="soft">{t(`popup_top_no_${of.value}`)}</p>}
    </section>
  );
}

function Best({ ranking, popup }: { ranking: Ranking; popup: Popup }) {
  const { shop, measure, unranked } = ranking;
  const rows = ranking.best.flatMap((subject) => popup.best.value?.answers[subject] ?? []);
  const figures = rows.map((row) => figureOf(row, ranking));
  const magnitude = columnMagnitude(figures, formOf(measure), locale.value);
  const reasons = unranked.map(({ why, count }) => t(`popup_unranked_${snake(why)}`, { count, least: FEWEST_PEOPLE }));
  return (
    <>
      {rows.length > 0 && (
        <ol>
          {rows.map((row, at) => (
            <li key={row.subject}>
              <button
                type="button"
                class="plain title"
                title={row.subject}
                onClick={() => void popup.open(row.subject)}
              >
                {titleOf(row)}
              </button>
              <span class="amount">
                <Amount figure={figures[at]} of={measure} magnitude={magnitude} />
                <span class="soft"> {besideOf(figures[at], shop ?? 'taobao', t).join(' · ')}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
      {rows.length === 0 && <p class="soft">{t('popup_top_nothing')}</p>}
      {figures.some((figure) => figure?.state === 'known' && figure.low !== figure.high) && (
        <p class="soft">{t('popup_top_band')}</p>
      )}
      {reasons.length > 0 && (
        <p class="soft">
          {t('popup_unranked', {
            count: unranked.reduce((sum, { count }) => sum + count, 0),
            reasons: reasons.join(t('popup_unranked_separator')),
          })}
        </p>
      )}
    </>
  );
}

function figureOf({ answer }: Answered, ranking: Ranking) {
  return (answer && figureBy(answer, ranking)) ?? undefined;
}

function idOf({ shop, measure }: Ranking): string {
  return `${shop ?? ''} ${measure}`;
}

function nameOf({ shop, measure }: Ranking): string {
  const name = t(shortKey(measure));
  return shop ? t('popup_top_by_shop', { shop: t(`badge_shop_${shop}`), name }) : name;
}

import type { Answered, Reply } from '../messages/protocol';
import { badgeWords } from '../text/text';
import { badgeModel } from '../ui/badge-model';
import { locale, t } from '../ui/language';

/** What the content script found on the tab's page, in the badges' own words. */
export function OnPage({ onPage }: { onPage: Reply<'onPage'> }) {
  const answers = onPage?.answers ?? [];
  return (
    <section class="on-page" aria-labelledby="on-page">
      <h2 id="on-page">
        {t('popup_on_page')}
        {onPage && <span class="soft"> {t('popup_recognised', { ours: answers.length, all: onPage.recognised })}</span>}
      </h2>
      {answers.length === 0 ? (
        <p class="soft">{t(onPage ? 'popup_nothing_of_ours' : 'popup_not_a_site')}</p>
      ) : (
        <ul>
          {answers.map((answered) => (
            <Row key={answered.subject} answered={answered} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ answered }: { answered: Answered }) {
  const setup = { locale: locale.value, words: badgeWords(locale.value) };
  const { cells, tail, spoken } = badgeModel({ kind: 'answered', answered, surface: 'card' }, setup, Date.now());
  return (
    <li>
      <span class="title" title={answered.subject}>
        {answered.answer?.title ?? answered.subject.slice(answered.subject.lastIndexOf('/') + 1)}
      </span>
      <span class="spoken">{spoken}</span>
      <div class="cells" aria-hidden="true">
        {cells.map(({ shop, sign, numbers, notes }) => (
          <div key={shop ?? ''} class="cell">
            {shop && <span class={`sign ${shop}`}>{sign}</span>}
            {numbers.map(({ measure, label, text }) => (
              <span key={measure} class="number">
                {label && <span class="soft">{label} </span>}
                {text}
              </span>
            ))}
            <span class="soft">{notes.join(' · ')}</span>
          </div>
        ))}
        {tail && <span class="soft">{tail}</span>}
      </div>
    </li>
  );
}

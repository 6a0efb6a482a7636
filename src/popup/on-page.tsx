import { useSignal } from '@preact/signals';
import { type ComponentChildren, Fragment } from 'preact';
import type { Answered } from '../messages/protocol';
import type { OnTab } from '../messages/tab';
import { badgeWords } from '../text/text';
import { badgeModel } from '../ui/badge-model';
import { locale, t } from '../ui/language';
import { byMoney } from '../ui/order';
import { Belongs, isUnpaired, titledOf } from '../ui/pairs/belongs';
import { PairSaid } from '../ui/pairs/pair-form';
import { titleOf } from '../ui/titles';
import type { Popup } from './popup-store';

/** Why nothing is listed. */
const WHY = {
  looking: 'popup_looking',
  off: 'popup_off_here',
  foreign: 'popup_not_a_site',
} as const satisfies Record<NonNullable<OnTab['why']>, string>;

/** What the content script found on the tab's page, what sold most first, in the badges' own words. */
export function OnPage({ popup }: { popup: Popup }) {
  const here = popup.onTab.value;
  const page = here?.page ?? null;
  const answers = byMoney(page?.answers ?? []);
  const best = Object.values(popup.best.value?.answers ?? {}).flatMap((one) => one ?? []);
  const pairing = { maker: popup.pairs, among: [...answers, ...best], onSaved: () => void popup.read() };
  const gone = useSignal<string | null>(null);
  const show = (subject: string) =>
    void popup.show(subject).then((there) => {
      gone.value = there ? null : subject;
    });
  return (
    <section class="on-page" aria-labelledby="on-page" aria-busy={here === null || here.why === 'looking'}>
      <h2 id="on-page">
        {t('popup_on_page')}
        {page && <span class="soft"> {t('popup_recognised', { ours: answers.length, all: page.recognised })}</span>}
      </h2>
      {popup.unknown.value && (
        <Belongs one={{ subject: popup.unknown.value, title: null }} why="unknown" {...pairing} />
      )}
      {answers.length === 0 ? (
        <p class="soft">{t(page ? 'popup_nothing_of_ours' : WHY[here?.why ?? 'looking'])}</p>
      ) : (
        <ul>
          {answers.map((answered) => (
            <Row
              key={answered.subject}
              answered={answered}
              gone={gone.value === answered.subject}
              onShow={() => show(answered.subject)}
            >
              {isUnpaired(answered) && <Belongs one={titledOf(answered)} why="unpaired" {...pairing} />}
            </Row>
          ))}
        </ul>
      )}
      <PairSaid maker={popup.pairs} />
    </section>
  );
}

/** A subject with its numbers as a badge has them. */
export function Row(props: { answered: Answered; gone: boolean; onShow(): void; children?: ComponentChildren }) {
  const { answered, gone, onShow, children } = props;
  const setup = { locale: locale.value, words: badgeWords(locale.value) };
  const { cells, tail, spoken } = badgeModel({ kind: 'answered', answered }, setup, Date.now());
  return (
    <li>
      <button type="button" class="plain title" title={answered.subject} onClick={onShow}>
        {titleOf(answered)}
      </button>
      <p role="status" class="soft">
        {gone && t('popup_gone')}
      </p>
      <span class="spoken">{spoken}</span>
      <div class="cells" aria-hidden="true">
        {cells.map(({ shop, sign, numbers, notes }) => (
          <div key={shop ?? ''} class="cell">
            {shop && <span class={`sign ${shop}`}>{sign}</span>}
            {numbers.map(({ measure, label, plain, text, unit }) => (
              <Fragment key={measure}>
                <span class="number">
                  {label && !plain && <span class="soft">{label} </span>}
                  {text}
                </span>
                {unit && <small class="unit">{unit}</small>}
              </Fragment>
            ))}
            <span class="soft">{notes.join(' · ')}</span>
          </div>
        ))}
        {tail && <span class="soft">{tail}</span>}
      </div>
      {children}
    </li>
  );
}

import type { OnTab } from '../messages/tab';
import { t } from '../ui/language';
import { byMoney } from '../ui/order';
import { Belongs, isUnpaired, titledOf } from '../ui/pairs/belongs';
import { titleOf } from '../ui/titles';
import type { Panel } from './panel-store';
import { SubjectTable } from './subject-table';

/** Why there is nothing to list. */
const WHY = {
  looking: 'popup_looking',
  off: 'panel_off_here',
  foreign: 'panel_not_a_site',
} as const satisfies Record<NonNullable<OnTab['why']>, string>;

/** What is on the page beside which the panel stands. */
export function OnPage({ panel }: { panel: Panel }) {
  const here = panel.onTab.value;
  const page = here?.page ?? null;
  const rows = byMoney(panel.rows('page'));
  return (
    <section aria-labelledby="view-title" aria-busy={here === null || here.why === 'looking'}>
      <h2 id="view-title">
        {t('popup_on_page')}
        {page && <span class="soft"> {t('popup_recognised', { ours: rows.length, all: page.recognised })}</span>}
      </h2>
      {rows.length === 0 ? (
        <p class="soft">{t(page ? 'popup_nothing_of_ours' : WHY[here?.why ?? 'looking'])}</p>
      ) : (
        <SubjectTable panel={panel} rows={rows} caption={t('popup_on_page')} />
      )}
      <ul class="unpaired">
        {rows.filter(isUnpaired).map((row) => (
          <li key={row.subject}>
            {titleOf(row)}
            <Belongs one={titledOf(row)} why="unpaired" maker={panel.pairs} among={rows} />
          </li>
        ))}
      </ul>
    </section>
  );
}

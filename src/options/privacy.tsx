import { t } from '../ui/language';

const WATCHERS = ['xhs', 'taobao', 'jd', 'api'] as const;

/** What each party can notice of us: said plainly, because the brands' numbers are worth something to all of them. */
export function Privacy() {
  return (
    <section aria-labelledby="privacy">
      <h2 id="privacy">{t('options_privacy')}</h2>
      <dl>
        {WATCHERS.map((watcher) => (
          <div key={watcher}>
            <dt>{t(`options_privacy_${watcher}_name`)}</dt>
            <dd>{t(`options_privacy_${watcher}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

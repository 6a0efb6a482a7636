import { CaliberQuestion } from '../ui/caliber-question';
import { unsureSources } from '../ui/caliber-sources';
import { t } from '../ui/language';
import { PolicyNotice } from '../ui/policy-notice';
import { SilentNotice } from '../ui/silent-notice';
import { StatusNotice } from '../ui/status-notice';
import { Footer } from './footer';
import { Header } from './header';
import { NotRecognised } from './not-recognised';
import { OnPage } from './on-page';
import { Overview } from './overview';
import type { Popup } from './popup-store';
import { Search } from './search';
import { Top } from './top';

/** The popup: which numbers, of which days, how they stand, and what is on this page. */
export function App({ popup }: { popup: Popup }) {
  const state = popup.state.value;
  if (state === null) {
    return (
      <div class="empty" role="alert">
        <h1>{t('app_name')}</h1>
        <p>{t('popup_silent')}</p>
        <button type="button" onClick={() => void popup.read()}>
          {t('popup_retry')}
        </button>
      </div>
    );
  }
  if (state.connection === null) {
    return (
      <>
        <Header state={state} popup={popup} />
        <section class="empty">
          <h2>{t('popup_welcome')}</h2>
          <p>{t('popup_welcome_how')}</p>
          <PolicyNotice problem={state.policyProblem} />
          <button type="button" class="primary" onClick={popup.openOptions}>
            {t('popup_connect')}
          </button>
        </section>
      </>
    );
  }
  const summary = popup.summary.value;
  return (
    <>
      <Header state={state} popup={popup} />
      <PolicyNotice problem={state.policyProblem} />
      <StatusNotice
        status={summary?.status ?? state.status}
        since={summary?.freshness === 'stale' ? summary.fetchedAt : null}
        retryAt={state.retryAt}
        onOptions={popup.openOptions}
      />
      {popup.untaken.value && <SilentNotice onRetry={() => void popup.read()} />}
      <Overview popup={popup} settings={state.settings} />
      <CaliberQuestion sources={unsureIn(popup)} onAnswer={popup.declareCaliber} />
      <Search popup={popup} />
      <OnPage popup={popup} />
      {popup.onTab.value?.page?.recognition === 'nothing' && <NotRecognised copyReport={popup.copyReport} />}
      <Top popup={popup} />
      <Footer settings={state.settings} popup={popup} />
    </>
  );
}

/** The sources whose caliber some number of the popup depends on. */
function unsureIn({ summary, onTab }: Popup) {
  const answers = onTab.value?.page?.answers ?? [];
  return unsureSources([
    ...(summary.value?.summary?.cells ?? []),
    ...answers.flatMap(({ answer }) => answer?.cells ?? []),
  ]);
}

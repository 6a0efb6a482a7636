import { useLayoutEffect } from 'preact/hooks';
import { CaliberQuestion } from '../ui/caliber-question';
import { unsureSources } from '../ui/caliber-sources';
import { ConnectionSwitch, hasOthers } from '../ui/connection-switch';
import { Choice, Switch } from '../ui/controls';
import { t } from '../ui/language';
import { Logo } from '../ui/logo';
import { PairSaid } from '../ui/pairs/pair-form';
import { SilentNotice } from '../ui/silent-notice';
import { StatusNotice } from '../ui/status-notice';
import { Compare } from './compare';
import { OnPage } from './on-page';
import { type Panel, VIEWS } from './panel-store';
import { Pasted } from './pasted';
import type { Row } from './rows';
import { Tasks } from './tasks';

/** The side panel: the page's subjects, tasks, pasted links and a comparison, each as a table. */
export function App({ panel, isWide }: { panel: Panel; isWide: boolean }) {
  const state = panel.state.value;
  const title = `${t('panel_name')} · ${state?.connection?.name ?? t('app_name')}`;
  useLayoutEffect(() => {
    document.title = title;
  }, [title]);
  if (state === null) {
    return (
      <section role="alert">
        <h1>{t('app_name')}</h1>
        <p>{t('popup_silent')}</p>
        <button type="button" onClick={() => void panel.read()}>
          {t('popup_retry')}
        </button>
      </section>
    );
  }
  const { connection, settings, status } = state;
  const view = panel.view.value;
  return (
    <>
      <header>
        <Logo />
        <h1 class={hasOthers(state) ? 'spoken' : 'name'} title={connection?.name ?? t('app_name')}>
          {connection?.name ?? t('app_name')}
        </h1>
        <ConnectionSwitch state={state} onSwitch={(id) => void panel.switchTo(id)} />
        {!isWide && (
          <button type="button" class="plain" onClick={() => void panel.openWide()}>
            {t('panel_wide')}
          </button>
        )}
        <button type="button" class="plain" onClick={panel.openOptions}>
          {t('popup_settings')}
        </button>
      </header>
      {connection === null ? (
        <section>
          <h2>{t('popup_welcome')}</h2>
          <p>{t('popup_welcome_how')}</p>
          <button type="button" class="primary" onClick={panel.openOptions}>
            {t('popup_connect')}
          </button>
        </section>
      ) : (
        <>
          <div class="controls">
            <Switch on={settings.quiet} onTurn={(quiet) => void panel.change({ quiet })}>
              {t('popup_quiet')}
            </Switch>
          </div>
          <Choice
            label={t('panel_views')}
            quiet
            options={VIEWS.map((value) => ({ value, text: t(`panel_view_${value}`) }))}
            value={view}
            onChoose={panel.show}
          />
          <StatusNotice
            status={status}
            since={
              status === 'ok' ? null : oldestOf(panel.rows(view === 'tasks' && panel.opened.value ? 'opened' : view))
            }
            retryAt={state.retryAt}
            onOptions={panel.openOptions}
          />
          {panel.silent.value && <SilentNotice onRetry={() => void panel.read()} />}
          <CaliberQuestion
            sources={unsureSources(
              panel
                .rows(view === 'tasks' && panel.opened.value ? 'opened' : view)
                .flatMap(({ answer }) => answer?.cells ?? []),
            )}
            onAnswer={panel.declareCaliber}
          />
          {view === 'page' && <OnPage panel={panel} />}
          {view === 'tasks' && <Tasks panel={panel} />}
          {view === 'pasted' && <Pasted panel={panel} />}
          {view === 'compare' && <Compare panel={panel} />}
          <p class="said" role="status">
            {panel.said.value}
          </p>
          <PairSaid maker={panel.pairs} />
        </>
      )}
    </>
  );
}

/** When the oldest of the rows' older numbers came; each row says its own age. Null where there are none. */
function oldestOf(rows: readonly Row[]): number | null {
  const times = rows.flatMap(({ freshness, fetchedAt }) => (freshness === 'stale' ? (fetchedAt ?? []) : []));
  return times.length === 0 ? null : Math.min(...times);
}

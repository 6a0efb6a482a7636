import { useEffect } from 'preact/hooks';
import { t } from '../ui/language';
import { Logo } from '../ui/logo';
import { ConnectionForm } from './connection-form';
import { Display } from './display';
import { Numbers } from './numbers-form';
import type { Options } from './options-store';
import { Privacy } from './privacy';
import { Saved } from './result';

export function OptionsPage({ options }: { options: Options }) {
  const state = options.state.value;
  const title = t('options_title');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <header>
        <Logo />
        <h1>{title}</h1>
      </header>
      {state === null ? (
        <div class="notice bad" role="alert">
          <p>{t('options_silent')}</p>
          <button type="button" onClick={() => void options.read()}>
            {t('options_retry')}
          </button>
        </div>
      ) : (
        <>
          <ConnectionForm state={state} options={options} />
          <Numbers settings={state.settings} options={options} />
          <Display settings={state.settings} options={options} />
          <Privacy />
          <Saved saved={options.saved.value} />
        </>
      )}
    </>
  );
}

import { useLayoutEffect } from 'preact/hooks';
import { ConnectionSwitch, hasOthers } from '../ui/connection-switch';
import { t } from '../ui/language';
import { Logo } from '../ui/logo';
import { BadgeMeasures } from './badge-section';
import { CaliberSection } from './caliber-section';
import { ConnectionForm } from './connection-form';
import { Display } from './display';
import { FilesSection } from './files-section';
import type { Files } from './files-store';
import { Numbers } from './numbers-form';
import type { Options } from './options-store';
import { PairsSection } from './pairs-section';
import type { Pairing } from './pairs-store';
import { Privacy } from './privacy';
import { Saved } from './result';
import { Sites } from './sites-section';
import { TargetsSection } from './targets-section';
import { Upkeep } from './upkeep-section';

export function OptionsPage({ options, files, pairing }: { options: Options; files: Files; pairing: Pairing }) {
  const state = options.state.value;
  const title = t('options_title');
  useLayoutEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <header>
        <Logo />
        <h1>{title}</h1>
        {state && hasOthers(state) ? (
          <ConnectionSwitch state={state} onSwitch={(id) => void options.switchTo(id)} />
        ) : (
          state?.connection && <p class="name">{state.connection.name}</p>
        )}
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
          <FilesSection files={files} state={state} />
          <PairsSection pairing={pairing} files={files} state={state} />
          <ConnectionForm state={state} options={options} />
          <Numbers settings={state.settings} options={options} />
          <CaliberSection options={options} connection={state.connection?.id ?? null} />
          <TargetsSection options={options} connection={state.connection?.id ?? null} />
          <BadgeMeasures settings={state.settings} options={options} />
          <Display settings={state.settings} options={options} />
          <Sites settings={state.settings} options={options} />
          <Upkeep options={options} />
          <Privacy />
          <Saved saved={options.saved.value} />
        </>
      )}
    </>
  );
}

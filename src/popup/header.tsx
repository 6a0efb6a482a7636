import type { RangeChoice, State } from '../messages/protocol';
import { ConnectionSwitch, hasOthers } from '../ui/connection-switch';
import { Choice } from '../ui/controls';
import { t } from '../ui/language';
import { Logo } from '../ui/logo';
import type { Popup } from './popup-store';

const RANGES: readonly RangeChoice[] = [7, 15, 30, 'publication'];

export function Header({ state, popup }: { state: State; popup: Popup }) {
  const { connection, settings } = state;
  return (
    <header>
      <div class="bar">
        <Logo />
        <h1 class={hasOthers(state) ? 'spoken' : 'name'} title={connection?.workspace ?? ''}>
          {connection?.name ?? t('app_name')}
        </h1>
        <ConnectionSwitch state={state} onSwitch={(id) => void popup.switchTo(id)} />
        <button type="button" class="plain" onClick={popup.openPanel}>
          {t('popup_panel')}
        </button>
        <button type="button" class="plain" onClick={popup.openOptions}>
          {t('popup_settings')}
        </button>
      </div>
      {connection && (
        <Choice
          label={t('popup_range')}
          quiet
          options={RANGES.map((value) => ({
            value,
            text: value === 'publication' ? t('popup_range_publication') : t('popup_range_days', { days: value }),
          }))}
          value={settings.range}
          onChoose={(range) => void popup.change({ range })}
        />
      )}
    </header>
  );
}

import type { RangeChoice, State } from '../messages/protocol';
import { Choice, Select } from '../ui/controls';
import { t } from '../ui/language';
import { Logo } from '../ui/logo';
import type { Popup } from './popup-store';

const RANGES: readonly RangeChoice[] = [7, 15, 30, 'publication'];

export function Header({ state, popup }: { state: State; popup: Popup }) {
  const { connection, connections, settings } = state;
  /** Whether there is another one to switch to. */
  const several = connections.some(({ id }) => id !== connection?.id);
  return (
    <header>
      <div class="bar">
        <Logo />
        <h1 class={several ? 'spoken' : 'name'} title={connection?.workspace ?? ''}>
          {connection?.name ?? t('app_name')}
        </h1>
        {several && (
          <Select
            label={t('popup_switch')}
            options={[
              ...(connection ? [] : [{ value: '', text: t('popup_switch_none') }]),
              ...connections.map(({ id, name }) => ({ value: id, text: name })),
            ]}
            value={connection?.id ?? ''}
            onChoose={(id) => void popup.switchTo(id)}
          />
        )}
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

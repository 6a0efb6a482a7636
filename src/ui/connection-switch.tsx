import type { State } from '../messages/protocol';
import { Select } from './controls';
import { t } from './language';

/** Whether there is a connection to switch to beside the active one. */
export function hasOthers({ connection, connections }: State): boolean {
  return connections.some(({ id }) => id !== connection?.id);
}

/** Makes another connection the active one; nothing where there is no other. */
export function ConnectionSwitch({ state, onSwitch }: { state: State; onSwitch(id: string): void }) {
  if (!hasOthers(state)) return null;
  const { connection, connections } = state;
  return (
    <Select
      label={t('popup_switch')}
      options={[
        ...(connection ? [] : [{ value: '', text: t('popup_switch_none') }]),
        ...connections.map(({ id, name }) => ({ value: id, text: name })),
      ]}
      value={connection?.id ?? ''}
      onChoose={onSwitch}
    />
  );
}

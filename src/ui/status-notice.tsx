import type { Status } from '../messages/protocol';
import { ago, timeOf } from './ages';
import { statusKey } from './keys';
import { locale, t } from './language';

/** What the user can mend in the options: the address or the token. */
const MENDED_IN_OPTIONS: readonly Status[] = [
  'none',
  'bad-address',
  'unreachable',
  'not-authorised',
  'not-an-api',
  'version',
];

/**
 * What is wrong with the connection and what to do about it; nothing where it is well and what is shown is new.
 * `since`: when the older numbers came that are shown, null where none are. `retryAt`: until when nobody is asked.
 */
export function StatusNotice(props: {
  status: Status;
  since: number | null;
  retryAt: number | null;
  onOptions(): void;
}) {
  const { status, since, retryAt, onOptions } = props;
  if (status === 'ok' && since === null) return null;
  return (
    <div class="notice" role="status">
      {status !== 'ok' && <p>{t(statusKey(status))}</p>}
      {since !== null && <p class="soft">{t('state_last_numbers', { age: ago(since, Date.now(), locale.value) })}</p>}
      {retryAt !== null && retryAt > Date.now() && (
        <p class="soft">{t('popup_retry_at', { time: timeOf(retryAt, locale.value) })}</p>
      )}
      {MENDED_IN_OPTIONS.includes(status) && (
        <button type="button" onClick={onOptions}>
          {t('popup_settings')}
        </button>
      )}
    </div>
  );
}

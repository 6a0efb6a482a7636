import { t } from './language';

/** The background did not answer, and what stands here may not be what was asked for. */
export function SilentNotice({ onRetry }: { onRetry(): void }) {
  return (
    <div class="notice bad" role="alert">
      <p>{t('popup_silent')}</p>
      <button type="button" onClick={onRetry}>
        {t('popup_retry')}
      </button>
    </div>
  );
}

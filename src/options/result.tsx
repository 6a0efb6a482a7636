import { statusKey } from '../ui/keys';
import { t } from '../ui/language';
import type { Outcome } from './options-store';

/** How the last test or connect went, spoken as it appears. The region is always there: a new one would not be announced. */
export function Result({ outcome, busy }: { outcome: Outcome | null; busy: boolean }) {
  return (
    <div class="result" role="status" aria-live="polite">
      {busy && <p class="notice">{t('options_asking')}</p>}
      {outcome && <p class={isGood(outcome) ? 'notice good' : 'notice bad'}>{sentence(outcome)}</p>}
    </div>
  );
}

function isGood(outcome: Outcome): boolean {
  if ('status' in outcome) return outcome.status === 'ok';
  return ['connected', 'disconnected'].includes(outcome.kind);
}

function sentence(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'tested':
      return outcome.status === 'ok' ? t('options_tested', { ...outcome }) : t(statusKey(outcome.status));
    case 'connected':
      return t('options_connected');
    case 'refused':
      return t(statusKey(outcome.status));
    case 'disconnected':
      return t('options_disconnected');
    case 'silent':
      return t('options_silent');
    case 'token-needed':
      return t('options_token_needed');
  }
}

/** That a setting was saved, for a moment, whichever section it is in. */
export function Saved({ saved }: { saved: 'saved' | 'silent' | null }) {
  return (
    <div class="saved" role="status">
      {saved && <p class={saved === 'saved' ? 'notice good' : 'notice bad'}>{t(`options_${saved}`)}</p>}
    </div>
  );
}

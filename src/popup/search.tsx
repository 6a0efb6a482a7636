import { useSignal } from '@preact/signals';
import { t } from '../ui/language';
import { Row } from './on-page';
import type { Popup } from './popup-store';

/** Finds notes, products and tasks of the connection by their names and ids. */
export function Search({ popup }: { popup: Popup }) {
  const text = useSignal('');
  const result = popup.found.value;
  return (
    <search class="found">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void popup.search(text.value);
        }}
      >
        <input
          type="search"
          aria-label={t('popup_search')}
          placeholder={t('popup_search')}
          maxLength={200}
          value={text.value}
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
            if (text.value.trim() === '') void popup.search('');
          }}
        />
        <button type="submit">{t('popup_search_do')}</button>
      </form>
      <div role="status">
        {result === 'failed' && <p class="soft">{t('popup_search_failed')}</p>}
        {Array.isArray(result) && result.length === 0 && <p class="soft">{t('popup_search_nothing')}</p>}
      </div>
      {Array.isArray(result) && result.length > 0 && (
        <ul>
          {result.map((answered) => (
            <Row
              key={answered.subject}
              answered={answered}
              gone={false}
              onShow={() => void popup.open(answered.subject)}
            />
          ))}
        </ul>
      )}
    </search>
  );
}

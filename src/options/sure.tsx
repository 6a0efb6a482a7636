import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../ui/language';

/** A button for what cannot be undone: it asks once more. The keyboard goes to the question, and back when it is declined. */
export function Sure(props: {
  /** What the button says. */
  text: string;
  question: string;
  yes: string;
  disabled?: boolean;
  onYes(): Promise<void>;
}) {
  const { text, question, yes, disabled = false, onYes } = props;
  const asking = useSignal<boolean | null>(null);
  const id = useId();
  const first = useRef<HTMLButtonElement>(null);
  // Not when it first appears: nobody has asked for anything yet.
  useEffect(() => {
    if (asking.value !== null) first.current?.focus();
  }, [asking.value]);
  const decline = () => {
    asking.value = false;
  };
  if (!asking.value) {
    return (
      <button
        type="button"
        ref={first}
        disabled={disabled}
        onClick={() => {
          asking.value = true;
        }}
      >
        {text}
      </button>
    );
  }
  return (
    <div class="actions" role="alertdialog" aria-labelledby={id} onKeyDown={({ key }) => key === 'Escape' && decline()}>
      <p id={id}>{question}</p>
      <button type="button" ref={first} disabled={disabled} onClick={() => void onYes().then(decline)}>
        {yes}
      </button>
      <button type="button" onClick={decline}>
        {t('options_cancel')}
      </button>
    </div>
  );
}

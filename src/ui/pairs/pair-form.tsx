import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { isProduct } from '../../metrics/subjects';
import { t } from '../language';
import type { PairMaker } from './maker';
import { choiceOf, nameOf, type Titled } from './names';

/** What is meant is looked for when the typing rests, ms. */
const REST_MS = 200;

/** The field for what a subject belongs to, and the button that saves it; its label is given. */
export function PairForm(props: {
  one: Titled;
  maker: PairMaker;
  /** What it belongs to most likely, before anything is typed. */
  likely?: readonly Titled[];
  onSaved?: () => void;
  children: ComponentChildren;
}) {
  const { one, maker, likely = [], onSaved, children } = props;
  const typed = useSignal('');
  const found = useSignal<readonly Titled[]>([]);
  const id = useId();
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const choices = typed.value.trim() === '' ? likely : [...found.value, ...likely];
  /** All that was ever to be chosen here, as it is called: what is chosen is no word to look for. */
  const offered = useRef(new Map<string, Titled>());
  for (const choice of choices) offered.current.set(choiceOf(choice), choice);
  const save = async () => {
    if (await maker.save(one, offered.current.get(typed.value) ?? typed.value)) onSaved?.();
  };
  const look = async () => {
    if (offered.current.has(typed.value)) return;
    found.value = (await maker.suggest(one.subject, typed.value)) ?? found.value;
  };
  return (
    <form
      class="pairing"
      onSubmit={(event) => {
        event.preventDefault();
        clearTimeout(resting.current);
        if (typed.value.trim() !== '') void save();
      }}
    >
      <label for={id}>{children}</label>
      <div class="pair">
        <input
          id={id}
          type="text"
          list={`${id}-choices`}
          autocomplete="off"
          maxLength={400}
          placeholder={t(isProduct(one.subject) ? 'pairs_placeholder_note' : 'pairs_placeholder')}
          value={typed.value}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            clearTimeout(resting.current);
            resting.current = setTimeout(() => void look(), REST_MS);
          }}
        />
        <datalist id={`${id}-choices`}>
          {choices.map((choice) => (
            <option key={choice.subject} value={choiceOf(choice)} />
          ))}
        </datalist>
        <button type="submit" aria-label={t('pairs_save_one', { name: nameOf(one) })}>
          {t('pairs_save')}
        </button>
      </div>
    </form>
  );
}

/** What was done last, or why it was not. */
export function PairSaid({ maker }: { maker: PairMaker }) {
  const said = maker.said.value;
  return (
    <div class="said" role="status" aria-live="polite">
      {said && <p class={said.good ? 'notice good' : 'notice bad'}>{t(said.key, said.params)}</p>}
    </div>
  );
}

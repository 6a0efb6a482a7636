import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One of a few, side by side: native radio buttons, so arrow keys and screen readers work as everywhere. */
export function Choice<T extends string | number>(props: {
  label: string;
  /** Whether the label is seen, or only spoken. */
  quiet?: boolean;
  options: readonly { value: T; text: string }[];
  /** null: none of them yet. */
  value: T | null;
  onChoose(value: T): void;
}) {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class={props.quiet ? 'spoken' : ''}>{props.label}</legend>
      <div class="segments">
        {props.options.map(({ value, text }) => (
          <label key={value} class="segment">
            <input type="radio" name={name} checked={value === props.value} onChange={() => props.onChoose(value)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of many, in the browser's own list; its label is only spoken. */
export function Select(props: {
  label: string;
  options: readonly { value: string; text: string }[];
  value: string;
  onChoose(value: string): void;
}) {
  return (
    <select
      class="name"
      aria-label={props.label}
      value={props.value}
      onChange={(event) => event.currentTarget.value !== '' && props.onChoose(event.currentTarget.value)}
    >
      {props.options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** On or off, at once. */
export function Switch(props: {
  on: boolean;
  disabled?: boolean;
  onTurn(on: boolean): void;
  children: ComponentChildren;
}) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={props.on}
        disabled={props.disabled ?? false}
        onChange={(event) => props.onTurn(event.currentTarget.checked)}
      />
      <span class="track" aria-hidden="true" />
      <span>{props.children}</span>
    </label>
  );
}

import type { Locale } from '../../src/text/text';

/** A surface in one of its states, put into the document. Resolves when it is drawn. */
export type Stage = (locale: Locale) => void | Promise<void>;

/** All states of a surface by name, in the order in which they stand on its sheet. */
export interface Surface {
  /** How wide a window it is looked at in, in px. */
  width: number;
  states: Record<string, Stage>;
}

import type { Runtime } from '../messages/ask';

/** What this script needs of the browser: native `browser` where there is one, Chrome's promises where not. */
interface Face {
  runtime: Runtime & {
    onMessage: {
      addListener(
        listener: (message: unknown, sender: { id?: string }, reply: (answer: unknown) => void) => void,
      ): void;
    };
  };
  storage: {
    local: { get(keys: string[]): Promise<Record<string, unknown>> };
    onChanged: { addListener(listener: (changes: Record<string, { newValue?: unknown }>, area: string) => void): void };
  };
}

declare global {
  var browser: Face | undefined;
  var chrome: Face;
}

export const extension: Face = globalThis.browser ?? chrome;

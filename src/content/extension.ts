import type { Browser } from 'webextension-polyfill';

/** What this script needs of the browser: native `browser` where there is one, Chrome's promises where not. */
type Face = Pick<Browser, 'runtime' | 'storage'>;

declare global {
  var browser: Face | undefined;
  var chrome: Face;
}

export const extension: Face = globalThis.browser ?? chrome;

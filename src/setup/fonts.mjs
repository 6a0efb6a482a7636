import { installDebian } from './debian.mjs';
import { output } from './run.mjs';
import { say } from './words.mjs';

/**
 * A Linux without a Chinese font draws boxes. Everything still works, so where the font cannot be installed
 * this is said and not more.
 */
export async function ensureFonts() {
  if (process.platform !== 'linux' || output('fc-list', [':lang=zh', 'family'])) return;
  if (!(await installDebian(['fontconfig', 'fonts-noto-cjk']))) console.warn(`! ${say('no_font')}`);
}

import type { Browser, Page } from 'puppeteer-core';
import { endBackground, launchFirefox, ORIGIN, openOwnPage, readLabelsInFirefox } from '../../../support/firefox';
import { type Backend, openBackend, Rig } from './rig';

/** Firefox itself asks again up to ten times where a connection was cut; what is counted here is what the extension asks. */
const ONE_ATTEMPT = { 'network.http.request.max-attempts': 1 };

/** A Firefox with a fresh profile. */
export class FirefoxRig extends Rig {
  readonly base = `moz-extension://${ORIGIN}/`;

  private constructor(
    backend: Backend,
    readonly browser: Browser,
  ) {
    super(backend);
  }

  /** @param notes how many notes the workspace has */
  static async open(notes: number): Promise<FirefoxRig> {
    const rig = await FirefoxRig.unconnected(notes);
    await rig.connect();
    return rig;
  }

  /**
   * Like {@link open}, as it is before anybody has connected it.
   * @param programFor makes the program to start, where it is not Firefox itself
   */
  static async unconnected(notes: number, programFor?: (backend: Backend) => Promise<string>): Promise<FirefoxRig> {
    const backend = await openBackend(notes);
    const program = programFor && { program: await programFor(backend) };
    return new FirefoxRig(backend, await launchFirefox({ ...program, prefs: ONE_ATTEMPT }));
  }

  kill(): Promise<boolean> {
    return endBackground(this.browser);
  }

  protected putIn(folder: string): Promise<unknown> {
    // Of the same name and for a while, like the one that is there: it takes its place.
    return this.browser.installExtension(folder);
  }

  protected openOwn(): Promise<Page> {
    return openOwnPage(this.browser, 'src/options/options.html', '#address');
  }

  protected labels(tab: Page): Promise<string[]> {
    return readLabelsInFirefox(tab);
  }
}

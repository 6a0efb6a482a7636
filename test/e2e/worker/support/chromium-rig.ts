import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type OpenBrowser, openChromium } from '../../../../src/demo/show/browser';
import { findBrowser } from '../../../../src/setup/browsers.mjs';
import { type Backend, openBackend, Rig } from './rig';

export const CHROME = new URL('../../../../dist/chrome', import.meta.url).pathname;

/** Makes the program to start, for a backend, out of Chromium's own. */
export type ProgramIn = (chromium: string, backend: Backend) => string;

/** A Chromium whose profile is kept from run to run. */
export class ChromiumRig extends Rig {
  private constructor(
    backend: Backend,
    private readonly program: string,
    private chromium: OpenBrowser,
  ) {
    super(backend);
  }

  /**
   * @param notes how many notes the workspace has
   * @param programIn makes the program to start, where it is not Chromium itself
   */
  static async open(notes: number, programIn: ProgramIn = (chromium) => chromium): Promise<ChromiumRig> {
    const rig = await ChromiumRig.unconnected(notes, programIn);
    await rig.connect();
    return rig;
  }

  /** Like {@link open}, as it is before anybody has connected it. */
  static async unconnected(notes: number, programIn: ProgramIn): Promise<ChromiumRig> {
    const backend = await openBackend(notes);
    const program = programIn(await findBrowser('chromium'), backend);
    return new ChromiumRig(backend, program, await start(program, backend));
  }

  get browser() {
    return this.chromium.browser;
  }

  get extensionId() {
    return this.chromium.extensionId;
  }

  get base() {
    return `chrome-extension://${this.extensionId}/`;
  }

  get profile() {
    return profileIn(this.backend);
  }

  /** Ends the browser, does what is to be done meanwhile, and starts it on the same profile. */
  async restart(meanwhile: () => void): Promise<void> {
    await this.leavePage();
    await this.browser.close();
    meanwhile();
    this.chromium = await start(this.program, this.backend);
  }

  async kill(): Promise<boolean> {
    const worker = await this.worker()
      ?.worker()
      .catch(() => null);
    if (!worker) return false;
    await worker.close().catch(() => undefined);
    return true;
  }

  worker() {
    return this.browser.targets().find((one) => one.type() === 'service_worker' && one.url().startsWith(this.base));
  }

  protected async putIn(folder: string): Promise<void> {
    await this.browser.uninstallExtension(this.extensionId);
    this.chromium = { browser: this.browser, extensionId: await this.browser.installExtension(folder) };
  }

  protected async openOwn(): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(`${this.base}src/options/options.html`);
    return page;
  }

  protected async labels(tab: Page): Promise<string[]> {
    const session = await tab.createCDPSession();
    try {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      return nodes
        .filter(({ ignored, role }) => !ignored && role?.value === 'button')
        .map(({ name }) => String(name?.value ?? ''));
    } finally {
      await session.detach();
    }
  }
}

const profileIn = ({ folder }: Backend) => join(folder, 'profile');

const start = (program: string, backend: Backend) =>
  openChromium({ program, extension: CHROME, profile: profileIn(backend) });

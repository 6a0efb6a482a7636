import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** A Chromium with the extension in it, as a user has it after installing. */
export interface OpenBrowser {
  browser: Browser;
  extensionId: string;
}

export interface ChromiumOptions {
  program: string;
  /** The unpacked extension's folder. */
  extension: string;
  visible?: boolean;
  /** A folder to keep what the browser keeps; without one it is forgotten at the end. */
  profile?: string;
}

/** Nothing leaves this machine, whatever asks: only the API on the loopback interface has an address. */
const ONLY_LOOPBACK = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';

/** Opens Chromium, with a fresh profile unless told of one, in Chinese, and loads the extension over the debugging pipe. */
export async function openChromium(options: ChromiumOptions): Promise<OpenBrowser> {
  const { program, extension, visible = false, profile } = options;
  const browser = await puppeteer.launch({
    executablePath: program,
    headless: !visible,
    ...(profile && { userDataDir: profile }),
    pipe: true,
    enableExtensions: true,
    defaultViewport: visible ? null : { width: 1440, height: 900 },
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      // A sandbox needs a user of its own; root, as in a container, has none.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--lang=zh-CN',
      '--accept-lang=zh-CN,zh',
      ONLY_LOOPBACK,
    ],
  });
  try {
    return { browser, extensionId: await browser.installExtension(extension) };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Pages under their real host names, and what else was asked for. */
export interface Served {
  /** Addresses that were refused because no page of ours stands there. */
  refused: string[];
}

/**
 * Answers a tab's requests from `pages`, by address, and refuses every other one.
 * @param refused collects the refused addresses; tabs may share one
 */
export async function servePages(
  tab: Page,
  pages: ReadonlyMap<string, string>,
  refused: string[] = [],
): Promise<Served> {
  await tab.setRequestInterception(true);
  tab.on('request', (request) => {
    // A picture that stands in the page itself asks nobody.
    if (request.url().startsWith('data:')) return void request.continue();
    const html = pages.get(request.url());
    if (html !== undefined) {
      void request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: html });
      return;
    }
    refused.push(request.url());
    void request.abort('blockedbyclient');
  });
  return { refused };
}

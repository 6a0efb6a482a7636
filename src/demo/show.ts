import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { localeFor, type Params, say, type Under } from '../text/text';
import { writeDemo } from './files/write';
import { DEMO_PAGES } from './pages/pages';
import { answerCalibers } from './show/answer-calibers';
import { openChromium } from './show/browser';
import { connect } from './show/extension-pages';
import { type Showing, type Shown, showPage } from './show/pages-shown';
import { takePictures } from './show/pictures';
import { Program } from './show/program';
import { table } from './show/table';

/** `npm start`, after set-up and build: from export files to badges, with everything real but the pages. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEMO = join(ROOT, 'demo');

const locale = localeFor(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG);
const t = (key: Under<'demo_'>, params?: Params) => say(locale, `demo_${key}`, params);
const step = (key: Under<'demo_'>, params?: Params) => console.log(`▸ ${t(key, params)}`);

const { once } = options(process.argv.slice(2));
const visible = !once && hasDisplay();
/** What is to be undone at the end, last first. */
const undo: (() => Promise<unknown>)[] = [];
/** Ctrl-C may come twice, from the terminal and from what started us: the second must not cut the cleaning up. */
const interrupted = new Promise<'interrupted'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve('interrupted'));
});
/** Whether every page has its badges; null until all have been seen. */
let right: boolean | null = null;

try {
  await Promise.race([show(), interrupted]);
  process.exitCode = right === null ? 130 : right ? 0 : 1;
} catch (error) {
  console.error(`✗ ${t('failed', { reason: error instanceof Error ? error.message : String(error) })}`);
  process.exitCode = 1;
} finally {
  for (const back of undo.reverse()) await back().catch(() => undefined);
}

/** The whole demo. */
async function show(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'grasslens-demo-'));
  undo.push(() => rm(data, { recursive: true, force: true }));

  step('writing', { folder: join('demo', 'files') });
  const files = await writeDemo(join(DEMO, 'files'));
  step('importing', { count: files.length });
  const program = new Program(fileURLToPath(new URL('./grasslens.js', import.meta.url)), data, true);
  const imported = await program.run('import', ...files);
  if (imported.code !== 0) throw new Error(`grasslens import: ${imported.code}`);
  const api = await program.serve();
  undo.push(() => api.stop());
  step('serving', { address: api.address });
  const token = await program.ask('token', 'create');
  await answerCalibers({ address: api.address, token });

  step(visible ? 'opening_window' : 'opening');
  const open = await openChromium({
    program: process.env.GRASSLENS_CHROMIUM ?? 'chromium',
    extension: join(ROOT, 'dist', 'chrome'),
    visible,
  });
  undo.push(() => open.browser.close());
  const closed = new Promise<void>((resolve) => open.browser.once('disconnected', () => resolve()));

  step('connecting');
  const optionsPage = await connect(open, { address: api.address, token, name: t('workspace') });

  const showing: Showing = { open, pages: DEMO_PAGES, refused: [], pictures: DEMO, popupOver: 'xhs-feed' };
  const shown: Shown[] = [];
  for (const page of DEMO_PAGES) {
    step('page', { url: page.url });
    shown.push(await showPage(page, showing));
  }
  await optionsPage.reload();
  await takePictures(optionsPage, DEMO, 'options', { fullPage: true });
  right = report(shown, showing.refused);
  if (!once) {
    console.log(`\n${t(visible ? 'stays_window' : 'stays', { address: api.address })}`);
    await closed;
  }
}

/** Prints what was drawn. @returns Whether it is exactly what should be. */
function report(shown: readonly Shown[], refused: readonly string[]): boolean {
  const headings = (['table_page', 'table_found', 'table_drawn', 'table_first'] as const).map((key) => t(key));
  const rows = shown.map(({ page, found, badges }) => [
    page.name,
    found === null ? '—' : String(found),
    badges.length === page.badges ? `${badges.length}` : t('table_wrong', { got: badges.length, want: page.badges }),
    badges[0] ?? '—',
  ]);
  console.log(`\n${table([headings, ...rows])}\n`);
  console.log(t('refused', { count: refused.length }));
  for (const url of new Set(refused)) console.log(`  ${url}`);
  console.log(t('pictures', { folder: 'demo/' }));
  const good = shown.every(({ page, badges }) => badges.length === page.badges);
  console.log(good ? `✓ ${t('right')}` : `✗ ${t('wrong')}`);
  return good;
}

function options(words: readonly string[]): { once: boolean } {
  const unknown = words.find((word) => word !== '--once');
  if (unknown === undefined) return { once: words.includes('--once') };
  console.error(`✗ ${t('option_unknown', { option: unknown })}`);
  process.exit(2);
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

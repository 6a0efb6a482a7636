import { fileURLToPath } from 'node:url';
import { crx } from '@crxjs/vite-plugin';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };

const jsx = { runtime: 'automatic', importSource: 'preact' } as const;
type Target = 'chrome' | 'firefox';

/** The one manifest, with what Firefox wants said differently. */
function manifestFor(target: Target) {
  if (target === 'chrome') return manifest;
  // Firefox gives `storage.managed` what its policies say, without a schema.
  const { minimum_chrome_version: _, storage: __, background, side_panel, permissions, action, ...common } = manifest;
  return {
    ...common,
    action,
    // Firefox asks for no permission for its sidebar, and opens it by itself once unless told not to.
    permissions: permissions.filter((one) => one !== 'sidePanel'),
    sidebar_action: {
      default_title: action.default_title,
      default_icon: action.default_icon,
      default_panel: side_panel.default_path,
      open_at_install: false,
    },
    background: { scripts: [background.service_worker], type: background.type },
    browser_specific_settings: {
      gecko: {
        id: 'grasslens@grasslens.app',
        // The first whose every edition knows data_collection_permissions, which says what leaves the browser:
        // which of the workspace's own subjects are being looked at, to the API that the user has connected.
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['browsingActivity' as const] },
      },
    },
  };
}

function extension(target: Target, outDir: string): UserConfig {
  return {
    oxc: { jsx },
    plugins: [crx({ manifest: manifestFor(target), browser: target })],
    // A workbook is packed in the page: the pages' policy lets no worker be made of a text, as fflate would.
    resolve: {
      alias: [{ find: /^fflate$/, replacement: fileURLToPath(new URL('src/panel/zip.ts', import.meta.url)) }],
    },
    build: {
      outDir,
      target: target === 'chrome' ? 'chrome116' : 'firefox142',
      modulePreload: { polyfill: false },
      // The names say what a file is: reviewers at the stores and stack traces of users both read them.
      rolldownOptions: {
        // The plugin knows Chrome's side panel from the manifest, and not Firefox's sidebar.
        input: { panel: manifest.side_panel.default_path },
        output: { chunkFileNames: 'assets/[name]-[hash].js' },
      },
    },
  };
}

/** The API, its command line and the demo, for Node: our code bundled, every dependency left in node_modules. */
const server: UserConfig = {
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/server',
    target: 'node20',
    rolldownOptions: {
      input: {
        grasslens: 'src/demo/grasslens.ts',
        'pglite-worker': 'src/server/db/pglite-worker.ts',
        show: 'src/demo/show.ts',
      },
      // Flat, so that a worker is found beside whichever chunk starts it.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

/** The page on which surfaces are put to be looked at (`npm run sheets`), as an extension of its own. */
const sheets: UserConfig = {
  oxc: { jsx },
  publicDir: 'test/sheets/extension',
  build: {
    outDir: 'dist/sheets',
    target: 'chrome116',
    modulePreload: false,
    rolldownOptions: { input: 'test/sheets/stage.html' },
  },
};

/** `vite build --mode chrome|firefox|server|sheets` makes one folder of dist/ each; any other mode is vitest's. */
export default defineConfig(({ mode, command }) => {
  // What the development server writes must not be taken for a build.
  if (mode === 'chrome' || mode === 'firefox')
    return extension(mode, command === 'serve' ? 'dist/dev' : `dist/${mode}`);
  if (mode === 'server') return server;
  if (mode === 'sheets') return sheets;
  return {
    oxc: { jsx },
    test: {
      projects: [
        {
          test: {
            name: 'unit',
            include: ['test/unit/**/*.test.{ts,tsx}'],
            environment: 'node',
            // No test asserts how long a thing takes: on a loaded machine a database is slow, not wrong.
            testTimeout: 300_000,
            hookTimeout: 300_000,
            benchmark: { include: ['test/bench/**/*.bench.ts'] },
          },
        },
        {
          test: {
            name: 'e2e',
            include: ['test/e2e/**/*.test.ts'],
            environment: 'node',
            globalSetup: ['test/support/global-setup.ts'],
            // Real browsers and databases on two cores: one file after another, and time enough.
            fileParallelism: false,
            testTimeout: 120_000,
            hookTimeout: 180_000,
          },
        },
      ],
    },
  };
});

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const DIST = new URL('../../dist/', import.meta.url).pathname;
const BROWSERS = ['chrome', 'firefox'] as const;
type Target = (typeof BROWSERS)[number];

const read = (target: Target, path: string) => readFileSync(join(DIST, target, path), 'utf8');
const filesOf = (target: Target) =>
  readdirSync(join(DIST, target), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(DIST, target).length + 1));

interface BuiltManifest {
  background: { service_worker?: string; scripts?: string[]; type: string };
  content_scripts: { js: string[]; css?: string[] }[];
  permissions: string[];
}
const manifestOf = (target: Target): BuiltManifest => JSON.parse(read(target, 'manifest.json'));

/** A script and all that it imports, statically or not. */
function closure(target: Target, entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const imports = read(target, entry).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'`](\.[^"'`]+)["'`]/g);
  for (const [, path = ''] of imports) closure(target, posix.join(dirname(entry), path), seen);
  return seen;
}

describe.each(BROWSERS)('dist/%s', (target) => {
  const manifest = manifestOf(target);
  const contentScripts = manifest.content_scripts.flatMap(({ js }) => js);

  it('exposes nothing to pages and asks for no host', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('externally_connectable');
    expect(manifest.permissions).toEqual(['storage', 'alarms', ...(target === 'chrome' ? ['sidePanel'] : [])]);
  });

  it('puts one self-contained script into pages: no loader, no chunk, no style sheet', () => {
    // Hosts of shops have patterns of their own; the script is one.
    expect([...new Set(contentScripts)]).toEqual(['src/content/content.iife.js']);
    expect(manifest.content_scripts.every(({ css = [] }) => css.length === 0)).toBe(true);
    const code = read(target, 'src/content/content.iife.js');
    expect(code).not.toMatch(/\bimport\s*[("'`{*]|\bimport\s+\w+\s+from\b/);
    expect(code).not.toContain('getURL');
  });

  it('keeps the content script within 18,000 bytes, gzipped', () => {
    const bytes = gzipSync(read(target, 'src/content/content.iife.js'), { level: 9 }).byteLength;
    expect(bytes).toBeLessThanOrEqual(18_000);
  });

  it('runs its background without a DOM: none of its chunks is a page’s', () => {
    const { service_worker: worker, scripts = [] } = manifest.background;
    const entry = worker ?? scripts[0] ?? '';
    const chunks = [...closure(target, entry)];
    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) {
      expect(read(target, chunk), chunk).not.toMatch(/\bdocument\s*\.|attachShadow|customElements|innerHTML/);
    }
  });

  it('carries no source map, no stray file and nothing that runs text as code', () => {
    for (const file of filesOf(target)) {
      expect(file).toMatch(/\.(js|css|html|json|png|svg)$/);
      if (!file.endsWith('.js')) continue;
      expect(read(target, file), file).not.toMatch(/sourceMappingURL|\beval\s*\(|\bnew\s+Function\s*\(/);
    }
  });
});

it('says to each browser where its background is', () => {
  expect(manifestOf('chrome').background).toEqual({ service_worker: 'service-worker-loader.js', type: 'module' });
  expect(manifestOf('firefox').background).toEqual({ scripts: ['service-worker-loader.js'], type: 'module' });
});

/** What the linter says of code that is not ours and cannot be reached here. */
const ALLOWED_WARNINGS = new Set([
  // Preact's dangerouslySetInnerHTML, which no component uses.
  'UNSAFE_VAR_ASSIGNMENT',
]);

it('passes the checks of Firefox’s store', async () => {
  const webExt = new URL('../../node_modules/web-ext/bin/web-ext.js', import.meta.url).pathname;
  const args = [webExt, 'lint', '--source-dir', join(DIST, 'firefox'), '--output', 'json', '--no-config-discovery'];
  // It exits with 1 on errors; the report says which.
  const report = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 }).then(
    ({ stdout }) => stdout,
    (failure: { stdout: string }) => failure.stdout,
  );
  const { errors, warnings }: Record<'errors' | 'warnings', { code: string; file: string }[]> = JSON.parse(report);
  expect(errors).toEqual([]);
  expect(warnings.filter(({ code }) => !ALLOWED_WARNINGS.has(code))).toEqual([]);
});

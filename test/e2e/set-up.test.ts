import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;

function npmScript(file: string, args: string[], env: Record<string, string>) {
  return spawnSync(process.execPath, [file, ...args], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env } });
}

describe('set-up says in one sentence what is missing', () => {
  it.each([
    { file: 'src/setup/start.mjs', variable: 'GRASSLENS_CHROMIUM' },
    { file: 'src/setup/test.mjs', variable: 'GRASSLENS_FIREFOX' },
  ])('$file without the browser that $variable names', ({ file, variable }) => {
    const { status, stderr } = npmScript(file, [], { [variable]: '/nowhere/browser' });
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(variable);
    expect(stderr).toContain('/nowhere/browser');
  });

  it('a browser that is nowhere to be found: what to install, in both languages', () => {
    const find = `import('./src/setup/browsers.mjs').then(({ findBrowser }) => findBrowser('firefox')).catch(({ message }) => console.log(message))`;
    const said = (lang: string) =>
      // Without a path and without a right to install, nothing is found and nothing is changed.
      spawnSync(process.execPath, ['-e', `process.getuid = () => 1000; ${find}`], {
        cwd: ROOT,
        encoding: 'utf8',
        env: { PATH: '/nowhere', LANG: lang },
      }).stdout;
    expect(said('zh_CN.UTF-8')).toMatch(/没有找到 Firefox。请安装.*GRASSLENS_FIREFOX/);
    expect(said('en_US.UTF-8')).toMatch(/No Firefox was found\. Install it.*GRASSLENS_FIREFOX/);
  });

  it('an option that the demo does not have', () => {
    const { status, stderr } = npmScript('dist/server/show.js', ['--onec'], { LANG: 'en_US.UTF-8', LC_ALL: '' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^✗ Unknown option --onec; there is only --once/);
  });
});

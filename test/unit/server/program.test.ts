import { mkdir, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MetricsResponse } from '../../../src/api/contract';
import { NOTE, note, xingheDays } from './support/files';
import { type Finished, Program } from './support/program';

/** One sentence: a line that is no stack trace and no log. */
const SENTENCE = /^[^\n{]+\n$/;

let program: Program;
beforeAll(async () => {
  program = await Program.build();
  await writeFile(program.path('xinghe.csv'), xingheDays('2026-07-01', '2026-07-15'));
  await writeFile(program.path('more.csv'), xingheDays('2026-07-16', '2026-07-20'));
  await writeFile(program.path('letter.csv'), 'Dear Sir or Madam\n');
  await writeFile(program.path('empty.csv'), '');
  await mkdir(program.path('folder'));
});
afterAll(() => program.close());

function failed({ code, out, err }: Finished, text: RegExp, exit = 1): void {
  expect({ code, out }).toEqual({ code: exit, out: '' });
  expect(err).toMatch(SENTENCE);
  expect(err).toMatch(text);
}

async function visitors(url: string, token: string): Promise<number | string> {
  const response = await fetch(`${url}/v1/metrics`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ subjects: [note(NOTE)], range: { from: '2026-07-01', to: '2026-07-31' } }),
  });
  const { answers } = (await response.json()) as MetricsResponse;
  const figure = answers[note(NOTE)]?.cells.find(({ platform }) => platform === 'taobao')?.figures.visitors;
  return figure?.state === 'known' ? figure.low : (figure?.reason ?? 'not ours');
}

describe('without a server running', () => {
  test('a preview, an import, the same import again, the list and undo', async () => {
    const data = ['--data', 'own'];
    const preview = await program.run('import', 'xinghe.csv', '--preview', ...data);
    expect(preview).toMatchObject({ code: 0, err: '' });
    expect(preview.out).toContain('Preview only, nothing stored');
    const imported = await program.run('import', 'xinghe.csv', ...data);
    expect(imported.out).toContain('Imported as 1\n');
    expect(imported.out).toContain('Days 2026-07-01 to 2026-07-15, as of 2026-07-15');
    expect(imported.out).toContain('--caliber click|conversion');
    expect((await program.run('import', 'xinghe.csv', ...data)).out).toContain('live already (as 1)');
    expect((await program.run('imports', ...data)).out).toMatch(
      /^1\tlive\txinghe\.csv\t[^\t]+\t2026-07-01\.\.2026-07-15\t15\n$/,
    );
    expect((await program.run('undo', '1', ...data)).out).toContain('Import 1 (xinghe.csv) is undone');
    expect((await program.run('imports', ...data)).out).toMatch(/^1\tundone\t/);
    failed(await program.run('undo', '9', ...data), /no import 000009/);
  });

  test('of several files the good ones are imported, the bad ones named, and the exit code says so', async () => {
    const result = await program.run(
      'import',
      'xinghe.csv',
      'letter.csv',
      'nowhere.csv',
      'more.csv',
      '--data',
      'several',
    );
    expect(result.code).toBe(1);
    expect(result.err.split('\n').filter((line) => line !== '')).toEqual([
      expect.stringMatching(/^letter\.csv was not imported: /),
      expect.stringMatching(/^nowhere\.csv was not imported: There is no file nowhere\.csv/),
    ]);
    expect(result.out).toContain('Imported as 1\n');
    expect(result.out).toContain('Imported as 2\n');
    expect(result.out).toContain('Files imported: 2, failed: 2.');
  });

  test('a mapping is begun from a table, filled in, tried, saved, shared and taken away', async () => {
    const data = ['--data', 'mapped'];
    await writeFile(program.path('ud.csv'), `投放日期,笔记,花了\n2026-07-01,${NOTE},1.50\n`);
    const begun = await program.run('mapping', 'new', 'ud.csv');
    expect(begun.err).toContain('grasslens mapping save');
    expect(JSON.parse(begun.out)).toEqual({
      grasslens: 'mapping/1',
      name: 'ud',
      grain: 'note',
      columns: { 投放日期: 'ignore', 笔记: 'ignore', 花了: 'ignore' },
    });
    await writeFile(program.path('blank.json'), begun.out);
    failed(await program.run('mapping', 'save', 'blank.json', ...data), /blank\.json was not saved: .*no measure/);
    const filled = begun.out
      .replace('"投放日期": "ignore"', '"投放日期": "date"')
      .replace('"笔记": "ignore"', '"笔记": "note"')
      .replace('"花了": "ignore"', '"花了": "ud_spend"');
    await writeFile(program.path('ud.json'), filled);
    expect((await program.run('mapping', 'save', 'ud.json', ...data)).out).toContain('The mapping “ud” is saved');
    expect((await program.run('mapping', 'list', ...data)).out).toBe('ud\tmapped\tnote\t投放日期、笔记、花了\n');
    expect((await program.run('import', 'ud.csv', ...data)).out).toContain('Imported as 1\n');
    const shared = await program.run('mapping', 'export', 'ud', ...data);
    expect(JSON.parse(shared.out)).toMatchObject({ name: 'ud', columns: { 花了: 'ud_spend' } });
    expect((await program.run('mapping', 'remove', 'ud', ...data)).code).toBe(0);
    failed(await program.run('mapping', 'export', 'ud', ...data), /no mapping “ud”/);
    expect((await program.run('imports', ...data)).out).toContain('1\tlive\tud.csv');
  });

  test('a workspace goes to another in one file, with a server running or without, and is there only once', async () => {
    await program.run('import', 'xinghe.csv', '--caliber', 'click', '--data', 'from');
    const exported = await program.run('export', 'own.zip', '--data', 'from');
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(exported.out).toContain('own.zip');
    failed(await program.run('export', 'own.zip', '--data', 'from'), /own\.zip exists/);
    failed(await program.run('export', 'nowhere/x.zip', '--data', 'from'), /x\.zip cannot be written: .*ENOENT/);
    const taken = await program.run('import', 'own.zip', '--data', 'to');
    expect(taken.out).toMatch(
      /^own\.zip: archive “default”, written \d{4}-\d\d-\d\d, 1 imports\n {2}imported as #1: xinghe/,
    );
    expect((await program.run('import', 'own.zip', '--data', 'to')).out).toContain('imported before as #1');

    const serving = await program.serve('--data', 'to', '--port', '0');
    const token = (await program.run('token', 'create', '--data', 'to')).out.trim();
    // 15 days of 40 people each.
    expect(await visitors(serving.url, token)).toBe(600);
    expect((await program.run('export', 'served.zip', '--data', 'to')).code).toBe(0);
    failed(await program.run('import', 'served.zip', '--window', '15', '--data', 'to'), /taken as it is/);
    const asked = await fetch(`${serving.url}/local/archive`, { headers: { authorization: `Bearer ${token}` } });
    expect(asked.status).toBe(401);
    const again = await program.run('import', 'served.zip', '--workspace', 'other', '--data', 'to');
    expect(again.out).toContain('imported as #1: xinghe.csv');
    await serving.stop();
    expect((await program.run('imports', '--workspace', 'other', '--data', 'to')).out).toMatch(
      /^1\tlive\txinghe\.csv\t/,
    );
  });

  test.each([
    ['a mapping and a kind', ['import', 'xinghe.csv', '--mapping', 'x.json', '--kind', 'map'], /not both/, 2],
    ['a mapping that is not there', ['import', 'xinghe.csv', '--mapping', 'x.json'], /There is no file x\.json/, 1],
    ['a mapping that is none', ['import', 'xinghe.csv', '--mapping', 'xinghe.csv'], /This is no column mapping/, 1],
    ['no mapping to save', ['mapping', 'save'], /lacks an argument/, 2],
    ['an empty file', ['import', 'empty.csv'], /empty\.csv was not imported: /, 1],
    ['a folder for a file', ['import', 'folder'], /folder was not imported: .*cannot be read/, 1],
    ['no file', ['import'], /Name the file/, 2],
    ['an option that is none', ['import', 'xinghe.csv', '--windw', '15'], /no option --windw/, 2],
    ['a window nobody has', ['import', 'xinghe.csv', '--window', '14'], /“14” is no value for --window/, 2],
    ['a day that is none', ['import', 'xinghe.csv', '--as-of', '2026-02-30'], /--as-of; it takes YYYY-MM-DD/, 2],
    ['a port that is none', ['serve', '--port', '99999'], /--port/, 2],
    ['a workspace name that is none', ['token', 'create', '--workspace', 'Our Brand'], /cannot name a workspace/, 1],
    ['an argument too few', ['undo'], /lacks an argument/, 2],
    ['a site patch that is not there', ['serve', '--sites', 'none.json'], /none\.json/, 1],
    [
      'a site patch that is none',
      ['serve', '--sites', 'letter.csv'],
      /letter\.csv is not JSON: it breaks at line 1, column 1;/,
      1,
    ],
    ['a database that is no address', ['serve', '--database', 'mysql://x'], /--database is not a database address/, 1],
    [
      'a database that is not there',
      ['imports', '--database', 'postgres://u:hidden@127.0.0.1:1/x'],
      /127\.0\.0\.1:1\/x cannot/,
      1,
    ],
  ])('%s is one sentence', async (_, args, text, exit) => {
    const result = await program.run(...args, ...(args.includes('--database') ? [] : ['--data', 'bad-input']));
    failed(result, text, exit);
    expect(result.err).not.toContain('hidden');
  });

  test('the sentence is in the language of the user', async () => {
    const result = await program.run('import', '--lang', 'zh-CN');
    expect(result.err).toBe('请写出要导入的文件，例如：grasslens import 星河.csv\n');
  });

  test('a data folder that is a file, or holds no database, is named', async () => {
    failed(await program.run('imports', '--data', 'xinghe.csv'), /xinghe\.csv cannot be written/);
    await mkdir(program.path('ruined/db'), { recursive: true });
    await writeFile(program.path('ruined/db/PG_VERSION'), 'none');
    failed(await program.run('imports', '--data', 'ruined'), /database in .*ruined does not open/);
  });

  test('a command that is none shows those that are', async () => {
    const result = await program.run('sevre');
    expect(result.code).toBe(2);
    expect(result.err).toContain('serve');
    expect(result.err).toContain('There is no command “sevre”');
  });
});

describe('with a server running', () => {
  let served: Awaited<ReturnType<Program['serve']>>;
  let token: string;
  let blocker: Server;
  beforeAll(async () => {
    // The default port is taken, so that the next free one must be found.
    blocker = createServer();
    await new Promise<void>((ready) => {
      blocker.once('error', () => ready()).listen(8787, '127.0.0.1', ready);
    });
    served = await program.serve('--data', 'served');
  });
  afterAll(async () => {
    await new Promise((closed) => blocker.close(closed));
  });

  test('the next free port is taken and said; only this machine can reach it', async () => {
    const { hostname, port } = new URL(served.url);
    expect(hostname).toBe('127.0.0.1');
    expect(Number(port)).toBeGreaterThan(8787);
    expect((await fetch(`${served.url}/healthz`)).status).toBe(200);
  });

  test('token, import and undo go through it; the secret is for the owner’s eyes only', async () => {
    const made = await program.run('token', 'create', '--data', 'served');
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^gl_default_[0-9a-f]{40}\n$/) });
    token = made.out.trim();
    const imported = await program.run('import', 'xinghe.csv', 'letter.csv', '--data', 'served');
    expect(imported.code).toBe(1);
    expect(imported.out).toContain('Imported as 1\n');
    expect(imported.err).toMatch(/^letter\.csv was not imported: /);
    // 15 days × 40
    expect(await visitors(served.url, token)).toBe(600);
    await program.run('import', 'more.csv', '--data', 'served');
    expect(await visitors(served.url, token)).toBe(800);
    expect((await program.run('undo', '2', '--data', 'served')).code).toBe(0);
    expect(await visitors(served.url, token)).toBe(600);
    failed(await program.run('undo', '9', '--data', 'served'), /no import 000009/);
    failed(await program.run('import', 'nowhere.csv', '--data', 'served'), /There is no file nowhere\.csv/);
    failed(await program.run('import', 'folder', '--data', 'served'), /folder was not imported: .*cannot be read/);
    expect((await stat(program.path('served/serve.json'))).mode & 0o077).toBe(0);
    // One that is revoked opens nothing any more, at once; the others do, and no list shows a token.
    const lent = (await program.run('token', 'create', '--label', '外包', '--data', 'served')).out.trim();
    expect(await visitors(served.url, lent)).toBe(600);
    const listed = (await program.run('token', 'list', '--data', 'served')).out;
    expect(listed).toMatch(/^[0-9a-f]{12}\t\d{4}-\d\d-\d\dT[\d:]{8}Z\n[0-9a-f]{12}\t[^\t]+\t外包\n$/);
    expect(listed).not.toContain(lent.slice(-12));
    const id = listed.split('\n')[1]?.slice(0, 12) ?? '';
    expect((await program.run('token', 'revoke', id, '--data', 'served')).code).toBe(0);
    const known = (with_: string) => fetch(`${served.url}/v1/known`, { headers: { authorization: `Bearer ${with_}` } });
    expect([(await known(lent)).status, (await known(token)).status]).toEqual([401, 200]);
    failed(await program.run('token', 'revoke', id, '--data', 'served'), new RegExp(`There is no token ${id}`));
    // A token is for questions, not for giving out others.
    const authorization = `Bearer ${token}`;
    expect((await fetch(`${served.url}/local/tokens`, { headers: { authorization } })).status).toBe(401);
    expect((await program.run('import', 'xinghe.csv', '--data', 'served', '--workspace', 'brand-b')).out).toContain(
      'Imported as 1\n',
    );
  });

  test('a mapping goes through it too', async () => {
    const columns = { 投放日期: 'date', 笔记: 'note', 花了: 'ud_spend' };
    const ud = { grasslens: 'mapping/1', name: 'UD', columns };
    await writeFile(program.path('ud.csv'), `投放日期,笔记,花了\n2026-07-01,${NOTE},1.50\n`);
    await writeFile(program.path('served.json'), JSON.stringify(ud));
    const many = Array.from({ length: 195 }, (_, at) => [`一个很长很长的列名，不读取它${at}`, 'ignore']);
    await writeFile(
      program.path('long.json'),
      JSON.stringify({ ...ud, columns: { ...columns, ...Object.fromEntries(many) } }),
    );
    const data = ['--data', 'served'];
    expect((await program.run('import', 'ud.csv', '--mapping', 'served.json', '--preview', ...data)).out).toContain(
      'ud.csv: UD (by its headings',
    );
    failed(await program.run('import', 'ud.csv', '--mapping', 'long.json', ...data), /too long to be sent along/);
    expect((await program.run('mapping', 'save', 'long.json', ...data)).code).toBe(0);
    expect((await program.run('mapping', 'list', ...data)).out).toMatch(/^UD\tmapped\tnote\t投放日期、笔记、花了、/);
    expect((await program.run('mapping', 'remove', 'UD', ...data)).code).toBe(0);
    failed(await program.run('mapping', 'remove', 'UD', ...data), /no mapping “UD”/);
  });

  test('a second server on the folder, and one on its port, are told so', async () => {
    failed(await program.run('serve', '--data', 'served'), /served is in use by another grasslens process/);
    const { port } = new URL(served.url);
    failed(
      await program.run('serve', '--data', 'elsewhere', '--port', port),
      new RegExp(`Port ${port} on 127.0.0.1 is in use`),
    );
  });

  test('asked to stop it stops cleanly and leaves the folder to the next', async () => {
    expect(await served.stop()).toMatchObject({ code: 0, err: '' });
    await expect(program.read('served/serve.json')).rejects.toThrow();
    served = await program.serve('--data', 'served');
    expect(await visitors(served.url, token)).toBe(600);
    // Killed outright, the kernel gives the lock back.
    served.child.kill('SIGKILL');
    await new Promise((gone) => served.child.once('exit', gone));
    expect((await program.run('imports', '--data', 'served')).out).toContain('1\tlive\txinghe.csv');
  });
});

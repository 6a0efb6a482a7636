import { createWriteStream, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../../src/metrics/days';
import { runs } from '../../support/runs';
import { rawXlsx } from '../exports/workbook';
import { type Postgres, startPostgres } from './support/postgres';
import { Program } from './support/program';

/** The bounds that README states, in MB; making a new data folder alone takes PGlite some 900. */
const BOUND = { folder: 1280, server: 512 };
/** 200 MB in a soak. */
const MEGABYTES = runs(200);
/** As many rows of a workbook as one sheet can hold, nearly. */
const SHEET_ROWS = runs(1_000_000);
const COUNTS = ['阅读/播放UV', '点赞UV', '评论UV', '收藏UV', '转发UV', '互动UV', '搜索进店UV', '进店UV', '商品加购UV'];
const MONEY = ['商家GMV', '订单商品成交GMV', '非订单商品成交GMV'];

/** 种草星河 content rows until there are so many bytes, each day one row per note. @returns how many rows */
async function writeExport(path: string, megabytes: number, notes: number): Promise<number> {
  let rows = 0;
  let bytes = 0;
  const lines = function* () {
    yield `${['日期', '内容ID', '内容标题', '达人昵称', '流量类型', '归因周期', ...COUNTS, ...MONEY].join(',')}\n`;
    while (bytes < megabytes * 1e6) {
      let text = '';
      for (let more = 0; more < 500; more++, rows++) {
        const note = rows % notes;
        const date = addDays('2026-01-01', Math.floor(rows / notes));
        const id = `6841f0${String(note).padStart(18, '0')}`;
        const values = [
          ...COUNTS.map((_, at) => (rows * 7 + at) % 5000),
          ...MONEY.map((_, at) => `${rows % 999}.${at}5`),
        ];
        text += `${date},${id}\t,这是第${note}篇笔记的标题，说的是防晒,达人${note % 500},全部流量,15,${values.join(',')}\n`;
      }
      bytes += Buffer.byteLength(text);
      yield text;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return rows;
}

/** The same as a workbook, of so many rows. */
async function writeWorkbook(path: string, rows: number): Promise<void> {
  const strings = ['日期', '内容ID', '流量类型', '归因周期', '进店UV', '商家GMV', '全部流量'];
  const shared = (at: number) => `<c t="s"><v>${at}</v></c>`;
  const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const lines = [
    `<row>${strings
      .slice(0, 6)
      .map((_, at) => shared(at))
      .join('')}</row>`,
  ];
  for (let row = 0; row < rows; row++) {
    const id = `6841f0${String(row % 5_000).padStart(18, '0')}`;
    const date = addDays('2026-01-01', Math.floor(row / 5_000));
    const numbers = [15, row % 5_000, `${row % 999}.25`].map((value) => `<c><v>${value}</v></c>`);
    lines.push(`<row>${inline(date)}${inline(id)}${shared(6)}${numbers.join('')}</row>`);
  }
  const words = strings.map((text) => `<si><t>${text}</t></si>`).join('');
  await writeFile(path, await rawXlsx({ S: lines.join('') }, { strings: words }));
}

describe.runIf(process.platform === 'linux')('the most memory that importing a large file takes', () => {
  let program: Program;
  let postgres: Postgres;
  beforeAll(async () => {
    [program, postgres] = await Promise.all([Program.build(), startPostgres()]);
  });
  afterAll(async () => {
    await program.close();
    await postgres.stop();
  });

  /** Runs a command to its end. @returns what it said and the most memory it ever held, in MB */
  async function measured(...args: string[]) {
    const { child, done } = program.start(...args);
    let most = 0;
    const look = setInterval(() => {
      const held = /VmHWM:\s+(\d+) kB/.exec(statusOf(child.pid))?.[1];
      most = Math.max(most, Math.round(Number(held ?? 0) / 1024));
    }, 50);
    const finished = await done;
    clearInterval(look);
    return { ...finished, most };
  }

  test.each([
    ['a data folder', 'a few notes', 5_000, () => ['--data', 'few'], BOUND.folder],
    ['a data folder', 'another note in every row', Number.POSITIVE_INFINITY, () => ['--data', 'many'], BOUND.folder],
    ['PostgreSQL', 'a few notes', 5_000, () => ['--database', postgres.url], BOUND.server],
    [
      'PostgreSQL',
      'another note in every row',
      Number.POSITIVE_INFINITY,
      () => ['--database', postgres.url, '--workspace', 'many'],
      BOUND.server,
    ],
  ])('into %s, with %s', async (store, shape, notes, where, bound) => {
    const rows = await writeExport(program.path('large.csv'), MEGABYTES, notes);
    const { code, out, err, most } = await measured('import', 'large.csv', ...where());
    await rm(program.path('large.csv'));
    expect({ code, err: err.replace(/^large\.csv: .*\n/gm, '') }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`values: ${rows.toLocaleString('en-US')}`);
    const subjects = Math.min(rows, notes).toLocaleString('en-US');
    expect(out).toContain(`named: ${subjects}`);
    console.log(`${MEGABYTES} MB into ${store} with ${shape}: ${rows} rows, at most ${most} MB`);
    expect(most).toBeGreaterThan(50);
    expect(most).toBeLessThan(bound);
  });

  test('into a data folder, of a workbook as long as a sheet can be', async () => {
    await writeWorkbook(program.path('large.xlsx'), SHEET_ROWS);
    const { code, out, most } = await measured('import', 'large.xlsx', '--data', 'workbook');
    await rm(program.path('large.xlsx'));
    expect(code).toBe(0);
    expect(out).toContain(`values: ${SHEET_ROWS.toLocaleString('en-US')}`);
    console.log(`${SHEET_ROWS} rows of a workbook: at most ${most} MB`);
    expect(most).toBeGreaterThan(50);
    expect(most).toBeLessThan(BOUND.folder);
  });
});

function statusOf(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addDays } from '../../../src/metrics/days';
import { encodeRows } from '../../../src/server/db/copy-text';
import { fileUpload } from '../../../src/server/imports/upload';
import { Service } from '../../../src/server/service';
import { type Store, timed } from './stores';

/** 种草星河 content rows with every column of the export (domain.md §1.3). */
const MEASURES = [
  '阅读/播放UV',
  '点赞UV',
  '评论UV',
  '收藏UV',
  '转发UV',
  '互动UV',
  '搜索曝光UV',
  '搜索进店UV',
  '进店UV',
  '新客进店uv',
  '商品收藏UV',
  '商品加购UV',
  '关注店铺UV',
  '店铺会员UV',
  '成交UV',
  '新客成交UV',
  '商家GMV',
  '订单商品成交GMV',
  '非订单商品成交GMV',
  '订单商品新客成交GMV',
  '预售付定GMV',
  '预售整单预估GMV',
  '预售付定UV',
];
const HEADINGS = ['日期', '内容ID', '内容标题', '达人昵称', '流量类型', '归因周期', ...MEASURES];
const DAYS = 100;
/** Rows per bare COPY: as large as a message to the store may comfortably be. */
const COPY_ROWS = 50_000;

const noteAt = (at: number): string => `6841f0${at.toString(16).padStart(18, '0')}`;

function* lines(rows: number): Generator<string> {
  yield `${HEADINGS.join(',')}\n`;
  const perDay = Math.ceil(rows / DAYS);
  for (let day = 0; day < DAYS; day++) {
    const date = addDays('2026-04-01', day);
    let text = '';
    for (let at = 0; at < perDay; at++) {
      const note = at >> 1;
      const values = MEASURES.map((name, column) =>
        name.endsWith('GMV')
          ? (((at * 37 + day * 11 + column) % 99_999) / 100).toFixed(2)
          : (at * 7 + day * 3 + column) % 5000,
      );
      text += `${date},${noteAt(note)}\t,这是一篇笔记的标题${note},达人${note % 500},全部流量,${at % 2 === 0 ? 15 : 30},${values.join(',')}\n`;
    }
    yield text;
  }
}

/** How long the importer takes for a file of so many rows, and a bare COPY of the very rows that it stored. */
export async function measureImport(store: Store, rows: number) {
  const file = join(store.home, 'xinghe.csv');
  await pipeline(Readable.from(lines(rows)), createWriteStream(file));
  const service = await Service.open(store.db, (error) => {
    throw error;
  });
  await service.workspaces.ensure('bench');
  const imported = await timed(async () => {
    const upload = await fileUpload(file);
    const { report } = await service.importer.run({ workspace: 'bench', upload, declared: {} });
    if (report?.counts.values !== rows) throw new Error(`${report?.counts.values} of ${rows} rows came in`);
  });
  return { imported, copied: await copyBare(store, rows) };
}

/** The stored rows once more, into a table of the same columns and keys. */
async function copyBare({ db }: Store, rows: number): Promise<number> {
  await db.query('CREATE TABLE grasslens.bare (LIKE grasslens.facts INCLUDING ALL)');
  const columns = await usedColumns(db);
  let copied = 0;
  for (let from = 0; from < rows; from += COPY_ROWS) {
    const records = await db.query<Record<string, string | null>>(
      `SELECT ${columns.map((column) => `${column}::text`).join(', ')} FROM grasslens.facts
       WHERE workspace_id = 'bench' AND row_no >= $1 AND row_no < $2 ORDER BY row_no`,
      [from, from + COPY_ROWS],
    );
    const text = encodeRows(records.map((record) => columns.map((column) => record[column] ?? null)));
    copied += await timed(() => db.copyIn('grasslens.bare', columns, text));
  }
  await db.query('DROP TABLE grasslens.bare');
  return copied;
}

/** The columns that hold anything: no one would send the others. */
async function usedColumns(db: Store['db']): Promise<string[]> {
  const columns = await db.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = 'grasslens' AND table_name = 'facts' ORDER BY ordinal_position`,
  );
  const counts = await db.query<Record<string, number>>(
    `SELECT ${columns.map(({ name }) => `count(${name})::int AS ${name}`).join(', ')} FROM grasslens.facts`,
  );
  return columns.map(({ name }) => name).filter((name) => (counts[0]?.[name] ?? 0) > 0);
}

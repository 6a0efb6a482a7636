import { NOTES, noteUrl } from '../workspace';
import type { Cell } from './tables';

const PLATFORM = { taobao: '淘宝', jd: '京东' } as const;
const HEADINGS = [
  '笔记ID',
  '笔记标题',
  '达人昵称',
  '笔记链接',
  '笔记发布日期',
  '平台',
  '任务ID',
  '商品ID',
  '商品名称',
] as const;

/** Which note is in which task and sells which product: a row per note, task and product, as a team keeps it by hand. */
export function mapRows(): Cell[][] {
  const rows = NOTES.flatMap((note) =>
    note.tasks.flatMap((task) =>
      task.products.map((product) => [
        note.id,
        note.title,
        note.kol,
        noteUrl(note),
        note.published,
        PLATFORM[task.platform],
        task.id,
        product.id,
        product.name,
      ]),
    ),
  );
  return [[...HEADINGS], ...rows];
}

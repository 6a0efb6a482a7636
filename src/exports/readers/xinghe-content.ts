import type { Subject } from '../../metrics/subjects';
import { momentOf, Unreadable } from '../cells';
import { defineReader, type Table } from '../define';
import type { Parsed } from '../face';
import type { LineCells } from '../line-cells';
import { noteIn, taskIn } from '../links';
import {
  saysSycm,
  undeclaredInXinghe,
  XINGHE_NAMES,
  XINGHE_PROOF,
  XINGHE_RESULTS,
  type XingheRole,
  xingheRow,
} from './xinghe';

/** One row per day × content (× window × traffic kind): what a note sold on Taobao and Tmall. */
function contentReader(source: 'xinghe' | 'sycm', name: { zh: string; en: string }) {
  return defineReader<XingheRole>({
    kind: `${source}-content`,
    source,
    name,
    vocabulary: {
      names: XINGHE_NAMES,
      needs: [['date'], ['contentId', 'contentLink'], XINGHE_RESULTS],
      proof: XINGHE_PROOF,
    },
    unlikely: (head) => saysSycm(head) !== (source === 'sycm'),
    keys: ['date', 'contentId', 'contentLink'],
    undeclared: undeclaredInXinghe,
    lines: (table) => (cells, declared) => {
      const subject = contentOf(cells);
      const row = xingheRow(table, cells, declared, { source, grain: 'note', subject, entity: '' });
      return [{ type: 'row', row }, ...contentFacts(table, cells, subject)];
    },
  });
}

export const xingheContent = contentReader('xinghe', { zh: '种草星河 内容数据', en: 'Xinghe, per content' });
export const sycmContent = contentReader('sycm', {
  zh: '生意参谋 内容种草（按内容）',
  en: 'Sycm content seeding, per content',
});

/**
 * The note of a content row: the id column where it holds a note's id (it may hold the console's own), else the link.
 * @throws Unreadable for a content that is no note of Xiaohongshu.
 */
function contentOf(cells: LineCells<XingheRole>): Subject {
  if (cells.get('contentLink', (text) => text) === null) return cells.need('contentId', noteIn);
  try {
    return cells.need('contentId', noteIn);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return cells.need('contentLink', noteIn);
  }
}

/** What a content row says of its note beside numbers; tasks it names are linked. */
function contentFacts({ facts }: Table<XingheRole>, cells: LineCells<XingheRole>, note: Subject): Parsed[] {
  const tasks = [cells.beside('taskId', tasksIn), cells.beside('orderId', tasksIn)].flatMap((list) => list ?? []);
  return [
    ...facts.labels(note, {
      title: cells.fact('title'),
      kol: cells.fact('kol'),
      task: cells.fact('taskName'),
      published: cells.fact('published', (text) => momentOf(text).day),
    }),
    ...tasks.flatMap((task) => facts.link(note, task)),
  ];
}

/** A content that serves several tasks names them in one cell. */
function tasksIn(text: string): Subject[] {
  return text.split(/[,;，；、\s]+/).map((id) => taskIn(id, 'taobao'));
}

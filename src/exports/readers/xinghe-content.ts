import type { Subject } from '../../metrics/subjects';
import { day, momentOf, Unreadable, windowIn } from '../cells';
import { detectBy, findColumns, type Vocabulary } from '../columns';
import type { Reader } from '../face';
import { Facts } from '../facts';
import { type LineCells, lineReader } from '../line-reader';
import { noteIn, taskIn } from '../links';
import { hasColumn, measuresOf, trafficIn, undeclared } from '../roles';
import { XINGHE_NAMES, XINGHE_RESULTS } from './xinghe';

const NAMES = {
  ...XINGHE_NAMES,
  contentId: ['内容ID', '笔记ID'],
  contentLink: ['内容链接', '笔记链接'],
  taskId: ['订单ID', '任务ID'],
} as const;
type Role = keyof typeof NAMES;

const VOCABULARY: Vocabulary<Role> = {
  names: NAMES,
  needs: [['date'], ['contentId', 'contentLink'], XINGHE_RESULTS],
};

/** 种草星河, one row per day × content (× window × traffic kind): what a note sold on Taobao and Tmall. */
export const xingheContent: Reader = {
  kind: 'xinghe-content',
  source: 'xinghe',
  name: { zh: '种草星河 内容数据', en: 'Xinghe, per content' },
  detect: detectBy(VOCABULARY),
  prepare(head) {
    const found = findColumns('xinghe-content', head, VOCABULARY);
    const measures = measuresOf(found);
    const facts = new Facts();
    return {
      columns: found.report,
      undeclared: undeclared({
        window: hasColumn(found, 'window'),
        traffic: hasColumn(found, 'traffic'),
        caliber: false,
        filtered: false,
      }),
      firstLine: found.headingLine + 1,
      read: lineReader(found, {
        keys: ['date', 'contentId', 'contentLink'],
        take(cells, declared) {
          const to = cells.need('date', day);
          const note = noteOf(cells);
          const tasks =
            cells.get('taskId', (text) => text.split(/[,;，；、\s]+/).map((id) => taskIn(id, 'taobao'))) ?? [];
          return [
            {
              type: 'row',
              row: {
                source: 'xinghe',
                grain: 'note',
                subject: note,
                entity: '',
                period: { kind: 'day', from: to, to },
                window: cells.get('window', windowIn) ?? declared.window ?? 'unknown',
                caliber: declared.caliber ?? 'unknown',
                traffic: cells.get('traffic', trafficIn) ?? declared.traffic ?? 'unknown',
                sampling: null,
                line: cells.line.line,
                ...cells.measured(measures, null),
              },
            },
            ...facts.labels(note, {
              title: cells.fact('title'),
              kol: cells.fact('kol'),
              task: cells.fact('taskName'),
              published: cells.fact('published', (text) => momentOf(text).day),
            }),
            ...tasks.flatMap((task) => facts.link(note, task)),
          ];
        },
      }),
    };
  },
};

/** The id column where it holds a note's id (it may hold the console's own), else the link. */
function noteOf(cells: LineCells<Role>): Subject {
  if (cells.get('contentLink', (text) => text) === null) return cells.need('contentId', noteIn);
  try {
    return cells.need('contentId', noteIn);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return cells.need('contentLink', noteIn);
  }
}

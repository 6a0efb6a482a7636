import { momentOf } from '../cells';
import { detectBy, findColumns, type Vocabulary } from '../columns';
import type { Reader } from '../face';
import { Facts } from '../facts';
import { lineReader } from '../line-reader';
import { noteIn } from '../links';
import { bannerPeriod } from '../periods';
import {
  JUGUANG_NAMES,
  JUGUANG_WINDOWED,
  type JuguangRole,
  juguangRows,
  splitOf,
  timeOf,
  undeclaredIn,
} from './juguang';

const VOCABULARY: Vocabulary<JuguangRole> = {
  names: JUGUANG_NAMES,
  windowed: JUGUANG_WINDOWED,
  needs: [['noteId', 'noteLink'], ['spend'], ['impressions', 'clicks']],
  never: ['创意ID', '创意名称', '博主报价', '服务费金额', '订单状态', 'TI人群数'],
};

/** 聚光, one row per day × note: what a note cost and did on Xiaohongshu. Not its 创意 report, which holds the same yuan. */
export const juguangNote: Reader = {
  kind: 'juguang-note',
  source: 'juguang',
  name: { zh: '聚光 笔记数据', en: 'Juguang, per note' },
  detect: detectBy(VOCABULARY),
  prepare(head) {
    const found = findColumns('juguang-note', head, VOCABULARY);
    const banner = bannerPeriod(head, found.headingLine);
    const facts = new Facts();
    return {
      columns: found.report,
      undeclared: undeclaredIn(head, found, banner),
      firstLine: found.headingLine + 1,
      read: lineReader(found, {
        keys: ['noteId', 'noteLink'],
        take(cells, declared) {
          const note = cells.get('noteId', noteIn) ?? cells.need('noteLink', noteIn);
          const { period, hour } = timeOf(cells, note, banner, declared);
          return [
            ...juguangRows(
              found,
              cells,
              period,
              { grain: 'note', subject: note, entity: splitOf(cells, hour), line: cells.line.line },
              declared,
            ),
            ...facts.labels(note, {
              title: cells.fact('title'),
              kol: cells.fact('kol'),
              published: cells.fact('published', (text) => momentOf(text).day),
            }),
          ];
        },
      }),
    };
  },
};

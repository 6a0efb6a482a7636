import { momentOf } from '../cells';
import { defineReader } from '../define';
import { noteIn } from '../links';
import { juguangLines, undeclaredInJuguang } from './juguang';
import { JUGUANG_COLUMNS, type JuguangRole, NOT_JUGUANG } from './juguang-names';

/** 聚光, one row per day × note: what a note cost and did. Not the 创意 report, which holds the same yuan. */
export const juguangNote = defineReader<JuguangRole>({
  kind: 'juguang-note',
  source: 'juguang',
  name: { zh: '聚光 笔记数据', en: 'Juguang, per note' },
  vocabulary: {
    ...JUGUANG_COLUMNS,
    needs: [['noteId', 'noteLink'], ['spend']],
    never: ['创意ID', '创意名称', ...NOT_JUGUANG],
  },
  keys: ['noteId', 'noteLink'],
  undeclared: undeclaredInJuguang,
  lines(table) {
    const rows = juguangLines(table);
    return (cells, declared) => {
      const subject = cells.get('noteId', noteIn) ?? cells.need('noteLink', noteIn, 'noteId');
      return [
        ...rows(cells, declared, { grain: 'note', subject, entity: '' }),
        ...table.facts.labels(subject, {
          title: cells.fact('title'),
          kol: cells.fact('kol'),
          published: cells.fact('published', (text) => momentOf(text).day),
        }),
      ];
    };
  },
});

import { idText } from '../cells';
import { defineReader } from '../define';
import { noteIn } from '../links';
import { juguangLines, undeclaredInJuguang } from './juguang';
import { JUGUANG_COLUMNS, type JuguangRole, NOT_JUGUANG } from './juguang-names';

/** 聚光, one row per day × creative: the same yuan as the note report, cut finer. */
export const juguangCreative = defineReader<JuguangRole>({
  kind: 'juguang-creative',
  source: 'juguang',
  name: { zh: '聚光 创意数据', en: 'Juguang, per creative' },
  vocabulary: {
    ...JUGUANG_COLUMNS,
    needs: [['creativeId'], ['noteId', 'noteLink'], ['spend']],
    never: NOT_JUGUANG,
  },
  keys: ['creativeId', 'noteId', 'noteLink'],
  undeclared: undeclaredInJuguang,
  lines(table) {
    const rows = juguangLines(table);
    return (cells, declared) => {
      const subject = cells.get('noteId', noteIn) ?? cells.need('noteLink', noteIn, 'noteId');
      const entity = cells.need('creativeId', idText);
      return [
        ...rows(cells, declared, { grain: 'creative', subject, entity }),
        ...table.facts.labels(subject, { title: cells.fact('title'), kol: cells.fact('kol') }),
      ];
    };
  },
});

import { COARSE } from '../../metrics/values';
import { idText } from '../cells';
import { defineReader } from '../define';
import { juguangLines, undeclaredInJuguang } from './juguang';
import { JUGUANG_COLUMNS, type JuguangRole, NOT_JUGUANG } from './juguang-names';

const FINER = ['笔记ID', '创意ID', '创意名称', '单元ID', '单元名称'];

/** 聚光 reports that name no note: their yuan count in the workspace's total only, never on a note. */
function coarseReader(grain: 'plan' | 'account', name: { zh: string; en: string }, never: readonly string[]) {
  const id = `${grain}Id` as const;
  return defineReader<JuguangRole>({
    kind: `juguang-${grain}`,
    source: 'juguang',
    name,
    vocabulary: {
      ...JUGUANG_COLUMNS,
      needs: [[id], ['spend'], ['impressions', 'clicks']],
      never: [...never, ...NOT_JUGUANG],
    },
    keys: [id],
    undeclared: undeclaredInJuguang,
    lines(table) {
      const rows = juguangLines(table);
      return (cells, declared) => rows(cells, declared, { grain, subject: COARSE, entity: cells.need(id, idText) });
    },
  });
}

export const juguangPlan = coarseReader('plan', { zh: '聚光 计划数据', en: 'Juguang, per plan' }, FINER);
export const juguangAccount = coarseReader('account', { zh: '聚光 账户数据', en: 'Juguang, per account' }, [
  ...FINER,
  '计划ID',
  '计划名称',
]);

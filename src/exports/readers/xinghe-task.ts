import type { Subject } from '../../metrics/subjects';
import { unreadable } from '../cells';
import { defineReader } from '../define';
import type { LineCells } from '../line-cells';
import { taskIn } from '../links';
import {
  saysSycm,
  undeclaredInXinghe,
  XINGHE_NAMES,
  XINGHE_PROOF,
  XINGHE_RESULTS,
  type XingheRole,
  xingheRow,
} from './xinghe';

/**
 * One row per day × 订单 or 任务: the total to trust, because each of its contents is credited in full with what
 * it shared with others. A row of an order within a task is the task's, told apart by the order.
 */
function taskReader(source: 'xinghe' | 'sycm', name: { zh: string; en: string }) {
  return defineReader<XingheRole>({
    kind: `${source}-task`,
    source,
    name,
    vocabulary: {
      names: XINGHE_NAMES,
      needs: [['date'], ['taskId', 'orderId'], XINGHE_RESULTS],
      proof: XINGHE_PROOF,
      never: ['内容ID', '内容链接', '笔记ID', '商详浏览UV', '归因范围', '下单UV', '主推商品成交GMV'],
    },
    unlikely: (head) => saysSycm(head) !== (source === 'sycm'),
    keys: ['date', 'taskId', 'orderId'],
    undeclared: undeclaredInXinghe,
    lines: (table) => (cells, declared) => {
      const whose = taskOf(cells);
      return [
        { type: 'row', row: xingheRow(table, cells, declared, { source, ...whose }) },
        // 订单名称 is the order's own name; where the row is a task's, told apart by order, it is not the task's.
        ...(whose.entity === '' ? table.facts.labels(whose.subject, { title: cells.fact('taskName') }) : []),
      ];
    },
  });
}

export const xingheTask = taskReader('xinghe', { zh: '种草星河 订单/任务数据', en: 'Xinghe, per order or task' });
export const sycmTask = taskReader('sycm', { zh: '生意参谋 内容种草（按任务）', en: 'Sycm content seeding, per task' });

/** @throws Unreadable for a row that names neither a task nor an order. */
function taskOf(cells: LineCells<XingheRole>): { grain: 'task' | 'order'; subject: Subject; entity: string } {
  const task = cells.get('taskId', (text) => taskIn(text, 'taobao'));
  const order = cells.get('orderId', (text) => taskIn(text, 'taobao'));
  const subject = task ?? order;
  if (subject === null) throw unreadable('export_row_no_task');
  const entity = task === null ? '' : (cells.text('orderId') ?? '');
  return { grain: order === null ? 'task' : 'order', subject, entity };
}

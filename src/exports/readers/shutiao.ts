import { momentOf, unreadable } from '../cells';
import { defineReader } from '../define';
import { noteIn } from '../links';
import { NOTE_ID } from '../proof';
import { undeclared } from '../roles';

const NAMES = {
  noteId: ['笔记ID'],
  noteLink: ['笔记链接'],
  kol: ['被推广者', '达人昵称', '博主昵称'],
  title: ['笔记标题'],
  status: ['订单状态', '状态'],
  start: ['启动时间', '开始时间', '推广开始时间'],
  boost_spend: ['实际支付金额', '实付金额'],
  boost_impressions: ['曝光量'],
  boost_reads: ['阅读量'],
  aside: ['实际消耗', '推广总预算'],
} as const;

const SCOPE = {
  source: 'shutiao',
  grain: 'order',
  window: 'none',
  caliber: 'none',
  traffic: 'none',
  sampling: null,
} as const;

const DONE = /^(?:推广)?(?:已|提前)?(?:完成|结束|完结)$/;
/** Final, with nothing spent. */
const UNDONE = /取消|退款|关闭|失败|驳回|拒绝|[未不]通过|未支付|待支付|终止|中止|作废|失效|撤[回销]|违规/;

/**
 * 薯条, one row per boost. It has no order number: a boost is its note, its start and its amount, and equal rows are
 * kept as so many boosts. What was paid counts on the day it began, once the boost is done.
 */
export const shutiao = defineReader<keyof typeof NAMES>({
  kind: 'shutiao-order',
  source: 'shutiao',
  name: { zh: '薯条 订单数据', en: 'Shutiao boosts' },
  vocabulary: {
    names: NAMES,
    needs: [['noteId', 'noteLink'], ['boost_spend'], ['start']],
    proof: { headings: /^被推广者$/, cells: [{ roles: ['noteId', 'noteLink'], shape: NOTE_ID }] },
  },
  keys: ['noteId', 'noteLink'],
  events: true,
  undeclared: () => undeclared({ asOf: false, filtered: false }),
  lines({ measures, facts }) {
    const seen = new Map<string, number>();
    return (cells) => {
      const subject = cells.get('noteId', noteIn) ?? cells.need('noteLink', noteIn, 'noteId');
      const start = cells.need('start', momentOf);
      const status = cells.text('status') ?? '推广完成';
      if (!DONE.test(status) && !UNDONE.test(status))
        cells.fault ??= unreadable('export_row_boost_running', { text: status });
      const measured = cells.measured(measures, null);
      const key = `${start.day} ${start.time ?? ''}|${measured.measures.boost_spend ?? ''}`;
      const times = (seen.get(`${subject}|${key}`) ?? 0) + 1;
      seen.set(`${subject}|${key}`, times);
      const { line } = cells.line;
      return [
        {
          type: 'row',
          row: {
            ...SCOPE,
            subject,
            entity: times === 1 ? key : `${key}|${times}`,
            period: { kind: 'day', from: start.day, to: start.day },
            line,
            ...(DONE.test(status) ? measured : { measures: { boost_spend: 0 } }),
          },
        },
        ...(times === 1 ? [] : [{ type: 'remark' as const, line, notice: { code: 'export_row_equal' } }]),
        ...facts.labels(subject, { title: cells.fact('title'), kol: cells.fact('kol') }),
      ];
    };
  },
});

import { momentOf, unreadable } from '../cells';
import { defineReader } from '../define';
import { noteIn } from '../links';
import { bannerDay, lifetimeTo } from '../periods';
import { AS_OF_NAMES, undeclared } from '../roles';

const NAMES = {
  noteId: ['笔记ID'],
  noteLink: ['笔记链接'],
  asOf: AS_OF_NAMES,
  kol: ['作业昵称', '作者昵称', '达人昵称', '博主昵称'],
  title: ['笔记标题'],
  published: ['创建时间', '发布时间', '笔记创建时间'],
  impressions: ['曝光量'],
  reads: ['阅读量'],
  engagements: ['互动量'],
  crowd_interested: ['I+TI人群数', 'I+TI人群'],
  crowd_deep: ['TI人群数', 'TI人群'],
  crowd_visitors: ['进店用户数', '进店人数'],
  ratio: ['点击率', '互动率', 'TI人群进店兑换比', 'I+TI人群进店兑换比'],
  aside: ['封面图'],
} as const;

/** 灵犀 笔记TOP, one row per note: whole lives, up to a day that the file itself does not tell. */
export const lingxiNote = defineReader<keyof typeof NAMES>({
  kind: 'lingxi-note',
  source: 'lingxi',
  name: { zh: '灵犀 笔记TOP', en: 'Lingxi, top notes' },
  vocabulary: {
    names: NAMES,
    needs: [
      ['noteId', 'noteLink'],
      ['crowd_interested', 'crowd_deep'],
    ],
    proof: { headings: /ti人群/ },
  },
  keys: ['noteId', 'noteLink'],
  selects: true,
  undeclared: ({ head, found }) =>
    undeclared({
      asOf: found.columns.some(({ role }) => role === 'asOf') || bannerDay(head, found.headingLine) !== null,
    }),
  lines({ head, found, measures, facts }) {
    const banner = bannerDay(head, found.headingLine);
    return (cells, declared) => {
      const subject = cells.get('noteId', noteIn) ?? cells.need('noteLink', noteIn, 'noteId');
      const asOf = cells.get('asOf', (text) => momentOf(text).day) ?? banner ?? declared.asOf;
      if (asOf === undefined) throw unreadable('export_row_which_days');
      return [
        {
          type: 'row',
          row: {
            source: 'lingxi',
            grain: 'note',
            subject,
            entity: '',
            period: lifetimeTo(subject, asOf),
            window: 'none',
            caliber: 'none',
            traffic: 'none',
            sampling: null,
            line: cells.line.line,
            ...cells.measured(measures, null),
          },
        },
        ...facts.labels(subject, {
          title: cells.fact('title'),
          kol: cells.fact('kol'),
          published: cells.fact('published', (text) => momentOf(text).day),
        }),
      ];
    };
  },
});

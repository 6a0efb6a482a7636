import { describe, expect, it } from 'vitest';
import { Gathered, kindAnswers, type OpenOptions, openExport, READERS, reportOf } from '../../../src/exports';
import { EVERY_KIND, tableOf } from './every-kind';
import { csv, fileOf, NOTE_A, readAll, type Table } from './support';

const SPENDING = [
  'juguang-note',
  'juguang-creative',
  'juguang-plan',
  'juguang-account',
  'alimama-wujie',
  'jd-ads-whole',
  'jd-ads-standard',
];

/** Headings of other platforms by account and by plan, as their consoles and agencies write them. */
const OTHERS: readonly (readonly [platform: string, headings: string])[] = [
  ['UD', '日期,账户ID,账户名称,花费,展现量,点击量,引导访问'],
  ['UD', '日期,账户ID,账户名称,花费,展现量,点击量'],
  ['UD', '日期,计划ID,计划名称,花费,展现量,点击量,点击率,引导进店量'],
  ['UD', '日期,账户ID,账户名称,花费,展现量,点击量,总成交金额,投入产出比'],
  ['UD', '日期,计划ID,计划名称,消耗,展现量,点击量,总成交金额'],
  ['UD', '时间,账户ID,投放平台,消耗,曝光量,点击量,平均点击成本'],
  [
    'B站',
    '日期,计划,计划ID,消耗(元),展现量,CPM(元),点击量,点击率,平均点击成本(元),转化量,转化率,平均转化成本(元),淘系店铺入会',
  ],
  ['B站', '日期,账户ID,账户名称,总花费,花费,展示量,点击量,播放量,互动量'],
  ['B站', '时间,账号ID,消耗,曝光量,点击量,点赞,评论,收藏,分享'],
  ['快手', '日期,账户ID,账户名称,花费,封面曝光数,素材曝光数,行为数'],
  ['快手', '日期,计划ID,计划名称,消耗,曝光量,点击量,点赞,评论,关注,分享'],
  ['腾讯', '日期,账户ID,花费,曝光量,点击量,点击率,下单金额'],
  ['腾讯', '日期,推广计划ID,推广计划名称,花费,曝光次数,点击次数,目标转化量'],
  ['腾讯', '时间,广告主ID,花费,曝光量,点击量,关注量'],
  ['巨量', '日期,广告计划ID,广告计划,消耗,展示数,点击数,转化数'],
  ['巨量', '日期,广告主ID,账户名称,消耗,展示量,点击量,平均点击成本'],
  ['巨量', '时间,账户ID,消耗,展现,点击,平均千次展现费用'],
];

const tableUnder = (headings: string): Table => {
  const row = headings.split(',');
  const cell = (heading: string) =>
    /^(?:日期|时间)$/.test(heading)
      ? '2026-09-01'
      : /ID$/.test(heading)
        ? '900000001'
        : /名称|平台|^计划$|广告计划$/.test(heading)
          ? '某某'
          : '100';
  return [row, row.map(cell)];
};

const refusal = (table: Table, options: OpenOptions = {}) =>
  readAll(fileOf('推广计划报表.csv', csv(table)), {}, options).then(
    ({ kind }) => ({ code: 'read', params: { kind } as Record<string, string> }),
    (error: unknown) => error as { code: string; params: Record<string, string> },
  );

describe("another platform's table", () => {
  it.each(OTHERS)('of %s is counted as nobody of ours: %s', async (_, headings) => {
    const { code, params } = await refusal(tableUnder(headings));
    expect([code, params.kind]).toEqual([
      expect.stringMatching(/^export_(?:unproven|nearest|unknown|table_\w+)$/),
      undefined,
    ]);
  });

  it('is asked about with the kinds that it could be', async () => {
    const { code, params } = await refusal(tableUnder('日期,账户ID,账户名称,花费,展现量,点击量'));
    expect([code, params.kinds]).toEqual(['export_unproven', 'juguang-account']);
    expect(params.names).toContain('聚光 账户数据');
  });

  it('with our notes in it is still its own', async () => {
    const table: Table = [
      ['日期', '笔记ID', '花费', '展现量', '点击量', '引导访问'],
      ['2026-09-01', NOTE_A, '100', '1000', '10', '5'],
    ];
    expect((await refusal(table)).code).toBe('export_table_ud');
  });
});

describe('an answer', () => {
  const plans = tableUnder('日期,计划ID,花费,展现量,点击量');
  const answered = async () => {
    const opened = await openExport(fileOf('a.csv', csv(plans)), { kind: 'juguang-plan' });
    const gathered = new Gathered();
    for await (const batch of opened.parsed({})) gathered.add(batch);
    const file = { fileName: 'a.csv', sha256: '', bytes: 1, sheet: null };
    const live = { coverage: [], imports: [], links: [] };
    return kindAnswers([null, reportOf({ file, opened, declared: {}, warnings: [], gathered }, live)]);
  };

  it('reads the table, and every later one of its headings, as the kind that was said', async () => {
    const answers = await answered();
    expect(answers).toEqual([{ kind: 'juguang-plan', headings: ['日期', '计划ID', '花费', '展现量', '点击量'] }]);
    expect((await refusal(plans, { answers })).params.kind).toBe('juguang-plan');
    const opened = await openExport(fileOf('b.csv', csv(plans)), { answers });
    expect(opened.chosen).toBe(true);
  });

  it('is none for other headings', async () => {
    const answers = await answered();
    const other = tableUnder('日期,计划ID,花费,展现量,点击量,点击率');
    expect((await refusal(other, { answers })).code).toBe('export_unproven');
    const order = tableUnder('计划ID,日期,花费,展现量,点击量');
    expect((await refusal(order, { answers })).code).toBe('export_unproven');
  });

  it('is not needed, nor remembered, where the table proves itself', async () => {
    const opened = await openExport(
      fileOf('a.csv', csv([...plans.map((row, at) => [...row, at === 0 ? '行动按钮点击量' : '1'])])),
      {
        kind: 'juguang-plan',
      },
    );
    expect(opened.chosen).toBeUndefined();
  });
});

it.each(EVERY_KIND)('$kind proves itself, without a question', async (kind) => {
  const { reader, chosen, detection } = await openExport(fileOf(kind.fileName, csv(tableOf(kind))), { secret: 'x' });
  expect([reader.kind, chosen, detection.proven]).toEqual([kind.kind, undefined, 'own']);
});

it.each([
  ['时间,笔记ID,消费,行业商品进店量30日,行业商品GMV（30日)', 'juguang-note'],
  ['日期,笔记ID,消耗,展现,点击', 'juguang-note'],
  ['日期,笔记链接,花费', 'juguang-note'],
  ['时间,计划ID,计划名称,消费,展现量,点击量,互动量', 'juguang-plan'],
  ['时间,账户ID,账户名称,消费,展现量,点击量', 'juguang-account'],
  ['日期,花费,总成交金额,投入产出比,点击量,展现量', 'alimama-wujie'],
])('%s is %s without a question', async (headings, kind) => {
  const [row = [], cells = []] = tableUnder(headings);
  const line = cells.map((cell, at) => {
    if (row[at] === '笔记ID') return NOTE_A;
    return row[at] === '笔记链接' ? `https://www.xiaohongshu.com/explore/${NOTE_A}?xsec_token=A` : cell;
  });
  expect((await refusal([row, line])).params.kind).toBe(kind);
});

it('every reader of spending needs proof', () => {
  const bare = tableUnder('日期,花费,展现量,点击量,账户ID,计划ID,总金额');
  const head = { fileName: 'x', sheet: null, lines: bare.map((cells, at) => ({ line: at + 1, cells })) };
  const proven = READERS.filter(({ kind }) => SPENDING.includes(kind)).map((reader) => reader.detect(head).proven);
  expect(new Set(proven)).toEqual(new Set([null]));
});

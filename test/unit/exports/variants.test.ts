import { describe, expect, it } from 'vitest';
import { csv, fileOf, NOTE_A, NOTE_B, readAll, type Table, total } from './support';
import { xlsx } from './workbook';

/** One 聚光 note row under headings as somebody may have them. */
const juguang = (headings: string[], ...rows: string[][]) => readAll(fileOf('x.csv', csv([headings, ...rows])));
const ROW = ['2026-07-04', NOTE_A, '12.50', '1000', '40'];

describe('headings as people and versions write them', () => {
  it.each([
    ['full-width brackets and units', ['时间', '笔记ID', '消费（元）', '展现量（次）', '点击量（次）']],
    ['the unit said to be one', ['时间', '笔记ID', '消费(单位：元)', '展现量（单位: 次）', '点击量']],
    ['the unit behind a stroke', ['时间', '笔记ID', '消费/元', '展现量_次', '点击量']],
    ['spaces and breaks inside', ['时 间', '笔记 ID', '消费\n(元)', '展现 量', '点击　量']],
    ['BOM and tabs around', ['\ufeff时间\t', '\t笔记ID', '消费\t', '展现量\t', '点击量\t']],
    ['full-width letters', ['时间', '笔记ＩＤ', '消费［元］', '展现量', '点击量']],
    ['stars where they must be filled', ['*时间', '笔记ID*', '消费', '展现量', '点击量']],
    ['quotes around', ['“时间”', '"笔记ID"', '消费', '展现量', '点击量']],
    ['the names of the API', ['time', 'note_id', 'fee', 'impression', 'click']],
  ])('%s', async (_, headings) => {
    const { kind, rows, unknown } = await juguang(headings, ROW);
    expect([kind, unknown]).toEqual(['juguang-note', []]);
    expect([total(rows, 'spend'), total(rows, 'impressions'), total(rows, 'clicks')]).toEqual([1_250, 1_000, 40]);
  });

  it.each<[string, string, 7 | 15 | 30 | 'unknown']>([
    ['行业商品GMV（30日）', 'link_gmv', 30],
    ['30日行业商品GMV', 'link_gmv', 30],
    ['近30日行业商品GMV', 'link_gmv', 30],
    ['行业商品GMV-15天', 'link_gmv', 15],
    ['行业商品GMV_15日归因', 'link_gmv', 15],
    ['行业商品成交订单量（7天归因）', 'link_orders', 7],
    ['external_goods_order_30', 'link_orders', 30],
    ['external_rgmv_15', 'link_gmv', 15],
    ['小红星站外活跃(行为)UV(30日归因)', 'outside_visitors', 30],
    ['小红星站外活跃行为UV（去重后30日归因）', 'outside_visitors_distinct', 30],
    ['小红星站外进店量', 'outside_visitors', 'unknown'],
    ['小红盟站外活跃行为UV(15日归因)', 'jd_outside_visitors', 15],
    ['jd_active_user_num', 'jd_outside_visitors', 'unknown'],
    ['7日下单金额', 'xhs_gmv_ordered', 7],
    ['purchase_order_gmv_7d', 'xhs_gmv_paid', 7],
    ['商品访客量', 'xhs_item_visitors', 7],
  ])('%s is %s within %s days', async (heading, measure, window) => {
    const { rows, unknown } = await juguang(['时间', '笔记ID', '消费', '展现量', heading], [...ROW.slice(0, 4), '8']);
    expect(unknown).toEqual([]);
    const found = rows.flatMap((row) => Object.keys(row.measures).map((name) => [name, row.window]));
    expect(found).toContainEqual([measure, window]);
  });

  it.each(['外跳点击', '行业商品点击量', 'external_goods_visit_7', 'external_goods_visit_24h'])(
    '%s is a click that no window cuts',
    async (heading) => {
      const { rows } = await juguang(['时间', '笔记ID', '消费', '展现量', heading], [...ROW.slice(0, 4), '8']);
      expect(rows.map(({ window, measures }) => [window, measures.link_clicks])).toEqual([['none', 8]]);
    },
  );

  it.each([
    ['APP打开(唤起)', 'app_opens'],
    ['invoke_app_open_cnt', 'app_opens'],
    ['APP进店(唤起)', 'app_visits'],
    ['APP支付次数（唤起）', 'app_payments'],
    ['小红星任务期消费', 'task_period_spend'],
    ['tbTaskFee', 'task_period_spend'],
    ['小红盟任务期消费（元）', 'jd_task_period_spend'],
    ['jd_task_fee', 'jd_task_period_spend'],
    ['任务期阅读UV', 'jd_task_period_readers'],
    ['jd_task_read_user_cnt', 'jd_task_period_readers'],
  ])('%s is %s', async (heading, measure) => {
    const { rows, unknown } = await juguang(['时间', '笔记ID', '消费', '展现量', heading], [...ROW.slice(0, 4), '8']);
    expect(unknown).toEqual([]);
    expect(rows.flatMap((row) => Object.keys(row.measures))).toContain(measure);
  });

  const TWO_ROWS: Table = [
    ['聚光投放报表', '', '', '', ''],
    ['时间', '笔记ID', '投放', '', ''],
    ['', '', '消费', '展现量', '点击量'],
    ROW,
  ];
  it.each([
    ['csv', async () => fileOf('x.csv', csv(TWO_ROWS))],
    ['xlsx', async () => fileOf('x.xlsx', await xlsx(TWO_ROWS))],
  ])('a heading that reaches over two rows is above its column, as %s', async (_, file) => {
    const { kind, rows } = await readAll(await file());
    expect([kind, total(rows, 'spend')]).toEqual(['juguang-note', 1_250]);
  });
});

describe('cells as consoles write them', () => {
  it.each(['-', '--', '—', '——', '－', '--\t', 'N/A', '暂无', '/', '***', '无'])(
    '%j is no value, not 0',
    async (cell) => {
      const { rows, rejected } = await juguang(
        ['时间', '笔记ID', '消费', '展现量', '点击量'],
        [...ROW.slice(0, 4), cell],
      );
      expect([rows[0]?.measures, rejected]).toEqual([{ spend: 1_250, impressions: 1_000 }, []]);
    },
  );

  it.each([
    ...['<10', '＜10', '< 10', '≤100', '1-10', '1~10', '10以下', '不足10人', '数据较少', '样本量过少'].map((cell) => [
      cell,
      true,
    ]),
    ...['≥100', '10+', '1万+', '100以上', '500-1000', '<1万', '大于5'].map((cell) => [cell, false]),
  ] as [string, boolean][])('%j is no value, and hides a small number: %s', async (cell, isSmall) => {
    const headings = ['时间', '笔记ID', '消费', '展现量', '点击量'];
    const { rows, rejected, remarks } = await juguang(headings, [...ROW.slice(0, 4), cell]);
    expect([rows[0]?.measures, rejected]).toEqual([{ spend: 1_250, impressions: 1_000 }, []]);
    expect(rows[0]?.hidden).toEqual(isSmall ? ['clicks'] : undefined);
    expect(remarks).toEqual([{ line: 2, code: isSmall ? 'export_row_hidden' : 'export_row_range' }]);
  });

  it.each<[string, number, string[]]>([
    ['¥1,234.50', 123_450, []],
    ['￥1234.5元', 123_450, []],
    ['１２３４．５', 123_450, []],
    ['1.2万', 1_200_000, ['spend']],
    ['1.2w', 1_200_000, ['spend']],
    ['1，234.50', 123_450, []],
  ])('%s of money is %d fen', async (cell, fen, rounded) => {
    const { rows } = await juguang(['时间', '笔记ID', '消费', '展现量'], ['2026-07-04', NOTE_A, cell, '1']);
    expect([rows[0]?.measures.spend, rows[0]?.rounded ?? []]).toEqual([fen, rounded]);
  });

  it.each([
    ['2026-07-04', { from: '2026-07-04', to: '2026-07-04' }],
    ['20260704', { from: '2026-07-04', to: '2026-07-04' }],
    ['2026/7/4', { from: '2026-07-04', to: '2026-07-04' }],
    ['2026.07.04', { from: '2026-07-04', to: '2026-07-04' }],
    ['2026年7月4日', { from: '2026-07-04', to: '2026-07-04' }],
    ['2026-07-04（周六）', { from: '2026-07-04', to: '2026-07-04' }],
    ['2026-07-04 星期六', { from: '2026-07-04', to: '2026-07-04' }],
    ['2026-07-01~2026-07-07', { from: '2026-07-01', to: '2026-07-07' }],
    ['2026-07-01 至 2026-07-07', { from: '2026-07-01', to: '2026-07-07' }],
    ['2026-07-01-2026-07-07', { from: '2026-07-01', to: '2026-07-07' }],
    ['2026/07/01-2026/07/07', { from: '2026-07-01', to: '2026-07-07' }],
    ['2026.7.1—2026.7.7', { from: '2026-07-01', to: '2026-07-07' }],
    ['20260701-20260707', { from: '2026-07-01', to: '2026-07-07' }],
    ['20260701~20260707', { from: '2026-07-01', to: '2026-07-07' }],
    ['2026-07-01 00:00:00 ~ 2026-07-07 23:59:59', { from: '2026-07-01', to: '2026-07-07' }],
  ])('%s', async (cell, period) => {
    const { rows, rejected } = await juguang(['时间', '笔记ID', '消费', '展现量'], [cell, NOTE_A, '1', '1']);
    expect(rejected).toEqual([]);
    expect(rows[0]?.period).toMatchObject(period);
  });

  it('ids keep an apostrophe from nobody', async () => {
    const { rows } = await juguang(['时间', '笔记ID', '消费', '展现量'], ['2026-07-04', `'${NOTE_B}`, '1', '1']);
    expect(rows[0]?.subject).toBe(`xhs/note/${NOTE_B}`);
  });

  it.each(['数据来源：聚光平台', '注：数据 T+1 更新', '导出时间：2026-07-05 10:00:00', '* 以上数据仅供参考'])(
    '%j below the table is no row',
    async (text) => {
      const file = fileOf('x.csv', `${csv([['时间', '笔记ID', '消费', '展现量'], ROW.slice(0, 4)])}\n${text}\n`);
      const { rows, rejected, passed } = await readAll(file);
      expect([rows.length, rejected, passed.at(-1)]).toEqual([1, [], 4 - 1 + (passed.at(-1) === 4 ? 1 : 0)]);
    },
  );
});

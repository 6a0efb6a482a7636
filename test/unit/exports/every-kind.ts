import { CONTENT, type Column, DAYS, JUGUANG, NOTES, NOTHING, OUTSIDE, TASKS, TEXT, TITLES } from './kind-columns';
import type { Table } from './support';

export interface Kind {
  kind: string;
  fileName: string;
  columns: readonly Column[];
  /** Rows above the headings. */
  banner?: Table;
  declared?: { asOf: string };
  /** Totals that no column holds. */
  also?: Readonly<Record<string, number>>;
  links?: number;
  /** Headings of the page that are reported and not read. */
  unread?: readonly string[];
}

export const EVERY_KIND: readonly Kind[] = [
  { kind: 'xinghe-content', fileName: '星河.csv', columns: CONTENT },
  { kind: 'sycm-content', fileName: '生意参谋-内容种草.csv', columns: CONTENT },
  { kind: 'xinghe-task', fileName: '星河任务.csv', columns: TASKS },
  { kind: 'sycm-task', fileName: '导出.csv', columns: TASKS, banner: [['生意参谋 内容种草']] },
  {
    kind: 'juguang-note',
    fileName: '聚光笔记.csv',
    columns: [
      ['时间', '日期', DAYS],
      ['笔记ID', 'note_id', NOTES],
      ['笔记标题', 'note_title', TITLES],
      ...JUGUANG,
      ...OUTSIDE,
    ],
  },
  {
    kind: 'juguang-creative',
    fileName: '创意.csv',
    columns: [
      ['时间', 'time', DAYS],
      ['笔记/素材ID', '笔记/素材ID', NOTES],
      ['创意名称', '创意名称', TEXT],
      ['创意ID', 'creativity_id', ['5001', '5002']],
      ['笔记ID', 'note_id', NOTES],
      ['笔记跳转链接', '笔记链接', ['', '']],
      ['单元名称/ID', '单元名称', TEXT],
      ['计划名称/ID', '计划名称', TEXT],
      ['投放位置', '广告类型', ['信息流', '搜索']],
      ['精准定向', '定向', ['智能', '词包']],
      ['关键词', '关键词', ['', '防晒']],
      ...JUGUANG,
      ['截图', '截图', ['0', '1']],
      ['保存图片', '保存图片', ['0', '1']],
    ],
  },
  {
    kind: 'juguang-plan',
    fileName: '计划.csv',
    columns: [
      ['时间', '统计日期', DAYS],
      ['计划名称', '计划名称', TEXT],
      ['计划ID', 'campaign_id', ['21', '22']],
      ...JUGUANG,
      ...OUTSIDE,
    ],
  },
  {
    kind: 'juguang-account',
    fileName: '账户.csv',
    columns: [['时间', '日期', DAYS], ['子账户ID', 'advertiser_id', ['31', '32']], ...JUGUANG, ...OUTSIDE],
  },
  {
    kind: 'pgy-note',
    fileName: '蒲公英.csv',
    banner: [['导出数据'], ['基础信息', '', '', '合作信息']],
    columns: [
      ['', '数据更新日期', ['2026-07-10', '2026-07-10']],
      ['笔记id', '笔记ID', NOTES],
      ['笔记标题', '笔记标题', TITLES],
      ['笔记链接', '笔记链接', ['', '']],
      ['笔记类型', '笔记类型', ['视频', '图文']],
      ['笔记发布日期', '发布日期', ['2026-06-28', '2026-06-29']],
      ['内容标签', '内容标签', TEXT],
      ['博主昵称', '达人昵称', TEXT],
      ['博主粉丝量', '博主粉丝量', ['1.2万', '900']],
      ['博主报价', '笔记报价', 'quote'],
      ['服务费金额', '平台服务费', 'service_fee'],
      ['总金额', '总金额（元）', 'note_total_price'],
      ['曝光量', '曝光量', 'impressions'],
      ['阅读量', '阅读量', 'reads'],
      ['阅读UV', '阅读uv', ['5', '6']],
      ['5s播放率', '5s播放率', NOTHING],
      ['3s阅读率', '3s阅读率', NOTHING],
      ['平均浏览时长', '平均浏览时长', NOTHING],
      ['视频完播率', '视频完播率', NOTHING],
      ['互动率', '互动率', NOTHING],
      ['自然曝光量', '自然曝光量', 'impressions_organic'],
      ['自然阅读量', '自然阅读量', 'reads_organic'],
      ['推广阅读量', '推广阅读量', 'reads_promoted'],
      ['正文组件点击量', '正文组件点击量', 'body_link_clicks'],
      ['正文组件CTR', '正文组件点击率', NOTHING],
      ['笔记底栏组件点击量', '笔记底栏组件点击量', 'bottom_link_clicks'],
      ['笔记底栏组件CTR', '笔记底栏组件点击率', NOTHING],
      ['评论区组件点击量', '评论区组件点击量', 'comment_link_clicks'],
      ['评论区组件CTR', '评论区组件点击率', NOTHING],
      ['任务名称', '任务名称', TEXT],
      ['星任务主任务id', '星任务主任务ID', ['7001', '7002']],
      ['抽样比例', '抽样比例', ['50', '100%']],
      ['进店率', '进店率', NOTHING],
      ['累计进店成本', '累计进店成本', NOTHING],
      ['跨域项目名称', '跨域项目名称', TEXT],
      ['跨域项目ID', '跨域项目ID', ['1', '2']],
      ['站外活跃行为uv（30天设备归因）', '站外活跃UV(30天设备归因)', 'outside_visitors 30'],
      ['站外活跃率（30天设备归因）', '站外活跃率(30日)', NOTHING],
      ['站外活跃成本（30天设备归因）', '站外活跃成本(30日)', NOTHING],
      ['站外活跃行为uv（15天设备归因）', '站外活跃UV(15天设备归因)', 'outside_visitors 15'],
      ['站外行为UV（15天设备归因）', '站外店铺行为UV(15天设备归因)', 'outside_shop_visitors 15'],
      ['站外转化率（15天设备归因）', '站外转化率(15日)', NOTHING],
      ['站外转化成本（15天设备归因）', '站外转化成本(15日)', NOTHING],
      ['站外行为UV（30天设备归因）', '站外店铺行为UV(30天设备归因)', 'outside_shop_visitors 30'],
    ],
    links: 2,
    unread: ['阅读UV'],
  },
  {
    kind: 'jd-seeding-task',
    fileName: '京准通种草.csv',
    columns: [
      ['日期', '数据日期', DAYS],
      ['任务ID', '任务id', ['7001', '7002']],
      ['任务标题', '任务名称', TITLES],
      ['平台', '媒体平台', ['小红书', '小红书']],
      ['归因范围', '归因周期', ['15天', '15']],
      ['阅读UV', '阅读/播放UV', 'readers'],
      ['点赞UV', '点赞uv', 'likers'],
      ['收藏UV', '收藏uv', 'collectors'],
      ['评论UV', '评论uv', 'commenters'],
      ['分享UV', '转发UV', 'sharers'],
      ['搜索曝光UV', '搜索曝光uv', 'search_exposed'],
      ['搜索浏览UV', '搜索浏览uv', 'search_viewers'],
      ['商详浏览UV', '商品详情浏览UV', 'item_viewers'],
      ['商品加购UV', '加购UV', 'cart_adders'],
      ['商品收藏UV', '商品收藏uv', 'item_favers'],
      ['下单UV', '下单uv', 'orderers'],
      ['主推商品下单UV', '主推商品下单uv', 'task_orderers'],
      ['下单GMV', '下单GMV（元）', 'gmv_ordered'],
      ['主推商品下单GMV', '主推商品下单GMV（元）', 'gmv_ordered_task'],
      ['成交UV', '成交uv', 'buyers'],
      ['主推商品成交uv', '主推商品成交UV', 'task_buyers'],
      ['成交GMV', '成交GMV（元）', 'gmv_shop'],
      ['主推商品成交GMV', '主推商品成交GMV（元）', 'gmv_task'],
      ['新访客UV', '新访客uv', 'new_visitors'],
      ['新客UV', '新客成交UV', 'new_buyers'],
    ],
  },
  {
    kind: 'lingxi-note',
    fileName: '灵犀.csv',
    declared: { asOf: '2026-07-10' },
    columns: [
      ['笔记ID', '笔记id', NOTES],
      ['作业昵称', '作者昵称', TEXT],
      ['笔记标题', '笔记标题', TITLES],
      ['封面图', '封面图', ['', '']],
      ['笔记链接', '笔记链接', ['', '']],
      ['创建时间', '笔记创建时间', ['2026-06-28', '2026-06-29 18:00:00']],
      ['曝光量', '曝光量', 'impressions'],
      ['阅读量', '阅读量', 'reads'],
      ['互动量', '互动量', 'engagements'],
      ['点击率', '点击率', ['26.94', '3']],
      ['互动率', '互动率', NOTHING],
      ['I+TI人群数', 'I+TI人群', 'crowd_interested'],
      ['TI人群数', 'TI人群', 'crowd_deep'],
      ['进店用户数', '进店人数', 'crowd_visitors'],
      ['TI人群进店兑换比', 'TI人群进店兑换比', ['5', '6']],
      ['I+TI人群进店兑换比', 'I+TI人群进店兑换比', ['13.3', '2']],
    ],
  },
  {
    kind: 'shutiao-order',
    fileName: '薯条.csv',
    columns: [
      ['笔记ID', '笔记id', NOTES],
      ['被推广者', '达人昵称', TEXT],
      ['实际消耗（元）', '实际消耗', ['9', '9']],
      ['实际支付金额（元）', '实付金额', 'boost_spend'],
      ['推广总预算（元）', '推广总预算', ['99', '99']],
      ['订单状态', '状态', ['推广完成', '推广完成']],
      ['启动时间', '推广开始时间', ['2026-07-04 10:00:00', '2026/7/5 11:30']],
      ['曝光量', '曝光量', 'boost_impressions'],
      ['阅读量', '阅读量', 'boost_reads'],
    ],
  },
  {
    kind: 'jd-ads-whole',
    fileName: '全站.csv',
    banner: [['京准通全站推广']],
    columns: [
      ['日期', '统计日期', DAYS],
      ['花费', '消耗', 'shop_ad_spend'],
      ['全站交易额', '全站交易额（元）', 'shop_ad_gmv'],
      ['全站投产比', '全站投产比', NOTHING],
      ['全站订单行', '全站订单行', 'shop_ad_orders'],
      ['全站订单成本', '全站订单成本', NOTHING],
      ['核心位置展现量', '核心位置展现数', 'shop_ad_impressions'],
      ['核心位置点击量', '核心位置点击数', 'shop_ad_clicks'],
    ],
  },
  {
    kind: 'jd-ads-standard',
    fileName: '非全站.csv',
    columns: [
      ['点击时间', '日期', ['20260324000000~20260324005959', '20260324010000~20260324015959']],
      ['花费', '消耗', 'shop_ad_spend'],
      ['总订单金额', '总订单金额（元）', 'shop_ad_gmv'],
      ['总订单行', '总订单行', 'shop_ad_orders'],
      ['展现数', '展现量', 'shop_ad_impressions'],
      ['点击数', '点击量', 'shop_ad_clicks'],
      ['总加购数', '总加购量', 'shop_ad_carts'],
    ],
  },
  {
    kind: 'jd-union-daily',
    fileName: '京东联盟.csv',
    columns: [
      ['日期', '时间', DAYS],
      ['点击量', '点击数', 'alliance_clicks'],
      ['下单订单量', '下单订单数', 'alliance_orders'],
      ['下单订单金额', '下单金额', 'alliance_gmv_ordered'],
      ['预估佣金金额', '预估佣金', 'alliance_commission'],
      ['完成订单量', '完成订单数', 'alliance_orders_done'],
      ['完成订单金额', '完成金额', 'alliance_gmv_settled'],
      ['付款佣金金额', '付款佣金', 'alliance_commission_paid'],
    ],
  },
  {
    kind: 'alimama-wujie',
    fileName: '无界.csv',
    columns: [
      ['日期', '统计日期', DAYS],
      ['花费', '消耗', 'shop_ad_spend'],
      ['总成交金额', '总成交金额（元）', 'shop_ad_gmv'],
      ['投入产出比', '投入产出比', NOTHING],
      ['点击量', '点击数', 'shop_ad_clicks'],
      ['展现量', '展现数', 'shop_ad_impressions'],
    ],
  },
  {
    kind: 'taobao-orders',
    fileName: '淘宝联盟.csv',
    also: { alliance_orders: 2, alliance_orders_done: 1 },
    columns: [
      ['trade_id', '子订单编号', ['294159887445064307', '294159887445064308']],
      ['tk_create_time', '创建时间', ['2026-07-04 15:15:05', '2026-07-05 15:15:05']],
      ['tk_status', '订单状态', ['12', '3']],
      ['item_id', '商品ID', ['590141576510', 'nXtQUotkQRC0tP-abc']],
      ['adzone_id', '推广位ID', ['111112234455', '111112234456']],
      ['tb_gmv_total_price', '拍下金额', 'alliance_gmv_ordered'],
      ['alipay_total_price', '付款金额', 'alliance_gmv_paid'],
      ['pay_price', '结算金额', 'alliance_gmv_settled'],
      ['pub_share_pre_fee', '付款预估收入', 'alliance_commission'],
    ],
    links: 1,
  },
  {
    kind: 'jd-orders',
    fileName: '京东订单.csv',
    also: { alliance_orders: 2, alliance_orders_done: 1 },
    columns: [
      ['orderId', '订单号', ['290000000001', '290000000002']],
      ['orderTime', '下单时间', ['2026-07-04 15:15:05', '2026-07-05 15:15:05']],
      ['validCode', '订单状态', ['16', '17']],
      ['skuId', '商品编号', ['100012043978', '100012043979']],
      ['positionId', '推广位ID', ['3001', '3002']],
      ['estimateCosPrice', '预估计佣金额', 'alliance_gmv_paid'],
      ['actualCosPrice', '实际计佣金额', 'alliance_gmv_settled'],
      ['estimateFee', '预估佣金', 'alliance_commission'],
      ['actualFee', '实际佣金', 'alliance_commission_paid'],
    ],
    links: 2,
  },
  {
    kind: 'map',
    fileName: '对照表.csv',
    columns: [
      ['笔记ID', 'note_id', NOTES],
      ['平台', 'shop', ['天猫', '京东']],
      ['商品ID', '宝贝ID', ['590141576510', '100012043978']],
      ['商品组', 'SPU', ['面霜', '面霜']],
    ],
    links: 4,
  },
];

const MONEY = /^(?:spend|quote|service_fee|note_total_price|.*(?:gmv|spend|commission).*)$/;

/** The table of a kind, under the page's headings. */
export function tableOf({ columns, banner = [] }: Kind): Table {
  const measures = columns.filter(([, , what]) => typeof what === 'string');
  const row = (at: 0 | 1) =>
    columns.map((column) => {
      const [, , what] = column;
      return typeof what === 'string' ? String((measures.indexOf(column) + 1) * (at + 1)) : what[at];
    });
  return [...banner, columns.map(([heading]) => heading), row(0), row(1)];
}

/** The other heading of each. */
export function aliasesOf({ columns }: Kind): Record<string, string> {
  return Object.fromEntries(columns.map(([heading, other]) => [heading, other]));
}

/** What each measure must come to: k + 2k = 3k, in fen where it is money. */
export function totalsOf({ columns, also = {} }: Kind): Record<string, number> {
  const measures = columns.flatMap(([, , what]) => (typeof what === 'string' ? [what] : []));
  const totals = measures.map((what, at) => [what, (at + 1) * 3 * (MONEY.test(what.split(' ')[0] ?? '') ? 100 : 1)]);
  return { ...Object.fromEntries(totals), ...also };
}

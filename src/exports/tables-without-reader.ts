import { headingKey } from './columns';

/** A table of the trade that nobody reads here: known by its own headings, to say what it is and what to export instead. */
interface TableWithoutReader {
  /** The sentence that names it and says what to do. */
  code: string;
  /** Every one of these shapes is among its headings, as {@link headingKey} makes them. */
  has: readonly RegExp[];
  /** None of these is. */
  hasNot?: RegExp;
  /** Whose headings these are alone, so that no ids make the table another platform's. */
  foreign?: true;
}

const NOTE = /^(?:笔记id|笔记链接|note_id|内容id|内容链接)$/;
const SPENT = /^(?:消费|消耗|花费)$/;

/** The more telling first. */
const TABLES: readonly TableWithoutReader[] = [
  // 阿里妈妈 and 淘宝
  {
    code: 'export_table_ud',
    has: [/^引导(?:访问|进店|潜客)(?:量|数|人数|uv|潜客数)?$/, SPENT],
    foreign: true,
  },
  {
    code: 'export_table_sycm_source',
    has: [/^流量来源$/, /^(?:来源明细|访客数)$/, /^(?:支付金额|浏览量|下单买家数)$/],
  },
  { code: 'export_table_sycm_ads', has: [/^推广消耗$/, /引导成交金额$/] },
  { code: 'export_table_sycm_words', has: [/^(?:搜索词|引流关键词)$/, /^访客数$/, /^支付(?:金额|转化率)$/] },
  {
    code: 'export_table_sycm_item',
    has: [/^(?:统计日期|日期)$/, /^商品id$/, /^商品(?:访客数|浏览量|加购件数|收藏人数)$/, /^支付(?:金额|件数|买家数)$/],
  },
  { code: 'export_table_alliance_settled', has: [/^(?:淘客结算时间|账户支出时间)$/] },
  { code: 'export_table_alliance_overview', has: [/^点击(?:量|人数)\(即进店/] },
  { code: 'export_table_alliance_item', has: [/^付款佣金(?:支出|率)$/, /^商品(?:id|链接|名称)$/] },
  { code: 'export_table_brand_zone', has: [/^(?:触达访客数|点击访客数|进店访客数)$/, /^搜索量$/] },
  { code: 'export_table_through_train', has: [/^总(?:收藏数|购物车数)$/, /^推广类型$/, SPENT] },
  { code: 'export_table_display_ads', has: [/^计划组$/, /^(?:主体类型|主体名称)$/, SPENT] },
  // 京东
  { code: 'export_table_jd_shop', has: [/^(?:商品)?(?:访客数|浏览量)$/, /^成交(?:金额|客户数|商品件数|单量)$/] },
  // 小红书
  {
    code: 'export_table_pgy_orders',
    has: [/^订单id$/, /^(?:合作名称|报备品牌|下单账号)$/, /^总(?:曝光量|阅读量|消耗)$/],
  },
  { code: 'export_table_pgy_authors', has: [/^(?:图文|视频)报价$/, /^(?:阅读|互动)中位数$/] },
  { code: 'export_table_qianfan_notes', has: [NOTE, /^笔记(?:支付(?:金额|订单数|人数)|商品点击(?:次数|人数))$/] },
  { code: 'export_table_qianfan_orders', has: [/^规格(?:id|名称)$/, /^(?:商家实收金额|用户实付金额|有效销售金额.*)$/] },
  {
    code: 'export_table_qianfan',
    has: [
      /^(?:规格id|商卡支付金额|笔记支付金额|支付买家数|支付人数|支付订单数)$/,
      /^(?:支付金额|加购人数|商品点击次数)$/,
    ],
  },
  { code: 'export_table_juguang_unit', has: [/^单元(?:id|名称)$/, SPENT, /^展现量?$/], hasNot: NOTE },
  {
    code: 'export_table_juguang_words',
    has: [/^(?:搜索主题|搜索词|关键词)$/, SPENT, /^(?:展现量?|行业商品.*)$/],
    hasNot: NOTE,
  },
  { code: 'export_table_juguang_spu', has: [/^spu(?:名称|id)$/, SPENT], hasNot: NOTE },
  { code: 'export_table_juguang_crowd', has: [/^(?:人群包|定向人群|人群包(?:id|名称))$/, SPENT], hasNot: NOTE },
  { code: 'export_table_juguang_live', has: [/^直播间(?:id|名称)$/, SPENT], hasNot: NOTE },
  { code: 'export_table_lingxi_crowd', has: [/^(?:认知|种草|深度种草|购买|分享)人群$/] },
  { code: 'export_table_xinghe_tasks', has: [/^任务(?:id|名称)$/, /^任务状态$/, /^任务(?:开始|结束)时间$/] },
  {
    code: 'export_table_author_sheet',
    has: [/^(?:达人|博主)昵称$/, /^(?:蒲公英|图文|视频)?报价$/, /^(?:笔记链接|主页链接)$/],
  },
  // Other platforms of advertising
  {
    code: 'export_table_bilibili',
    has: [
      /^(?:淘系店铺入会|单元播放量|粉丝增长数|视频播放量|播放量|cpm|稿件.*|up主.*)$/,
      SPENT,
      /^(?:计划(?:id)?|账户id|创意id|平均转化成本|转化量)$/,
    ],
    foreign: true,
  },
  {
    code: 'export_table_kuaishou',
    has: [/^(?:封面|素材)(?:曝光|点击)(?:数|量|率)$|^行为[数率]$/, SPENT],
    foreign: true,
  },
  {
    code: 'export_table_tencent',
    has: [/^(?:曝光次数|点击次数|目标转化(?:量|率|成本)|推广计划.*)$/, SPENT],
    foreign: true,
  },
  {
    code: 'export_table_ocean',
    has: [
      /^(?:展示数|点击数|转化数|广告计划.*|广告组.*|项目id|深度转化.*)$/,
      SPENT,
      /^(?:转化数|转化成本|广告计划.*|广告组.*)$/,
    ],
    foreign: true,
  },
];

/** The code of a table's sentence, where it is one that nobody reads; `foreign` for those that no ids make ours. */
export function tableWithoutReader(headings: readonly string[], only?: 'foreign'): string | null {
  const keys = headings.map(headingKey);
  const found = TABLES.find(
    ({ has, hasNot, foreign }) =>
      (only === undefined || foreign) &&
      has.every((shape) => keys.some((key) => shape.test(key))) &&
      !keys.some((key) => hasNot?.test(key)),
  );
  return found?.code ?? null;
}

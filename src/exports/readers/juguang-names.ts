import { windowIn } from '../cells';
import type { HeadingWindow } from '../columns';
import { NOTE_ID, type Proof } from '../proof';

const perBrand = (brand: string, names: readonly string[]) => names.map((name) => `${brand}${name}`);
const perWindow = (name: string) => [7, 15, 30].map((days) => `${name}_${days}`);
const ACTIVE = ['站外活跃UV', '站外活跃行为UV', '站外活跃(行为)UV', '站外活跃行为', '站外活跃(行为)'];

/**
 * The columns that every 聚光 report shares, under the console's names and the API's (domain.md §1.1, §1.8): 笔记, 创意, 计划 and 账户 rows differ only in
 * whose row it is and in what splits it.
 */
export const JUGUANG_NAMES = {
  time: ['时间', '日期', '统计日期', '统计时间', '数据日期', 'time'],
  noteId: ['笔记ID', 'note_id'],
  noteLink: ['笔记链接', '笔记跳转链接'],
  creativeId: ['创意ID', 'creativity_id'],
  planId: ['计划ID', '推广计划ID', 'campaign_id'],
  accountId: ['账户ID', '账号ID', '子账户ID', '广告主ID', '投放账户ID', 'advertiser_id'],

  spend: ['消费', '消耗', '花费', '总金额', '消费金额', '推广消费', 'fee'],
  impressions: ['展现量', '曝光量', '展示量', '展现', '曝光', 'impression'],
  clicks: ['点击量', '点击', 'click'],
  likes: ['点赞', '点赞量', 'like'],
  comments: ['评论', '评论量', 'comment'],
  collects: ['收藏', '收藏量', 'collect'],
  follows: ['关注', '关注量', 'follow'],
  shares: ['分享', '分享量', 'share'],
  engagements: ['互动量', 'interaction'],
  action_clicks: ['行动按钮点击量', 'action_button_click'],
  search_component_clicks: ['搜索组件点击量', 'search_cmt_click'],
  reads_after_search: ['搜后阅读量', 'search_cmt_after_read'],
  interest_people: ['新增种草人群', 'i_user_num'],
  deep_interest_people: ['新增深度种草人群', 'ti_user_num'],
  link_clicks: [
    '行业商品点击量',
    '行业商品点击量(7日)',
    '7日行业商品点击量',
    '外跳点击',
    '外跳点击量',
    'external_goods_visit_7',
    'external_goods_visit_24h',
  ],
  app_opens: ['APP打开量(唤起)', 'APP打开次数(唤起)', 'APP打开(唤起)', '唤起APP打开量', 'invoke_app_open_cnt'],
  app_visits: ['APP进店量(唤起)', 'APP进店次数(唤起)', 'APP进店(唤起)', '唤起APP进店量', 'invoke_app_enter_store_cnt'],
  app_engagements: [
    'APP互动量(唤起)',
    'APP互动次数(唤起)',
    'APP互动(唤起)',
    '唤起APP互动量',
    'invoke_app_engagement_cnt',
  ],
  app_payments: ['APP支付次数(唤起)', 'APP支付量(唤起)', 'APP支付(唤起)', '唤起APP支付次数', 'invoke_app_payment_cnt'],

  // Counted within a window after the click, which the heading names or which is always the same.
  outside_visitors: [...perBrand('小红星', ACTIVE), '小红星站外进店量', 'outside_shop_visit'],
  outside_visitors_distinct: perBrand(
    '小红星',
    ACTIVE.map((name) => `${name}(去重)`),
  ),
  jd_outside_visitors: [...perBrand('小红盟', ACTIVE), 'jd_active_user_num'],
  jd_outside_visitors_distinct: perBrand(
    '小红盟',
    ACTIVE.map((name) => `${name}(去重)`),
  ),
  link_orders: ['行业商品成交订单量', '行业商品订单量', ...perWindow('external_goods_order')],
  link_gmv: ['行业商品GMV', '行业商品成交GMV', '行业商品成交金额', ...perWindow('external_rgmv')],
  xhs_visits: ['进店访问量', 'goods_visit'],
  xhs_item_visitors: ['商品访客量', 'seller_visit'],
  xhs_cart_adds: ['商品加购量', 'shopping_cart_add'],
  xhs_gmv_ordered: ['下单金额', 'rgmv'],
  xhs_gmv_paid: ['支付金额', 'purchase_order_gmv_7d'],

  // Of the task's whole time, whatever the row's day.
  task_period_spend: ['小红星任务期消费', 'tbTaskFee'],
  task_period_readers: ['小红星任务期阅读UV'],
  jd_task_period_spend: ['小红盟任务期消费', 'jd_task_fee'],
  jd_task_period_readers: ['小红盟任务期阅读UV', '任务期阅读UV', 'jd_task_read_user_cnt'],

  title: ['笔记标题', 'note_title'],
  kol: ['达人昵称', '博主昵称', '作者昵称'],
  published: ['笔记发布日期', '笔记发布时间', '发布时间'],

  /** Quotients of other columns: understood, and computed anew where they are shown. */
  ratio: [
    '点击率',
    'ctr',
    'acp',
    'cpm',
    'cpi',
    '平均点击成本',
    '平均千次展示费用',
    '平均千次展现费用',
    '平均千次展示消费',
    '平均互动成本',
    '行动按钮点击率',
    '搜索组件点击转化率',
    '搜索组件转化率',
    '平均搜索后阅读笔记篇数',
    '新增种草人群成本',
    '新增深度种草人群成本',
    '行业商品成交订单成本',
    '行业商品成交订单转化率',
    '行业商品ROI',
    '行业商品成交ROI',
    '下单ROI',
    '支付ROI',
    'roi',
    'purchase_order_roi_7d',
    'action_button_ctr',
    'i_user_price',
    'ti_user_price',
    '搜索组件点击率',
    '行业商品转化率',
    ...perWindow('external_goods_order_price'),
    ...perWindow('external_goods_order_rate'),
    ...perWindow('external_roi'),
    'outside_shop_visit_price',
    'outside_shop_visit_rate',
    'jd_active_user_num_cvr_new',
    'jd_active_user_num_cpl',
    ...['小红星', '小红盟'].flatMap((brand) =>
      perBrand(brand, [
        '站外活跃率',
        '站外活跃成本',
        '站外活跃率(去重)',
        '站外活跃成本(去重)',
        '站外活跃行为率',
        '站外活跃行为成本',
        '站外进店成本',
        '站外进店率',
      ]),
    ),
  ],
  /** Known, and of no use to a metric. */
  aside: ['截图', '保存图片'],
} as const;
export type JuguangRole = keyof typeof JUGUANG_NAMES;

/** Counted within a window after the click. */
export const ATTRIBUTED = [
  'outside_visitors',
  'outside_visitors_distinct',
  'jd_outside_visitors',
  'jd_outside_visitors_distinct',
  'link_orders',
  'link_gmv',
  'xhs_visits',
  'xhs_item_visitors',
  'xhs_cart_adds',
  'xhs_gmv_ordered',
  'xhs_gmv_paid',
] as const satisfies JuguangRole[];

/** Of the task's whole time. */
export const OF_TASK = [
  'task_period_spend',
  'task_period_readers',
  'jd_task_period_spend',
  'jd_task_period_readers',
] as const satisfies JuguangRole[];

/** The shop on Xiaohongshu is measured within 7 days (domain.md §1.1), whether a heading says it or not. */
const OWN_SHOP: readonly string[] = ['xhs_visits', 'xhs_item_visitors', 'xhs_cart_adds'];

function windowOf(role: string, heading: string): HeadingWindow {
  // The API's names end in their window; `rgmv`, like the console's 7日下单金额, has 7 days by definition.
  if (OWN_SHOP.includes(role) || heading === 'rgmv') return 7;
  const window = /^external_\w+_(7|15|30)$|_(7)d$/.exec(heading);
  return (ATTRIBUTED as readonly string[]).includes(role) ? windowIn(window?.[1] ?? window?.[2] ?? '') : null;
}

/** What only 聚光 counts and says, under the console's names and the API's; and its notes' ids. */
export const JUGUANG_PROOF: Proof<JuguangRole> = {
  headings:
    /小红[星盟]|行业商品|种草人群|行动按钮|搜索组件|搜后阅读|外跳点击|笔记\/素材id|笔记跳转链接|新增.*人群|^(?:tbtaskfee|jd_task_|jd_active_|outside_shop_|external_(?:goods|rgmv|roi)|search_cmt_|action_button_|i_user_|ti_user_|note_id$|creativity_id$)/,
  // Others write 日期 and 花费 or 消耗; only 聚光 has 时间 and 消费 beside 展现量.
  together: [[/^时间$/, /^消费$/, /^展现量$/]],
  cells: [{ roles: ['noteId', 'noteLink'], shape: NOTE_ID }],
};

/** What the vocabularies of all 聚光 reports share. */
export const JUGUANG_COLUMNS = {
  names: JUGUANG_NAMES,
  windowed: [...ATTRIBUTED, 'ratio'],
  windowOf,
  proof: JUGUANG_PROOF,
} as const;

/** Headings that no 聚光 report has and its look-alikes do. */
export const NOT_JUGUANG = [
  '博主报价',
  '服务费金额',
  '订单状态',
  'TI人群数',
  '启动时间',
  '全站交易额',
  '总订单金额',
  '总成交金额',
];

import type { Source } from './sources';

/**
 * The measure catalogue: one row per measure, read by tooltips, tables, exports, the API and the store's
 * columns. Adding a measure is adding a row. Sources and formulas: domain.md §1; the numbers in
 * `sources` are tried in that order and one answer takes one of them for its whole range (§3.6).
 */

/** count: whole things · people-days: people per day, added over days (人·天) · people: distinct within the period · fen · ratio */
export type Unit = 'count' | 'people-days' | 'people' | 'fen' | 'ratio';
export type Direction = 'higher' | 'lower' | 'neutral';

interface Named {
  zh: string;
  en: string;
  unit: Unit;
  better: Direction;
}

export interface StoredDefinition extends Named {
  sources: Readonly<Sources>;
  /** A check is shown beside another measure and never added to anything (任务期消费 and its like). */
  check?: true;
  /** What was shown, done or paid by itself: attributed to nothing, it has neither a window nor a day of click (§3.1). */
  plain?: true;
  /** De-duplicated by the platform within the period of its row: never added over days (§3.4). */
  distinct?: true;
  /** Which part of a cost it is. `once`: paid on the day of publication, so that it belongs to that day and to the whole life (§3.6). */
  costs?: string;
  once?: boolean;
}

export interface DerivedDefinition extends Named {
  /** `numerator ÷ denominator × scale`, always of sums (domain.md §3). `cost` is the question's cost scope, `gmv` its GMV flavour. */
  formula: { numerator: StoredMeasure | 'cost' | 'gmv'; denominator: StoredMeasure | 'cost'; scale: number };
  /** What makes it uncertain by being rare: how many did it, of how many. Null where it rests on no share. */
  sample: { successes: StoredMeasure; trials: StoredMeasure } | null;
}

export interface ComposedDefinition extends Named {
  /** Parts that add to it, or flavours of which the first present is taken. */
  parts: readonly string[];
}

type Sources = [Source, ...Source[]];

const count = (zh: string, en: string, ...sources: Sources) =>
  ({ zh, en, unit: 'count', better: 'higher', sources }) as const;
const plain = (zh: string, en: string, ...sources: Sources) => ({ ...count(zh, en, ...sources), plain: true }) as const;
const people = (zh: string, en: string, ...sources: Sources) =>
  ({ zh, en, unit: 'people-days', better: 'higher', sources }) as const;
const money = (zh: string, en: string, ...sources: Sources) =>
  ({ zh, en, unit: 'fen', better: 'higher', sources }) as const;
const paid = (zh: string, en: string, ...sources: Sources) =>
  ({ zh, en, unit: 'fen', better: 'neutral', plain: true, sources }) as const;

export const STORED = {
  // What the note did and cost: 聚光, 蒲公英, 薯条 (§1.1, §1.2, §1.6)
  spend: { ...paid('聚光消费', 'Juguang spend', 'juguang'), costs: 'juguang' },
  impressions: plain('展现量', 'Impressions', 'juguang', 'pgy', 'lingxi'),
  clicks: plain('点击量', 'Clicks', 'juguang'),
  reads: plain('阅读量', 'Reads', 'pgy', 'lingxi'),
  likes: plain('点赞', 'Likes', 'juguang'),
  comments: plain('评论', 'Comments', 'juguang'),
  collects: plain('收藏', 'Collects', 'juguang'),
  follows: plain('关注', 'Follows', 'juguang'),
  shares: plain('分享', 'Shares', 'juguang'),
  engagements: plain('互动量', 'Engagements', 'juguang', 'lingxi'),
  action_clicks: plain('行动按钮点击量', 'Action button clicks', 'juguang'),
  search_component_clicks: plain('搜索组件点击量', 'Search component clicks', 'juguang'),
  reads_after_search: plain('搜后阅读量', 'Reads after search', 'juguang'),
  interest_people: { ...count('新增种草人群', 'New interested people', 'juguang'), unit: 'people-days' },
  deep_interest_people: {
    ...count('新增深度种草人群', 'New deeply interested people', 'juguang'),
    unit: 'people-days',
  },
  outside_visitors: people('小红星站外活跃UV（按日累计）', 'Star off-site active UV (person-days)', 'juguang', 'pgy'),
  outside_visitors_distinct: {
    ...count('小红星站外活跃行为UV（去重）', 'Star off-site active UV (de-duplicated)', 'juguang'),
    unit: 'people',
    distinct: true,
  },
  task_period_spend: { ...paid('小红星任务期消费', 'Star task-period spend', 'juguang'), check: true },
  quote: { ...paid('报价', 'Quote', 'pgy'), costs: 'quote', once: true },
  service_fee: { ...paid('服务费', 'Service fee', 'pgy'), costs: 'service', once: true },
  boost_spend: { ...paid('薯条消耗', 'Shutiao spend', 'shutiao'), costs: 'shutiao' },
  ud_spend: { ...paid('UD消耗', 'UD spend', 'mapped'), costs: 'ud' },

  // What it sold on Taobao and Tmall: 种草星河 (§1.3), per day and with a window
  readers: people('阅读/播放UV（按日累计）', 'Readers (person-days)', 'xinghe', 'jdseeding'),
  engaged_people: people('互动UV（按日累计）', 'Engaged people (person-days)', 'xinghe'),
  likers: people('点赞UV（按日累计）', 'Likers (person-days)', 'xinghe', 'jdseeding'),
  commenters: people('评论UV（按日累计）', 'Commenters (person-days)', 'xinghe', 'jdseeding'),
  collectors: people('收藏UV（按日累计）', 'Collectors (person-days)', 'xinghe', 'jdseeding'),
  sharers: people('转发UV（按日累计）', 'Sharers (person-days)', 'xinghe', 'jdseeding'),
  search_exposed: people('搜索曝光UV（按日累计）', 'Search-exposed people (person-days)', 'xinghe', 'jdseeding'),
  search_visitors: people('搜索进店UV（按日累计）', 'Search visitors (person-days)', 'xinghe'),
  visitors: people('进店UV（按日累计）', 'Visitors (person-days)', 'xinghe'),
  new_visitors: people('新客进店UV（按日累计）', 'New visitors (person-days)', 'xinghe', 'jdseeding'),
  item_favers: people('商品收藏UV（按日累计）', 'Item favourites (person-days)', 'xinghe', 'jdseeding'),
  cart_adders: people('加购UV（按日累计）', 'Cart adders (person-days)', 'xinghe', 'jdseeding'),
  shop_followers: people('关注店铺UV（按日累计）', 'Shop followers (person-days)', 'xinghe'),
  shop_members: people('店铺会员UV（按日累计）', 'Shop members (person-days)', 'xinghe'),
  buyers: people('成交UV（按日累计）', 'Buyers (person-days)', 'xinghe', 'jdseeding'),
  new_buyers: people('新客成交UV（按日累计）', 'New buyers (person-days)', 'xinghe', 'jdseeding'),
  gmv_shop: money('全店成交GMV', 'Whole-shop GMV', 'xinghe', 'jdseeding'),
  gmv_task: money('任务商品成交GMV', 'Task-item GMV', 'xinghe', 'jdseeding'),
  gmv_other: money('非任务商品成交GMV', 'Other-item GMV', 'xinghe'),
  gmv_task_new: money('任务商品新客成交GMV', 'Task-item GMV of new buyers', 'xinghe'),
  presale_gmv_paid: money('预售付定GMV', 'Presale deposit GMV', 'xinghe'),
  presale_gmv_estimated: money('预售整单预估GMV', 'Presale estimated GMV', 'xinghe'),
  presale_buyers: people('预售付定UV（按日累计）', 'Presale buyers (person-days)', 'xinghe'),

  // What it sold on JD: 京准通 种草 (§1.4), per task; its people are viewers of an item, not shop visitors
  search_viewers: people('搜索浏览UV（按日累计）', 'Search viewers (person-days)', 'jdseeding'),
  item_viewers: people('商详UV（按日累计）', 'Item viewers (person-days)', 'jdseeding'),
  orderers: people('下单UV（按日累计）', 'Orderers (person-days)', 'jdseeding'),
  task_orderers: people('主推商品下单UV（按日累计）', 'Task-item orderers (person-days)', 'jdseeding'),
  task_buyers: people('主推商品成交UV（按日累计）', 'Task-item buyers (person-days)', 'jdseeding'),
  gmv_ordered: money('下单GMV', 'Ordered GMV', 'jdseeding'),
  gmv_ordered_task: money('主推商品下单GMV', 'Task-item ordered GMV', 'jdseeding'),

  // What else 聚光 counts (§1.1): 广告挂链, 小红盟, app wake-ups, the shop on Xiaohongshu
  link_clicks: plain('挂链点击量（行业商品点击量）', 'Link clicks', 'juguang'),
  link_orders: count('行业商品成交订单量', 'Orders after link clicks', 'juguang'),
  link_gmv: money('行业商品GMV', 'GMV after link clicks', 'juguang'),
  jd_outside_visitors: people(
    '小红盟站外活跃UV（按日累计）',
    'JD alliance off-site active UV (person-days)',
    'juguang',
  ),
  jd_outside_visitors_distinct: {
    ...count('小红盟站外活跃行为UV（去重）', 'JD alliance off-site active UV (de-duplicated)', 'juguang'),
    unit: 'people',
    distinct: true,
  },
  jd_task_period_spend: { ...paid('小红盟任务期消费', 'JD alliance task-period spend', 'juguang'), check: true },
  task_period_readers: { ...people('小红星任务期阅读UV', 'Star task-period readers', 'juguang'), check: true },
  jd_task_period_readers: {
    ...people('小红盟任务期阅读UV', 'JD alliance task-period readers', 'juguang'),
    check: true,
  },
  app_opens: count('APP打开量（唤起）', 'App opens (wake-up)', 'juguang'),
  app_visits: count('APP进店量（唤起）', 'App shop visits (wake-up)', 'juguang'),
  app_engagements: count('APP互动量（唤起）', 'App engagements (wake-up)', 'juguang'),
  app_payments: count('APP支付次数（唤起）', 'App payments (wake-up)', 'juguang'),
  xhs_visits: count('小红书店铺进店访问量', 'Xiaohongshu shop visits', 'juguang'),
  xhs_item_visitors: people('小红书商品访客量（按日累计）', 'Xiaohongshu item visitors (person-days)', 'juguang'),
  xhs_cart_adds: count('小红书商品加购量', 'Xiaohongshu cart adds', 'juguang'),
  xhs_gmv_ordered: money('小红书下单金额（含退款）', 'Xiaohongshu ordered GMV (refunds included)', 'juguang'),
  xhs_gmv_paid: money('小红书支付金额', 'Xiaohongshu paid GMV', 'juguang'),

  // What else a cooperated note did: 蒲公英 (§1.2), 灵犀 (§1.5), 薯条 (§1.6)
  note_total_price: { ...paid('蒲公英总金额', 'Pugongying total', 'pgy'), check: true },
  impressions_organic: plain('自然曝光量', 'Organic impressions', 'pgy'),
  reads_organic: plain('自然阅读量', 'Organic reads', 'pgy'),
  reads_promoted: plain('推广阅读量', 'Promoted reads', 'pgy'),
  body_link_clicks: plain('正文组件点击量', 'Body component clicks', 'pgy'),
  bottom_link_clicks: plain('笔记底栏组件点击量', 'Bottom bar component clicks', 'pgy'),
  comment_link_clicks: plain('评论区组件点击量', 'Comment component clicks', 'pgy'),
  outside_shop_visitors: people('小红星站外店铺行为UV', 'Star off-site shop visitors', 'pgy'),
  crowd_interested: { ...count('I+TI人群数', 'Interested crowd (I+TI)', 'lingxi'), unit: 'people' },
  crowd_deep: { ...count('TI人群数', 'Deeply interested crowd (TI)', 'lingxi'), unit: 'people' },
  crowd_visitors: { ...count('进店用户数', 'Crowd visitors', 'lingxi'), unit: 'people' },
  boost_impressions: plain('薯条曝光量', 'Shutiao impressions', 'shutiao'),
  boost_reads: plain('薯条阅读量', 'Shutiao reads', 'shutiao'),

  // The shop's whole advertising (§1.7): context, never part of a seeding cost
  shop_ad_spend: paid('全店广告花费', 'Shop ad spend', 'jdads', 'alimama'),
  shop_ad_gmv: money('全店广告成交金额', 'Shop ad GMV', 'jdads', 'alimama'),
  shop_ad_orders: count('全店广告订单行', 'Shop ad order lines', 'jdads'),
  shop_ad_impressions: plain('全店广告展现量', 'Shop ad impressions', 'jdads', 'alimama'),
  shop_ad_clicks: plain('全店广告点击量', 'Shop ad clicks', 'jdads', 'alimama'),
  shop_ad_carts: count('全店广告加购数', 'Shop ad cart adds', 'jdads'),

  // The alliances: 京东联盟 by day (§1.7), order details of both (§2.2, §2.3)
  alliance_clicks: plain('联盟点击量', 'Alliance clicks', 'jdunion'),
  alliance_orders: count('联盟下单订单量', 'Alliance orders', 'jdunion', 'tborders', 'jdorders'),
  alliance_orders_done: count('联盟完成订单量', 'Alliance orders completed', 'jdunion', 'tborders', 'jdorders'),
  alliance_gmv_ordered: money('联盟下单金额', 'Alliance ordered GMV', 'jdunion', 'tborders'),
  alliance_gmv_paid: money('联盟付款金额', 'Alliance paid GMV', 'tborders', 'jdorders'),
  alliance_gmv_settled: money('联盟结算金额', 'Alliance settled GMV', 'jdunion', 'tborders', 'jdorders'),
  alliance_commission: {
    ...money('联盟预估佣金', 'Alliance commission, estimated', 'jdunion', 'tborders', 'jdorders'),
    better: 'neutral',
  },
  alliance_commission_paid: {
    ...money('联盟已付佣金', 'Alliance commission, paid', 'jdunion', 'jdorders'),
    better: 'neutral',
  },
} as const satisfies Record<string, StoredDefinition>;

export type StoredMeasure = keyof typeof STORED;
export const STORED_MEASURES = Object.keys(STORED) as StoredMeasure[];

/** Whether a measure has neither a window nor a caliber, whatever the row beside it has. */
export function isPlain(measure: StoredMeasure): boolean {
  const { plain }: StoredDefinition = STORED[measure];
  return plain === true;
}

/** Whether a measure counts people: of several notes, or of a period's days, one person may be among each (§3.4). */
export function isOfPeople(measure: StoredMeasure): boolean {
  return STORED[measure].unit.startsWith('people');
}

export function isStored(key: MeasureKey): key is StoredMeasure {
  return key in STORED;
}

/** Made of stored measures: the cost scope's parts, and the GMV that a note or product is judged by. */
export const COMPOSED = {
  cost: {
    zh: '花费',
    en: 'Cost',
    unit: 'fen',
    better: 'neutral',
    parts: STORED_MEASURES.filter((one) => 'costs' in STORED[one]),
  },
  gmv: { zh: 'GMV', en: 'GMV', unit: 'fen', better: 'higher', parts: ['gmv_task', 'gmv_shop'] },
  unattributed: {
    zh: '未归到笔记',
    en: 'Not attributed to notes',
    unit: 'fen',
    better: 'neutral',
    parts: ['spend'],
  },
} as const satisfies Record<string, ComposedDefinition>;

const ratio = (
  zh: string,
  en: string,
  unit: Unit,
  better: Direction,
  numerator: DerivedDefinition['formula']['numerator'],
  denominator: DerivedDefinition['formula']['denominator'],
  sample: DerivedDefinition['sample'] = null,
  scale = 1,
): DerivedDefinition => ({ zh, en, unit, better, formula: { numerator, denominator, scale }, sample });

const VISITS = { successes: 'visitors', trials: 'readers' } as const;
const VIEWS = { successes: 'item_viewers', trials: 'readers' } as const;
const SEARCHES = { successes: 'search_visitors', trials: 'readers' } as const;
const SEARCH_VIEWS = { successes: 'search_viewers', trials: 'readers' } as const;
const BUYERS = { successes: 'buyers', trials: 'visitors' } as const;
const VIEW_BUYERS = { successes: 'buyers', trials: 'item_viewers' } as const;
const CLICKS = { successes: 'clicks', trials: 'impressions' } as const;
const ENGAGEMENTS = { successes: 'engagements', trials: 'impressions' } as const;

/** Ratios of sums (§1.9). The two shops' ratios have names of their own because their people do. */
export const DERIVED = {
  visit_rate: ratio('进店率', 'Visit rate', 'ratio', 'higher', 'visitors', 'readers', VISITS),
  cost_per_visitor: ratio('进店UV成本', 'Cost per visitor', 'fen', 'lower', 'cost', 'visitors', VISITS),
  conversion_rate: ratio('进店转化率', 'Conversion rate', 'ratio', 'higher', 'buyers', 'visitors', BUYERS),
  view_rate: ratio('商详浏览率', 'Item view rate', 'ratio', 'higher', 'item_viewers', 'readers', VIEWS),
  cost_per_viewer: ratio('商详UV成本', 'Cost per item viewer', 'fen', 'lower', 'cost', 'item_viewers', VIEWS),
  view_conversion_rate: ratio(
    '商详转化率',
    'Item conversion rate',
    'ratio',
    'higher',
    'buyers',
    'item_viewers',
    VIEW_BUYERS,
  ),
  cost_per_search_visitor: ratio(
    '回搜成本（搜索进店UV成本）',
    'Cost per search visitor',
    'fen',
    'lower',
    'cost',
    'search_visitors',
    SEARCHES,
  ),
  cost_per_search_viewer: ratio(
    '回搜成本（搜索浏览UV成本）',
    'Cost per search viewer',
    'fen',
    'lower',
    'cost',
    'search_viewers',
    SEARCH_VIEWS,
  ),
  roi: ratio('ROI', 'ROI', 'ratio', 'higher', 'gmv', 'cost'),
  cpm: ratio('千次展现成本', 'CPM', 'fen', 'lower', 'spend', 'impressions', null, 1000),
  cpc: ratio('点击成本', 'CPC', 'fen', 'lower', 'spend', 'clicks', CLICKS),
  cpe: ratio('互动成本', 'CPE', 'fen', 'lower', 'spend', 'engagements', ENGAGEMENTS),
  ctr: ratio('点击率', 'CTR', 'ratio', 'higher', 'clicks', 'impressions', CLICKS),
} as const satisfies Record<string, DerivedDefinition>;

export type DerivedMeasure = keyof typeof DERIVED;
export type ComposedMeasure = keyof typeof COMPOSED;
export type MeasureKey = StoredMeasure | ComposedMeasure | DerivedMeasure;

const ALL: Record<MeasureKey, Named> = { ...STORED, ...COMPOSED, ...DERIVED };

/** Name, unit and direction of any measure. */
export function measure(key: MeasureKey): Named {
  return ALL[key];
}

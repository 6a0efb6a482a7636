import type { Declared, Grain, Row } from '../../metrics/values';
import { day, windowIn } from '../cells';
import type { Table } from '../define';
import type { ReadRow, TableHead, Undeclared } from '../face';
import type { LineCells } from '../line-cells';
import type { Proof } from '../proof';
import { hasColumn, trafficIn, undeclared } from '../roles';

/**
 * The columns that every 种草星河 export shares, under the names of its versions and of its console (domain.md §1.3).
 * 内容, 订单 and 任务 rows differ only in whose row it is.
 */
export const XINGHE_NAMES = {
  date: ['日期', '统计日期', '数据日期', '时间'],
  contentId: ['内容ID', '笔记ID'],
  contentLink: ['内容链接', '笔记链接', 'detailUrl'],
  taskId: ['任务ID'],
  orderId: ['订单ID'],
  window: ['归因周期', '归因口径', '归因窗口', '转化周期'],
  traffic: ['流量类型', '流量来源'],
  taskName: ['订单名称', '任务名称', 'orderName'],
  kol: ['达人昵称', '达人名称', '博主昵称', 'kolNick'],
  title: ['内容标题', '笔记标题'],
  published: ['笔记发布日期', '内容发布时间', '发布时间', '发布日期'],

  readers: ['阅读/播放UV', '阅读UV', '播放UV', '阅读播放UV', '内容阅读UV', 'readUv1d'],
  likers: ['点赞UV', 'likeUv1d'],
  commenters: ['评论UV', 'commentUv1d'],
  collectors: ['收藏UV', 'favorUv1d'],
  sharers: ['转发UV', '分享UV', 'forwardUv1d'],
  engaged_people: ['互动UV', '内容互动UV', 'interactiveUv1d'],
  search_exposed: ['搜索曝光UV', '手淘搜索曝光UV', 'searchIpvUv1d'],
  search_visitors: ['搜索进店UV', '手淘搜索进店UV', 'searchGuideShopUv1d'],
  visitors: ['进店UV', '店铺进店UV', 'guideShopUv1d'],
  new_visitors: ['新客进店UV', '店铺新访客', '店铺新访客UV', 'guideShopNewUv1d'],
  item_favers: ['商品收藏UV', 'favorItemUv1d'],
  cart_adders: ['商品加购UV', '加购UV', 'cartItemUv1d'],
  shop_followers: ['关注店铺UV', 'followShopUv1d'],
  shop_members: ['店铺会员UV', 'memberShopUv1d'],
  buyers: ['成交UV', '全店成交UV', 'tradeUv1d'],
  new_buyers: ['新客成交UV', '店铺新客UV', 'alipayShopNewUv1d'],
  gmv_shop: ['商家GMV', '全店成交GMV', 'alipayShopAmt1d'],
  gmv_task: ['订单商品成交GMV', '任务商品成交GMV', 'alipayItemAmt1d'],
  gmv_other: ['非订单商品成交GMV', '非任务商品成交GMV', 'alipayOtherItemAmt1d'],
  gmv_task_new: ['订单商品新客成交GMV', '任务商品新客成交GMV', 'alipayItemNewAmt1d'],
  presale_gmv_paid: ['预售付定GMV', 'alipayPreAmt1d'],
  presale_gmv_estimated: ['预售整单预估GMV', 'alipayPreAllAmt1d'],
  presale_buyers: ['预售付定UV', 'alipayPreUv1d'],

  /** Quotients of the columns above: understood, and computed anew where they are shown. */
  ratio: ['内容互动率', '互动率', '成交转化率', '进店率', '搜索进店率', 'interactiveRate1d', 'alipayRate1d'],
} as const;
export type XingheRole = keyof typeof XINGHE_NAMES;

/** One of these makes a table a 星河 result table. */
export const XINGHE_RESULTS = ['readers', 'visitors', 'search_visitors', 'buyers', 'gmv_shop', 'gmv_task'] as const;

/** What only 种草星河 counts and says, in its exports and in its console. */
export const XINGHE_PROOF: Proof<XingheRole> = {
  headings:
    /^(?:(?:搜索|手淘搜索|店铺)?进店uv|新客进店uv|店铺新访客|手淘搜索|阅读\/播放uv|阅读播放uv|商家gmv|全店成交gmv|非?(?:订单|任务)商品|预售(?:付定|整单)|流量类型|归因周期|归因口径|内容id|\w+1d$)/,
};

/**
 * Whether a table says that it comes from 生意参谋, whose 内容种草 has 星河's very headings. Only its file, sheet or
 * banner can say so; the two hold the same money, so one of them is kept as a check.
 */
export function saysSycm({ fileName, sheet, lines }: TableHead): boolean {
  const banner = lines.slice(0, 5).flatMap(({ cells }) => cells.slice(0, 1));
  return [fileName, sheet ?? '', ...banner].some((text) => /生意参谋|内容种草|sycm/i.test(text));
}

/** What a 星河 table leaves open. */
export function undeclaredInXinghe({ found }: Table<XingheRole>): Undeclared[] {
  return undeclared({
    window: hasColumn(found, 'window'),
    traffic: hasColumn(found, 'traffic'),
    caliber: false,
    filtered: false,
  });
}

/** The values of one 星河 line: one day, one window, one kind of traffic. */
export function xingheRow(
  { measures }: Table<XingheRole>,
  cells: LineCells<XingheRole>,
  declared: Declared,
  whose: { source: 'xinghe' | 'sycm'; grain: Grain; subject: Row['subject']; entity: string },
): ReadRow {
  const to = cells.need('date', day);
  // Named one by one: this is made for every line of the largest exports, and spreading costs half of reading one.
  return {
    source: whose.source,
    grain: whose.grain,
    subject: whose.subject,
    entity: whose.entity,
    period: { kind: 'day', from: to, to },
    window: cells.get('window', windowIn) ?? declared.window ?? 'unknown',
    caliber: declared.caliber ?? 'unknown',
    traffic: cells.get('traffic', trafficIn) ?? declared.traffic ?? 'unknown',
    sampling: null,
    line: cells.line.line,
    ...cells.measured(measures, null),
  };
}

/**
 * The columns that every 种草星河 export shares, under the names of its versions (domain.md §1.3).
 * 内容, 订单 and 任务 rows differ only in whose row it is.
 */
export const XINGHE_NAMES = {
  date: ['日期', '统计日期', '数据日期', '时间'],
  window: ['归因周期', '归因口径', '归因窗口', '转化周期'],
  traffic: ['流量类型', '流量来源'],
  taskName: ['订单名称', '任务名称'],
  kol: ['达人昵称', '达人名称', '博主昵称'],
  title: ['内容标题', '笔记标题'],
  published: ['笔记发布日期', '内容发布时间', '发布时间', '发布日期'],

  readers: ['阅读/播放UV', '阅读UV', '播放UV', '阅读播放UV', '内容阅读UV'],
  likers: ['点赞UV'],
  commenters: ['评论UV'],
  collectors: ['收藏UV'],
  sharers: ['转发UV', '分享UV'],
  engaged_people: ['互动UV', '内容互动UV'],
  search_exposed: ['搜索曝光UV', '手淘搜索曝光UV'],
  search_visitors: ['搜索进店UV', '手淘搜索进店UV'],
  visitors: ['进店UV', '店铺进店UV'],
  new_visitors: ['新客进店UV', '店铺新访客', '店铺新访客UV'],
  item_favers: ['商品收藏UV'],
  cart_adders: ['商品加购UV', '加购UV'],
  shop_followers: ['关注店铺UV'],
  shop_members: ['店铺会员UV'],
  buyers: ['成交UV', '全店成交UV'],
  new_buyers: ['新客成交UV', '店铺新客UV'],
  gmv_shop: ['商家GMV', '全店成交GMV'],
  gmv_task: ['订单商品成交GMV', '任务商品成交GMV'],
  gmv_other: ['非订单商品成交GMV', '非任务商品成交GMV'],
  gmv_task_new: ['订单商品新客成交GMV', '任务商品新客成交GMV'],
  presale_gmv_paid: ['预售付定GMV'],
  presale_gmv_estimated: ['预售整单预估GMV'],
  presale_buyers: ['预售付定UV'],

  /** Quotients of the columns above: understood, and computed anew where they are shown. */
  ratio: ['内容互动率', '互动率', '成交转化率', '进店率', '搜索进店率'],
} as const;

/** One of these makes a table a 星河 result table. */
export const XINGHE_RESULTS = ['readers', 'visitors', 'search_visitors', 'buyers', 'gmv_shop', 'gmv_task'] as const;

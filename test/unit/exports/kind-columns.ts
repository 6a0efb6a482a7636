import { NOTE_A, NOTE_B } from './support';

/**
 * A column: its heading as domain.md §1 has it, another heading of the same, and its cells in both rows, or the
 * measure it is (with its window). The k-th measure of a kind has k in the first row and 2k in the second.
 */
export type Column = readonly [heading: string, other: string, what: string | readonly [string, string]];

export const DAYS = ['2026-07-04', '20260705'] as const;
export const NOTES = [NOTE_A, NOTE_B] as const;
export const TITLES = ['防晒怎么选', '换季护肤'] as const;
export const NOTHING = ['1.5%', '-'] as const;
export const TEXT = ['甲', '乙'] as const;

const XINGHE: readonly Column[] = [
  ['流量类型', '流量类型', ['全部流量', '全部流量']],
  ['归因周期', '归因口径', ['15', '15天']],
  ['阅读/播放UV', '阅读UV', 'readers'],
  ['点赞UV', 'likeUv1d', 'likers'],
  ['评论UV', 'commentUv1d', 'commenters'],
  ['收藏UV', 'favorUv1d', 'collectors'],
  ['转发UV', '分享UV', 'sharers'],
  ['互动UV', '内容互动UV', 'engaged_people'],
  ['内容互动率', '互动率', NOTHING],
  ['搜索曝光UV', '手淘搜索曝光UV', 'search_exposed'],
  ['搜索进店UV', '手淘搜索进店UV', 'search_visitors'],
  ['进店UV', '店铺进店UV', 'visitors'],
  ['新客进店uv', '店铺新访客', 'new_visitors'],
  ['商品收藏UV', 'favorItemUv1d', 'item_favers'],
  ['商品加购UV', '加购UV', 'cart_adders'],
  ['成交转化率', 'alipayRate1d', NOTHING],
  ['关注店铺UV', 'followShopUv1d', 'shop_followers'],
  ['店铺会员UV', 'memberShopUv1d', 'shop_members'],
  ['成交UV', '全店成交UV', 'buyers'],
  ['商家GMV', '全店成交GMV(元)', 'gmv_shop'],
  ['订单商品成交GMV', '任务商品成交GMV', 'gmv_task'],
  ['非订单商品成交GMV', '非任务商品成交GMV', 'gmv_other'],
  ['新客成交UV', '店铺新客UV', 'new_buyers'],
  ['订单商品新客成交GMV', '任务商品新客成交GMV', 'gmv_task_new'],
  ['预售付定GMV', 'alipayPreAmt1d', 'presale_gmv_paid'],
  ['预售整单预估GMV', 'alipayPreAllAmt1d', 'presale_gmv_estimated'],
  ['预售付定UV', 'alipayPreUv1d', 'presale_buyers'],
  ['订单名称', 'orderName', TEXT],
];
export const CONTENT: readonly Column[] = [
  ['日期', '统计日期', DAYS],
  ['内容ID', '笔记ID', NOTES],
  ['达人昵称', 'kolNick', TEXT],
  ['内容链接', 'detailUrl', ['', '']],
  ...XINGHE,
];
export const TASKS: readonly Column[] = [['日期', '统计日期', DAYS], ['任务ID', '任务id', ['7001', '7002']], ...XINGHE];

/** What every report of 聚光 counts (§1.1, §1.8). */
export const JUGUANG: readonly Column[] = [
  ['消费', '花费', 'spend'],
  ['展现量', '曝光量', 'impressions'],
  ['点击量', 'click', 'clicks'],
  ['点击率', 'ctr', NOTHING],
  ['平均点击成本', 'acp', NOTHING],
  ['平均千次展示费用', '平均千次展现费用', NOTHING],
  ['点赞', '点赞量', 'likes'],
  ['评论', '评论量', 'comments'],
  ['收藏', '收藏量', 'collects'],
  ['关注', '关注量', 'follows'],
  ['分享', '分享量', 'shares'],
  ['互动量', 'interaction', 'engagements'],
  ['平均互动成本', 'cpi', NOTHING],
  ['行动按钮点击量', 'action_button_click', 'action_clicks'],
  ['行动按钮点击率', 'action_button_ctr', NOTHING],
  ['搜索组件点击量', 'search_cmt_click', 'search_component_clicks'],
  ['搜索组件点击转化率', '搜索组件转化率', NOTHING],
  ['搜后阅读量', 'search_cmt_after_read', 'reads_after_search'],
  ['平均搜索后阅读笔记篇数', '平均搜索后阅读笔记篇数', NOTHING],
  ['小红星站外活跃(行为)UV(30日归因)', '小红星站外活跃UV（30日归因）', 'outside_visitors 30'],
  ['小红星站外活跃成本(30日归因)', '小红星站外活跃成本（30日归因）', NOTHING],
  ['小红星任务期消费', 'tbTaskFee', 'task_period_spend'],
  ['新增种草人群', 'i_user_num', 'interest_people'],
  ['新增种草人群成本', 'i_user_price', NOTHING],
  ['新增深度种草人群', 'ti_user_num', 'deep_interest_people'],
  ['新增深度种草人群成本', 'ti_user_price', NOTHING],
];
export const OUTSIDE: readonly Column[] = [
  ['行业商品点击量', '外跳点击', 'link_clicks'],
  ['行业商品成交订单量（7日）', 'external_goods_order_7', 'link_orders 7'],
  ['行业商品成交订单量（15日）', '15日行业商品成交订单量', 'link_orders 15'],
  ['行业商品成交订单量（30日）', 'external_goods_order_30', 'link_orders 30'],
  ['行业商品GMV（7日）', '7日行业商品GMV', 'link_gmv 7'],
  ['行业商品GMV（15日）', 'external_rgmv_15', 'link_gmv 15'],
  ['行业商品GMV（30日）', '行业商品成交金额（30日）', 'link_gmv 30'],
  ['行业商品ROI（30日）', 'external_roi_30', NOTHING],
  ['小红星站外活跃行为UV(去重后30日归因)', '小红星站外活跃UV（去重后30日归因）', 'outside_visitors_distinct 30'],
  ['小红星站外活跃率(去重后30日归因)', '小红星站外活跃率（去重后30日归因）', NOTHING],
  ['小红星站外活跃成本(去重后30日归因)', '小红星站外活跃成本（去重后30日归因）', NOTHING],
  ['小红星任务期阅读UV', '小红星任务期阅读uv', 'task_period_readers'],
  ['小红盟站外活跃行为UV(30日归因)', '小红盟站外活跃UV（30日归因）', 'jd_outside_visitors 30'],
  ['小红盟任务期消费', 'jd_task_fee', 'jd_task_period_spend'],
  ['任务期阅读UV', 'jd_task_read_user_cnt', 'jd_task_period_readers'],
  ['APP打开(唤起)', 'invoke_app_open_cnt', 'app_opens'],
  ['APP进店(唤起)', 'invoke_app_enter_store_cnt', 'app_visits'],
  ['APP互动(唤起)', 'invoke_app_engagement_cnt', 'app_engagements'],
  ['APP支付(唤起)', 'invoke_app_payment_cnt', 'app_payments'],
  ['进店访问量', 'goods_visit', 'xhs_visits 7'],
  ['商品访客量', 'seller_visit', 'xhs_item_visitors 7'],
  ['商品加购量', 'shopping_cart_add', 'xhs_cart_adds 7'],
  ['7日下单金额', 'rgmv', 'xhs_gmv_ordered 7'],
  ['7日支付金额', 'purchase_order_gmv_7d', 'xhs_gmv_paid 7'],
];

import { storeReader } from './store';

/** 京准通 全站: the shop's whole advertising by day. */
export const jdAdsWhole = storeReader({
  kind: 'jd-ads-whole',
  source: 'jdads',
  name: { zh: '京准通 全站推广', en: 'JD ads, whole site' },
  vocabulary: {
    names: {
      date: ['日期', '时间', '统计日期'],
      shop_ad_spend: ['花费', '消耗', '消费'],
      shop_ad_gmv: ['全站交易额'],
      shop_ad_orders: ['全站订单行'],
      shop_ad_impressions: ['核心位置展现量', '核心位置展现数'],
      shop_ad_clicks: ['核心位置点击量', '核心位置点击数'],
      ratio: ['全站投产比', '全站订单成本', '核心位置点击率'],
    },
    needs: [['date'], ['shop_ad_spend'], ['shop_ad_gmv', 'shop_ad_orders']],
    proof: { headings: /^(?:全站(?:交易额|订单|投产比)|核心位置)/ },
  },
  caliber: null,
  entity: '全站',
});

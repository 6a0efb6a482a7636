import { storeReader } from './store';

/** 京准通 非全站: by day or by hour of the click (`20260324000000~20260324005959`). */
export const jdAdsStandard = storeReader({
  kind: 'jd-ads-standard',
  source: 'jdads',
  name: { zh: '京准通 非全站推广', en: 'JD ads, not whole site' },
  vocabulary: {
    names: {
      date: ['点击时间', '日期'],
      shop_ad_spend: ['花费', '消耗', '消费'],
      shop_ad_gmv: ['总订单金额'],
      shop_ad_orders: ['总订单行'],
      shop_ad_impressions: ['展现数', '展现量'],
      shop_ad_clicks: ['点击数', '点击量'],
      shop_ad_carts: ['总加购数', '总加购量'],
      ratio: ['投产比', '点击率', '平均点击成本', '千次展现成本'],
    },
    needs: [['date'], ['shop_ad_spend'], ['shop_ad_gmv', 'shop_ad_orders']],
    never: ['全站交易额', '总成交金额'],
    proof: { headings: /^(?:(?:总|直接|间接)订单(?:行|金额)|总加购[数量]|跟单sku)/ },
  },
  caliber: 'click',
  entity: '非全站',
});

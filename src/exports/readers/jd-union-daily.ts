import { storeReader } from './store';

/** 京东联盟, by day: orders through alliance links, of the whole shop. */
export const jdUnionDaily = storeReader({
  kind: 'jd-union-daily',
  source: 'jdunion',
  name: { zh: '京东联盟 按日数据', en: 'JD Union, by day' },
  vocabulary: {
    names: {
      date: ['日期', '时间', '统计日期'],
      alliance_clicks: ['点击量', '点击数'],
      alliance_orders: ['下单订单量', '下单订单数'],
      alliance_gmv_ordered: ['下单订单金额', '下单金额'],
      alliance_commission: ['预估佣金金额', '预估佣金'],
      alliance_orders_done: ['完成订单量', '完成订单数'],
      alliance_gmv_settled: ['完成订单金额', '完成金额'],
      alliance_commission_paid: ['付款佣金金额', '付款佣金'],
    },
    needs: [
      ['date'],
      ['alliance_orders', 'alliance_gmv_ordered'],
      ['alliance_commission', 'alliance_orders_done', 'alliance_gmv_settled'],
    ],
    proof: { headings: /^(?:下单订单[量数]|下单订单金额|完成订单[量数]|完成订单金额|付款佣金金额|预估佣金金额)$/ },
    never: ['订单号'],
  },
  caliber: null,
  entity: '',
});

import { unreadable } from '../cells';
import { defineReader } from '../define';
import { undeclared } from '../roles';
import { type OrderRole, orderIdIn, orderLines, orderProductIn } from './orders';

const NAMES = {
  orderId: ['orderId', '订单号', '订单编号', '订单ID'],
  created: ['orderTime', '下单时间', '订单时间'],
  status: ['validCode', '订单状态', '有效码'],
  product: ['skuId', 'SKU ID', '商品编号', '商品SKU', 'SKU编号', '商品ID'],
  tag: ['positionId', '推广位ID', '推广位编号'],
  alliance_gmv_paid: ['estimateCosPrice', '预估计佣金额'],
  alliance_gmv_settled: ['actualCosPrice', '实际计佣金额'],
  alliance_commission: ['estimateFee', '预估佣金', '预估佣金金额', '推客的预估佣金'],
  alliance_commission_paid: ['actualFee', '实际佣金', '实际佣金金额', '推客分得的实际佣金'],
  aside: [
    'id',
    'parentId',
    '父单号',
    'finishTime',
    '完成时间',
    'modifyTime',
    '更新时间',
    'skuName',
    '商品名称',
    'skuNum',
    '商品数量',
    'skuReturnNum',
    'skuFrozenNum',
    'price',
    '商品单价',
    'commissionRate',
    '佣金比例',
    'traceType',
    'siteId',
    'pid',
    'subUnionId',
    'unionTag',
    'popId',
    'channelId',
    'ext1',
    'plus',
    'orderEmt',
    'itemId',
  ],
} as const;
type Role = keyof typeof NAMES;

const MONEY = ['alliance_gmv_paid', 'alliance_gmv_settled', 'alliance_commission', 'alliance_commission_paid'] as const;

/** validCode as the API's number or the console's word; every other code is a reason why an order is void. */
const DONE = /^17$|已完成/;
const PAID = /^(?:16|24)$|已付款|已付定金/;
const VOID = /^-?\d{1,2}$|待付款|无效|取消|拆单|违规|退款|未付款/;

/** 京东联盟 order details. One order has one line per SKU; of its number only a keyed hash is kept. */
export const jdOrders = defineReader<Role | OrderRole>({
  kind: 'jd-orders',
  source: 'jdorders',
  name: { zh: '京东联盟 订单明细', en: 'JD Union orders' },
  vocabulary: {
    names: NAMES,
    needs: [['orderId'], ['created'], ['status'], ['product'], ['alliance_gmv_paid', 'alliance_gmv_settled']],
    proof: { headings: /计佣金额|^(?:estimate|actual)cosprice$|^validcode$/ },
  },
  keys: ['orderId'],
  events: true,
  undeclared: () => undeclared({ filtered: false }),
  lines(table) {
    return orderLines<Role>(table, 'jd', table.measures.filter(isMoney), (cells) => {
      const status = cells.need('status', (text) => text);
      const counts = DONE.test(status) || PAID.test(status);
      if (!counts && !VOID.test(status)) cells.fault ??= unreadable('export_row_order_status', { text: status });
      const sku = cells.need('product', (text) => text);
      return {
        id: `${cells.need('orderId', orderIdIn)} ${sku}`,
        counts,
        done: DONE.test(status),
        product: cells.get('product', (text) => orderProductIn(text, 'jd')),
      };
    });
  },
});

function isMoney(measure: string): measure is (typeof MONEY)[number] {
  return (MONEY as readonly string[]).includes(measure);
}

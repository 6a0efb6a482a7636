import { plain, unreadable } from '../cells';
import { defineReader } from '../define';
import { undeclared } from '../roles';
import { OrderItems } from './order-items';
import { type OrderRole, orderIdIn, orderLines, orderProductIn } from './orders';

const NAMES = {
  tradeId: ['trade_id', '子订单编号', '子订单号', '淘宝子订单号', '淘宝子订单编号'],
  /** The order's number, which the lines of several items share. */
  orderId: [
    'trade_parent_id',
    '订单编号',
    '订单号',
    '父订单编号',
    '主订单编号',
    '淘宝父订单编号',
    '淘宝父订单号',
    '淘宝订单编号',
  ],
  created: ['tk_create_time', '创建时间', '订单创建时间', '下单时间'],
  status: ['tk_status', '订单状态'],
  product: ['item_id', '商品ID', '商品id'],
  tag: ['adzone_id', '推广位ID', '广告位ID', '推广位id'],
  alliance_gmv_ordered: ['tb_gmv_total_price', '拍下金额', '预估拍下金额'],
  alliance_gmv_paid: ['alipay_total_price', '付款金额'],
  alliance_gmv_settled: ['pay_price', '结算金额'],
  alliance_commission: ['pub_share_pre_fee', '效果预估', '付款预估收入'],
  aside: [
    // An estimate of the settlement, as 效果预估 is of the payment.
    '预估收入',
    '结算预估收入',
    'item_title',
    '商品标题',
    '商品信息',
    'item_num',
    '商品数',
    '商品数量',
    'item_price',
    '商品单价',
    'tk_paid_time',
    'tk_earning_time',
    'tb_paid_time',
    'click_time',
    'modified_time',
    '付款时间',
    '结算时间',
    '点击时间',
    'site_id',
    'pub_id',
    'relation_id',
    'special_id',
    'deposit_price',
    'refund_tag',
    'flow_source',
    'order_type',
    'terminal_type',
    'total_commission_rate',
    'marketing_type',
    'extra_mkt_id',
  ],
} as const;
type Role = keyof typeof NAMES;

const MONEY = ['alliance_gmv_ordered', 'alliance_gmv_paid', 'alliance_gmv_settled', 'alliance_commission'] as const;

/** tk_status as the API's number or the console's word. */
const SETTLED = /^(?:3|14)$|结算|成功|完成/;
const PAID = /^12$|付款|支付/;
const VOID = /^(?:11|13)$|未付|待付|未支付|关闭|失效|取消|退款/;

/** 淘宝联盟 order details: orders that came through alliance links. Of an order's number only a keyed hash is kept. */
export const taobaoOrders = defineReader<Role | OrderRole>({
  kind: 'taobao-orders',
  source: 'tborders',
  name: { zh: '淘宝联盟 订单明细', en: 'Taobao alliance orders' },
  vocabulary: {
    names: NAMES,
    needs: [
      ['tradeId', 'orderId'],
      ['created'],
      ['status'],
      ['alliance_gmv_paid', 'alliance_gmv_settled', 'alliance_gmv_ordered'],
    ],
    proof: {
      headings:
        /^(?:trade_(?:parent_)?id|tk_\w+|alipay_total_price|pub_share_pre_fee|adzone_id|效果预估|(?:付款)?预估收入|淘宝[父子]?订单(?:编号|号)|推广位id|广告位id|来源媒体id|掌柜旺旺|收入比率|分成比率|技术服务费比率)$/,
    },
    never: ['skuId', 'validCode', '预估计佣金额', 'estimateCosPrice'],
  },
  keys: ['tradeId', 'orderId'],
  events: true,
  undeclared: () => undeclared({ filtered: false }),
  lines(table) {
    const items = new OrderItems();
    return orderLines<Role>(table, 'taobao', table.measures.filter(isMoney), (cells) => {
      const status = cells.need('status', (text) => text);
      const isVoid = VOID.test(status);
      if (!isVoid && !PAID.test(status) && !SETTLED.test(status))
        cells.fault ??= unreadable('export_row_order_status', { text: status });
      const trade = cells.get('tradeId', orderIdIn);
      const order = trade ?? cells.need('orderId', orderIdIn, 'tradeId');
      const item = cells.get('product', plain) ?? '';
      return {
        id: trade ?? items.idOf(order, item, cells.line.cells),
        ...(trade === null && items.isNew(order) && { once: order }),
        counts: !isVoid,
        done: SETTLED.test(status),
        product: cells.get('product', (text) => orderProductIn(text, 'taobao')),
      };
    });
  },
});

function isMoney(measure: string): measure is (typeof MONEY)[number] {
  return (MONEY as readonly string[]).includes(measure);
}

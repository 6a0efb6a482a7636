import type { Shop, Subject } from '../../metrics/subjects';
import { beginning, exact, momentOf, plain, unreadable } from '../cells';
import { defineReader } from '../define';
import type { Parsed } from '../face';
import type { Facts } from '../facts';
import type { LineCells } from '../line-cells';
import { linkedProduct, noteIn, productIn, taskIn } from '../links';

const NAMES = {
  noteId: ['笔记ID', '内容ID', 'note_id', 'noteId', 'note'],
  noteLink: ['笔记链接', '内容链接', '笔记地址', 'note_url', 'note_link'],
  taskId: ['任务ID', '订单ID', 'task_id', 'taskId', 'task'],
  taobaoTask: ['小红星任务ID', '淘宝任务ID', '星河任务ID', '星任务ID'],
  jdTask: ['小红盟任务ID', '京东任务ID', '京准通任务ID'],
  shop: ['平台', '电商平台', '商品平台', '店铺平台', 'platform', 'shop'],
  productId: ['商品ID', '宝贝ID', '产品ID', 'item_id', 'itemId', 'product_id', 'num_iid'],
  productLink: ['商品链接', '宝贝链接', '产品链接', '商品地址', 'item_url', 'product_url', 'product_link'],
  taobaoProduct: ['淘宝商品ID', '天猫商品ID', '淘宝链接', '天猫链接', '淘宝商品链接', '天猫商品链接', 'taobao_item_id'],
  jdProduct: ['京东商品ID', '京东SKU', '京东SKU ID', '京东链接', '京东商品链接', 'jd_sku'],
  skuId: ['SKU ID', 'skuId', 'sku_id', 'SKU', 'SKU编号', 'SKU编码'],
  group: ['商品组', '产品组', '商品分组', '商品组名称', 'SPU', 'SPU名称', 'group', 'product_group'],
  productName: ['商品名称', '商品标题', '宝贝标题', '产品名称', 'product_name', 'item_title'],
  title: ['笔记标题', '内容标题', 'note_title', 'title'],
  taskName: ['任务名称', '任务标题', '订单名称', 'task_name'],
  kol: ['达人昵称', '博主昵称', 'kol'],
  published: ['笔记发布日期', '发布日期', '发布时间', 'published'],
  aside: ['备注', '说明', '序号', '店铺名称', '品牌', 'remark'],
} as const;
type Role = keyof typeof NAMES;

const KEYS = ['noteId', 'noteLink', 'taskId', 'taobaoTask', 'jdTask'] as const;
const PRODUCTS = ['productId', 'productLink', 'taobaoProduct', 'jdProduct', 'skuId'] as const;

/** A table with figures is a report, not a map, whatever ids it has: its money would be dropped. Prices may stand in one. */
const FIGURES =
  /gmv|roi|[up]v(?:\(|$)|(?:金额|花费|消费|消耗|交易额|成本|访客数?|客户数|买家数|浏览量|曝光|展现|展示|阅读|点击|互动|加购|成交|支付|下单|收藏|点赞|评论数?|转发|分享|销量|销售额|营收|人数|件数|笔数|订单[数量行]|次数|转化率|进店)(?:量|数|率|件数|人数|次数|客户数|单量)?$/;

/** The user's own table: which note or task belongs to which product, and which products are one group. */
export const map = defineReader<Role>({
  kind: 'map',
  source: null,
  name: { zh: '对应表（笔记、任务 ↔ 商品）', en: 'Map (notes and tasks to products)' },
  vocabulary: {
    names: NAMES,
    proof: 'user',
    never: [FIGURES],
    needs: [
      [...KEYS, 'group'],
      [...PRODUCTS, 'taskId', 'taobaoTask', 'jdTask'],
    ],
  },
  keys: [...KEYS, ...PRODUCTS],
  undeclared: () => [],
  lines:
    ({ facts }) =>
    (cells) =>
      mapRow(cells, facts),
});

interface MapRow {
  note: Subject | null;
  tasks: { shop: Shop; task: Subject }[];
  products: { shop: Shop; product: Subject }[];
  group: `group/${string}` | null;
}

/** Every edge that a row draws; a row that draws none, or has one cell that cannot be read, is rejected whole. */
function mapRow(cells: LineCells<Role>, facts: Facts): Parsed[] {
  const row = partsOf(cells);
  const { note, tasks, products, group } = row;
  const edges: [Subject, Subject | `group/${string}`][] = [
    ...products.flatMap(({ product }) => (note === null ? [] : [[note, product] as [Subject, Subject]])),
    ...tasks.flatMap(({ task }) => (note === null ? [] : [[note, task] as [Subject, Subject]])),
    ...tasks.flatMap(({ shop, task }) =>
      products.filter((one) => one.shop === shop).map(({ product }) => [task, product] as [Subject, Subject]),
    ),
    ...products.flatMap(({ product }) => (group === null ? [] : [[product, group] as [Subject, typeof group]])),
  ];
  if (edges.length === 0) throw unreadable('export_row_links_nothing');
  return [...edges.flatMap(([from, to]) => facts.link(from, to)), ...labelsOf(cells, row, facts)];
}

function labelsOf(cells: LineCells<Role>, { note, tasks, products }: MapRow, facts: Facts): Parsed[] {
  const taskName = cells.fact('taskName');
  const productName = cells.fact('productName');
  return [
    ...(note === null
      ? []
      : facts.labels(note, {
          title: cells.fact('title'),
          kol: cells.fact('kol'),
          task: taskName,
          published: cells.fact('published', (text) => momentOf(text).day),
        })),
    ...tasks.flatMap(({ task }) => facts.labels(task, { title: taskName })),
    ...products.flatMap(({ product }) => facts.labels(product, { title: productName })),
  ];
}

function partsOf(cells: LineCells<Role>): MapRow {
  const stated = cells.get('shop', shopIn);
  const general = generalProduct(cells, stated);
  const shop = stated ?? general?.shop ?? null;
  const taobao = cells.get('taobaoProduct', (text) => productIn(text, 'taobao'));
  const jd = cells.get('jdProduct', (text) => productIn(text, 'jd'));
  const tasks = [
    ...optional(cells.get('taskId', (text) => ({ shop: known(shop, text), task: taskIn(text, known(shop, text)) }))),
    ...optional(cells.get('taobaoTask', (text) => ({ shop: 'taobao' as const, task: taskIn(text, 'taobao') }))),
    ...optional(cells.get('jdTask', (text) => ({ shop: 'jd' as const, task: taskIn(text, 'jd') }))),
  ];
  return {
    note: sameNote(cells),
    tasks,
    products: [
      ...optional(general),
      ...(taobao === null ? [] : [{ shop: 'taobao' as const, product: taobao }]),
      ...(jd === null ? [] : [{ shop: 'jd' as const, product: jd }]),
    ],
    group: cells.get('group', (text) => `group/${beginning(exact(plain(text)).replaceAll('/', '／'), 80)}` as const),
  };
}

const optional = <T>(value: T | null): T[] => (value === null ? [] : [value]);

function known(shop: Shop | null, text: string): Shop {
  if (shop === null) throw unreadable('export_cell_which_shop', { text });
  return shop;
}

/** The note by its id and by its link, which must be one and the same. */
function sameNote(cells: LineCells<Role>): Subject | null {
  const byId = cells.get('noteId', noteIn);
  const byLink = cells.get('noteLink', noteIn);
  if (byId !== null && byLink !== null && byId !== byLink) throw unreadable('export_row_two_notes');
  return byId ?? byLink;
}

/**
 * The product of the columns that do not name their shop: the shop is the 平台 cell's, the link's, or, for a
 * SKU, JD. On JD the SKU is the page's id; on Taobao it is not, and only the item's id will do.
 */
function generalProduct(cells: LineCells<Role>, stated: Shop | null): { shop: Shop; product: Subject } | null {
  const sku = cells.get('skuId', (text) => text);
  const linked = cells.get('productLink', (text) => linkedProduct(text)?.shop ?? null);
  const shop =
    stated ??
    linked ??
    cells.get('productId', (text) => linkedProduct(text)?.shop ?? null) ??
    (sku === null ? null : 'jd');
  const byLink = cells.get('productLink', (text) => productIn(text, shop));
  const byId = shop === 'jd' && sku !== null ? null : cells.get('productId', (text) => productIn(text, shop));
  const bySku = shop === 'jd' ? cells.get('skuId', (text) => productIn(text, 'jd')) : null;
  const products = new Set([byLink, byId, bySku].filter((product) => product !== null));
  if (products.size > 1) throw unreadable('export_row_two_products');
  const [product] = products;
  if (product === undefined && sku !== null) throw unreadable('export_row_sku_only');
  return product === undefined || shop === null ? null : { shop, product };
}

function shopIn(text: string): Shop {
  const name = plain(text).toLowerCase();
  if (/^(?:淘宝|天猫|淘系|猫超|手淘|taobao|tmall|tb$|tm$)/.test(name)) return 'taobao';
  if (/^(?:京东|jd|jingdong)/.test(name)) return 'jd';
  throw unreadable('export_cell_shop', { text });
}

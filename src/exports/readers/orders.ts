import type { StoredMeasure } from '../../metrics/measures';
import { orderEntity } from '../../metrics/orders';
import { type Shop, type Subject, subjectKey } from '../../metrics/subjects';
import { COARSE } from '../../metrics/values';
import { beginning, isScientific, momentOf, plain, unreadable } from '../cells';
import type { Table } from '../define';
import type { Parsed, ReadRow } from '../face';
import type { LineCells } from '../line-cells';
import { orderHasher } from './order-hash';

/** The columns that order details of both alliances have; every other column of an order is left in the file. */
export type OrderRole = 'created' | 'status' | 'tag' | 'product';

/** What is read of one order. */
export interface Order {
  /** The order's own number, one per line; only its hash is kept. */
  id: string;
  /** Paid and not void: counts. A void one is kept with zeros, so that it takes the place of what it was before. */
  counts: boolean;
  /**
   * The number under which earlier builds kept the whole order, at its first line: a row of zeros takes that one's
   * place, so that an order which an import of theirs has is not counted twice.
   */
  once?: string;
  done: boolean;
  product: Subject | null;
}

/**
 * Sets up the rows of one table of order details: one row per order on the day it was made, under the link it came
 * through (its 推广位, as a task `pid-…` that a map can tie to notes), else under its product.
 */
export function orderLines<Role extends string>(
  table: Table<Role | OrderRole>,
  shop: Shop,
  money: readonly (StoredMeasure & Role)[],
  read: (cells: LineCells<Role | OrderRole>) => Order,
) {
  const hash = orderHasher(table.secret);
  const scope = {
    source: shop === 'taobao' ? 'tborders' : 'jdorders',
    grain: 'order',
    window: 'none',
    caliber: 'conversion',
    traffic: 'none',
    sampling: null,
  } as const;
  const zeros = Object.fromEntries([...money, 'alliance_orders', 'alliance_orders_done'].map((name) => [name, 0]));

  return (cells: LineCells<Role | OrderRole>): Parsed[] => {
    const order = read(cells);
    const { day } = cells.need('created', momentOf);
    const link = cells.get('tag', (text) => tagIn(text, shop));
    const measured = cells.measured(money, null);
    const counts = { alliance_orders: Number(order.counts), alliance_orders_done: Number(order.counts && order.done) };
    const row: ReadRow = {
      ...scope,
      subject: link ?? order.product ?? COARSE,
      entity: orderEntity(hash(order.id), order.product),
      period: { kind: 'day', from: day, to: day },
      line: cells.line.line,
      ...(order.counts ? { ...measured, measures: { ...measured.measures, ...counts } } : { measures: zeros }),
    };
    const whole =
      order.once === undefined ? [] : [{ ...row, entity: orderEntity(hash(order.once), null), measures: zeros }];
    return [
      { type: 'row', row },
      ...whole.map((one) => ({ type: 'row' as const, row: one })),
      ...(link !== null && order.product !== null && order.counts ? table.facts.link(link, order.product) : []),
    ];
  };
}

/** The 推广位 of an order, as the subject that a map names it by: a task `pid-<id>`. */
function tagIn(text: string, shop: Shop): Subject | null {
  const id = plain(text);
  if (id === '0') return null;
  const tag = subjectKey(shop, 'task', `pid-${id}`);
  if (tag === null || isScientific(id)) throw unreadable('export_cell_id', { text: beginning(id, 40) });
  return tag;
}

/** An order's number. A damaged one is named in no message. @throws Unreadable where digits are lost. */
export function orderIdIn(text: string): string {
  const id = plain(text);
  if (isScientific(id)) throw unreadable('export_cell_digits', { text: '…' });
  if (!/^[\w-]{4,64}$/.test(id)) throw unreadable('export_cell_id', { text: '…' });
  return id;
}

/** The product of an order where its id is one that a page can show; the alliances also use opaque ids. */
export function orderProductIn(text: string, shop: Shop): Subject | null {
  const id = plain(text);
  if (isScientific(id)) throw unreadable('export_cell_digits', { text: id });
  return subjectKey(shop, shop === 'taobao' ? 'item' : 'sku', id);
}

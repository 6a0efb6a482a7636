/** Beyond this many orders the memory of their lines is cleared: a file has the lines of one order near each other. */
const REMEMBERED = 50_000;

/**
 * Tells the lines of one order apart where a table names only the order that they share: by their item and, of one
 * item, by which of its lines that differ it is. A line that equals an earlier one in all its cells is that one again.
 */
export class OrderItems {
  private readonly lines = new Map<string, string[]>();
  private readonly orders = new Set<string>();

  /** The id of a line, the same in every export that has the same lines. */
  idOf(order: string, item: string, cells: readonly string[]): string {
    const key = `${order} ${item}`;
    const line = cells.join('\t');
    if (this.lines.size >= REMEMBERED) this.lines.clear();
    const held = this.lines.get(key) ?? [];
    this.lines.set(key, held);
    const at = held.indexOf(line);
    if (at < 0) held.push(line);
    const number = at < 0 ? held.length : at + 1;
    return number === 1 ? key : `${key} ${number}`;
  }

  /** Whether this is the order's first line. */
  isNew(order: string): boolean {
    if (this.orders.has(order)) return false;
    if (this.orders.size >= REMEMBERED) this.orders.clear();
    this.orders.add(order);
    return true;
  }
}

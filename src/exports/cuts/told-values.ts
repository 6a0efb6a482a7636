import { MAX_VALUES } from './questions';

/** Values beyond so many are only counted. */
const HELD = 200;

/** What stands in a column, and what the main measure comes to under each of its values. */
export class ToldValues {
  private readonly amounts = new Map<string, number | null>();
  /** Rows with a value that is not held. */
  private beyond = 0;

  add(value: string, amount: number | null): void {
    const held = this.amounts.get(value);
    if (held === undefined && this.amounts.size >= HELD) this.beyond += 1;
    else this.amounts.set(value, held === undefined || held === null ? amount : held + (amount ?? 0));
  }

  /** How many there are, as far as they are held. */
  get count(): number {
    return this.amounts.size;
  }

  has(test: (value: string) => boolean): boolean {
    return [...this.amounts.keys()].some(test);
  }

  get listed(): { values: { value: string; amount: number | null }[]; more: number } {
    const all = [...this.amounts].map(([value, amount]) => ({ value, amount }));
    const values = all.slice(0, MAX_VALUES);
    return { values, more: all.length - values.length + Math.min(this.beyond, 1) };
  }
}

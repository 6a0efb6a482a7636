/** Values by key, of which the latest ones are kept: what is asked again and again is not reckoned again. */
export class Recent<Value> {
  private readonly held = new Map<string, Promise<Value>>();

  constructor(private readonly size: number) {}

  /** The value under a key, made when it is not held; who asks while it is being made waits for the same one. */
  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const held = this.held.get(key);
    if (held) return held;
    const made = make();
    this.held.set(key, made);
    made.catch(() => this.held.delete(key));
    const [oldest] = this.held.keys();
    if (this.held.size > this.size && oldest !== undefined) this.held.delete(oldest);
    return made;
  }
}

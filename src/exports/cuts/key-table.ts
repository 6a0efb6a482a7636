import { hashOf } from '../distinct-count';

const FIRST_SLOTS = 1024;
/** Fuller than this, looking for a free slot takes long. */
const MOST_FULL = 0.75;

/** What the first row of each key said, as hashes: a file has millions of keys and none of their texts is kept. */
export class KeyTable {
  /** Hashes of keys in open addressing; 0 is an empty slot. */
  private keys = new Float64Array(FIRST_SLOTS);
  private said: Uint32Array;
  private times = new Uint32Array(FIRST_SLOTS);
  private count = 0;

  /** @param width how many hashes are kept of a key's first row */
  constructor(private readonly width: number) {
    this.said = new Uint32Array(FIRST_SLOTS * width);
  }

  /** Counts a row of a key. `place` is where its first row's hashes are, `times` how many rows the key has now. */
  add(key: string): { place: number; times: number } {
    const hash = hashOf(key);
    let at = this.slotOf(hash);
    if (this.keys[at] === 0) {
      this.count += 1;
      if (this.count > this.keys.length * MOST_FULL) {
        this.grow();
        at = this.slotOf(hash);
      }
      this.keys[at] = hash;
    }
    const times = (this.times[at] ?? 0) + 1;
    this.times[at] = times;
    return { place: at * this.width, times };
  }

  /** What is kept at a place of a key. */
  get(place: number, of: number): number {
    return this.said[place + of] ?? 0;
  }

  set(place: number, of: number, hash: number): void {
    this.said[place + of] = hash;
  }

  private slotOf(hash: number): number {
    const slots = this.keys.length;
    let at = hash % slots;
    while (this.keys[at] !== 0 && this.keys[at] !== hash) at = (at + 1) % slots;
    return at;
  }

  private grow(): void {
    const { keys, said, times, width } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.said = new Uint32Array(this.keys.length * width);
    this.times = new Uint32Array(this.keys.length);
    for (const [at, hash] of keys.entries()) {
      if (hash === 0) continue;
      const to = this.slotOf(hash);
      this.keys[to] = hash;
      this.times[to] = times[at] ?? 0;
      for (let of = 0; of < width; of++) this.said[to * width + of] = said[at * width + of] ?? 0;
    }
  }
}

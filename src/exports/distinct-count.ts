const FIRST_SLOTS = 1024;
/** Fuller than this, looking for a free slot takes long (linear probing: some 8 steps for a new text). */
const MOST_FULL = 0.75;

/** How many different texts there were, without holding any of them: a file may name millions of subjects. */
export class DistinctCount {
  /** Hashes in open addressing; 0 is an empty slot. */
  private slots = new Float64Array(FIRST_SLOTS);
  count = 0;

  /** Takes a text in, and says whether it is a new one. */
  add(text: string): boolean {
    if (!put(this.slots, hashOf(text))) return false;
    this.count += 1;
    if (this.count > this.slots.length * MOST_FULL) this.grow();
    return true;
  }

  private grow(): void {
    const larger = new Float64Array(this.slots.length * 2);
    for (const hash of this.slots) if (hash !== 0) put(larger, hash);
    this.slots = larger;
  }
}

/** Whether the hash was not there yet. */
function put(slots: Float64Array, hash: number): boolean {
  for (let at = hash % slots.length; ; at = (at + 1) % slots.length) {
    if (slots[at] === hash) return false;
    if (slots[at] !== 0) continue;
    slots[at] = hash;
    return true;
  }
}

/** 53 bits of two multiplicative hashes: of ten million texts two are alike once in 180 times. */
export function hashOf(text: string): number {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2_654_435_761);
    other = Math.imul(other ^ code, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
  other = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & other) + (one >>> 0) || 1;
}

import { describe, expect, it } from 'vitest';
import { inSeveralGroups, LinkIndex } from '../../../src/metrics/links';
import type { Link } from '../../../src/metrics/values';

const item = (number: number) => `taobao/item/60000000000${number}`;
const NOTE = 'xhs/note/6841f0000000000000000001';

// One map puts items 1 and 2 into 甲 (U+7532), another 2 and 3 into 乙 (U+4E59), which sorts before it.
const LINKS: Link[] = [
  { from: item(1), to: 'group/甲' },
  { from: item(2), to: 'group/甲' },
  { from: item(2), to: 'group/乙' },
  { from: item(3), to: 'group/乙' },
  { from: NOTE, to: item(2) },
];

describe('a product in two groups', () => {
  it.each([
    ['as they come', LINKS],
    ['the other way round', [...LINKS].reverse()],
  ])('belongs to one of them, the first by name, and is a member of no other: %s', (_, links) => {
    const index = new LinkIndex(links);
    expect(index.group(item(1))).toEqual({ name: '甲', members: [item(1)] });
    expect(index.group(item(2))).toEqual({ name: '乙', members: [item(2), item(3)] });
    expect(index.group(item(3))).toEqual({ name: '乙', members: [item(2), item(3)] });
    // The note sells item 2: it is told on the pages of 乙 and not on item 1's.
    expect([1, 2, 3].map((number) => index.notesOfProduct(item(number)))).toEqual([[], [NOTE], [NOTE]]);
  });

  it('is found, and one that two maps put into one group is not', () => {
    expect(inSeveralGroups([...LINKS, ...LINKS])).toEqual([{ product: item(2), groups: ['乙', '甲'] }]);
    expect(inSeveralGroups([...LINKS.slice(0, 2), ...LINKS.slice(0, 2)])).toEqual([]);
  });
});

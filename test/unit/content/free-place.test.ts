import { describe, expect, it } from 'vitest';
import { freePlace, type Surroundings } from '../../../src/content/free-place';

const box = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const SIZE = { width: 100, height: 20 };
const COVER = box(0, 0, 220, 290);
const over = (taken: Surroundings['taken'] = [], cover = COVER) =>
  freePlace({ cover, text: null, taken, seen: box(0, 0, 1000, 1000) }, SIZE);

/** What sites put onto covers, where they put it. */
const PINNED = box(12, 12, 40, 24);
const PLAY = box(188, 12, 20, 20);
const PRICE = box(0, 262, 220, 28);

describe('a place over a picture', () => {
  it.each([
    ['nothing: the left upper corner', [], box(8, 8, 100, 20)],
    ['a pinned tag: the right lower one', [PINNED], box(112, 262, 100, 20)],
    ['a pinned tag and a price below: the right upper one', [PINNED, PRICE], box(112, 8, 100, 20)],
    // 12 + 24 and 4 apart.
    ['all corners: below the tag', [PINNED, PRICE, PLAY], box(8, 40, 100, 20)],
  ])('with %s', (_, taken, expected) => {
    expect(over(taken)).toEqual(expected);
  });

  it('keeps 8 px from the edge, or 4 where that is all there is', () => {
    expect(over([], box(0, 0, 110, 200))).toEqual(box(4, 4, 100, 20));
  });

  it('is none where the words have no room, or everything is taken', () => {
    expect(over([], box(0, 0, 60, 60))).toBeNull();
    expect(over([box(0, 0, 220, 290)])).toBeNull();
  });

  it('is none outside of what is seen', () => {
    expect(freePlace({ cover: COVER, text: null, taken: [], seen: box(0, 0, 90, 290) }, SIZE)).toBeNull();
  });
});

describe('a place after a text', () => {
  const line = box(20, 100, 60, 16);
  const behind = (taken: Surroundings['taken'], below: boolean, column = box(20, 84, 300, 32)) =>
    freePlace({ cover: null, text: { line, column, below }, taken, seen: box(0, 0, 1000, 1000) }, SIZE);

  it('is on the last line, in its middle', () => {
    // 80 + 8; 108 − 10.
    expect(behind([line], true)).toEqual(box(88, 98, 100, 20));
  });

  it('is below the column where the line has no room, and only on the page’s own head', () => {
    const narrow = box(20, 84, 120, 32);
    expect(behind([line], true, narrow)).toEqual(box(20, 120, 100, 20));
    expect(behind([line], false, narrow)).toBeNull();
  });

  it('is never over the words that follow', () => {
    expect(behind([line, box(84, 100, 60, 16)], false)).toBeNull();
    expect(behind([line, box(84, 100, 60, 16), box(20, 118, 200, 16)], true)).toBeNull();
  });
});

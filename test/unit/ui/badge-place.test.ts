import { describe, expect, it } from 'vitest';
import { placeIn } from '../../../src/ui/badge-place';

const box = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

describe('where a badge stands in its host', () => {
  it('is the corner over a card, as wide as the card less its margins', () => {
    // The host is the card's own block; the cover begins 10 px into it.
    expect(placeIn(box(100, 200, 240, 400), box(110, 210, 220, 300), null, 'over', 170)).toEqual({
      left: 18, // 110 + 8 − 100
      top: 18, // 210 + 8 − 200
      maxWidth: 204, // 330 − 8 − 118
    });
  });

  it('is after the text where there is room on the line', () => {
    const text = box(20, 50, 160, 24);
    expect(placeIn(box(0, 0, 400, 600), box(20, 26, 360, 48), text, 'after', 180)).toEqual({
      left: 188, // 180 + 8
      top: 50,
      maxWidth: 192, // 380 − 188
    });
  });

  it('is below the text where there is not', () => {
    const text = box(20, 50, 200, 24);
    expect(placeIn(box(0, 0, 400, 600), box(20, 26, 360, 48), text, 'after', 180)).toEqual({
      left: 20, // 220 + 8 + 180 = 408 > 380
      top: 74,
      maxWidth: 360,
    });
  });

  it('is below a target without text, and never wider than its host', () => {
    expect(placeIn(box(0, 0, 300, 600), box(20, 26, 360, 48), null, 'after', 180)).toEqual({
      left: 20,
      top: 74,
      maxWidth: 280, // 300 − 20
    });
  });
});

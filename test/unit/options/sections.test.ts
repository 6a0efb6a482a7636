import { describe, expect, it } from 'vitest';
import { chosenWith } from '../../../src/options/badge-section';
import { othersOf, shownOf, targetsOf } from '../../../src/options/targets-section';

describe('what a badge shows', () => {
  it('is put at a place, changes places with what is chosen twice, and leaves no gap', () => {
    expect(chosenWith(['people', 'roi'], 2, 'gmv')).toEqual(['people', 'roi', 'gmv']);
    expect(chosenWith(['people', 'roi', 'gmv'], 0, 'gmv')).toEqual(['gmv', 'roi', 'people']);
    expect(chosenWith(['people', 'roi', 'gmv'], 1, undefined)).toEqual(['people', 'gmv']);
    expect(chosenWith(['people', 'roi'], 2, 'people')).toEqual(['roi', 'people']);
  });
});

describe('targets', () => {
  it('are typed in yuan, percent and multiples, and come back as they were', () => {
    const typed = {
      'cost_per_visitor good': '20',
      'cost_per_visitor bad': '35.5',
      'roi good': '1.2',
      'roi bad': '0.8',
      'visit_rate good': '12.5',
      'visit_rate bad': '3',
    };
    const targets = targetsOf(typed);
    // ¥20 are 2,000 fen, 12.5 % is 0.125.
    expect(targets).toEqual({
      cost_per_visitor: { good: 2000, bad: 3550 },
      roi: { good: 1.2, bad: 0.8 },
      visit_rate: { good: 0.125, bad: 0.03 },
    });
    expect(typeof targets === 'object' && shownOf(targets)).toEqual(typed);
  });

  it('of measures without a field stay as they are, but for those that nothing is judged by', () => {
    const ctr = { good: 0.05, bad: 0.01 };
    const visitors = { good: 500, bad: 100 };
    const roi = { good: 2, bad: 1 };
    expect(othersOf({ ctr, roi, visitors, cpm: { good: 1, bad: 2 } })).toEqual({ ctr, visitors });
  });

  it.each([
    ['an end without the other', { 'roi good': '1.2' }, 'roi'],
    ['no number', { 'roi good': 'a', 'roi bad': '1' }, 'roi'],
    ['the wrong way round', { 'cost_per_visitor good': '40', 'cost_per_visitor bad': '20' }, 'cost_per_visitor'],
  ])('are not taken with %s', (_, typed, measure) => {
    expect(targetsOf(typed)).toBe(measure);
  });
});

import { describe, expect, it } from 'vitest';
import { changeOf } from '../../../src/metrics/change';
import { known, missing } from '../ui/figures';

describe('a change against the days before', () => {
  it('is a share of what was before', () => {
    expect(changeOf(known(150), known(120))).toEqual({ change: 0.25 });
    expect(changeOf(known(90), known(120))).toEqual({ change: -0.25 });
    expect(changeOf(known(0), known(120))).toEqual({ change: -1 });
  });

  it('is none where one of them is not known, or there was nothing before', () => {
    expect(changeOf(missing('not-covered'), known(1))).toBeNull();
    expect(changeOf(known(1), undefined)).toBeNull();
    expect(changeOf(known(1), known(0))).toBeNull();
  });

  it('is not told of two kinds of GMV', () => {
    const ofTask = known(120, { of: 'gmv_task' });
    const ofShop = known(300, { of: 'gmv_shop' });
    expect(changeOf(ofShop, ofTask)).toEqual({ change: null, why: 'not-comparable' });
    expect(changeOf(ofTask, known(100, { of: 'gmv_task' }))).toEqual({ change: 0.2 });
  });

  it('is not told of what is not equally mature, not whole, or no point', () => {
    const immature = known(1, { marks: ['immature'] });
    expect(changeOf(immature, known(2))).toEqual({ change: null, why: 'immature' });
    expect(changeOf(known(2), immature)).toEqual({ change: null, why: 'immature' });
    expect(changeOf(known(2), known(1, { marks: ['maybe-immature'] }))).toEqual({ change: null, why: 'immature' });
    const filtered = known(1, { bound: 'at-least', marks: ['filtered-only'] });
    expect(changeOf(filtered, known(2))).toEqual({ change: null, why: 'not-comparable' });
    const partial = known(1, { days: { covered: 10, asked: 15 }, marks: ['partial'] });
    expect(changeOf(known(2), partial)).toEqual({ change: null, why: 'not-comparable' });
    expect(changeOf(known(2, { high: 3 }), known(2))).toEqual({ change: null, why: 'not-comparable' });
    expect(changeOf(known(2, { bound: 'at-least' }), known(2))).toEqual({ change: null, why: 'not-comparable' });
  });
});

import { describe, expect, it } from 'vitest';
import { formOf } from '../../../src/ui/forms';

describe('how a measure is written', () => {
  it('follows from its unit', () => {
    expect(formOf('spend')).toBe('money');
    expect(formOf('cost')).toBe('money');
    expect(formOf('impressions')).toBe('count');
    expect(formOf('visitors')).toBe('people');
    expect(formOf('cost_per_visitor')).toBe('money');
  });

  it('is a multiple where money is divided by money, else a percentage', () => {
    expect(formOf('roi')).toBe('times');
    expect(formOf('visit_rate')).toBe('percent');
    expect(formOf('ctr')).toBe('percent');
  });
});

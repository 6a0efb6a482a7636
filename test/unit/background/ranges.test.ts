import { describe, expect, it } from 'vitest';
import { absoluteQuestion, cacheForm, latestDay } from '../../../src/background/ranges';
import type { Settings } from '../../../src/messages/protocol';

const SETTINGS: Settings = {
  enabled: true,
  quiet: false,
  off: [],
  language: 'auto',
  badge: { xhs: ['people', 'cost_per_person', 'roi'], taobao: ['roi'], jd: ['roi'] },
  range: 'publication',
  window: 15,
  caliber: 'source',
  costScope: ['quote', 'juguang'],
};
const REST = { window: 15, caliber: 'source', costScope: ['quote', 'juguang'] };

describe('a question made absolute', () => {
  it.each([
    ['publication', { since: 'publication', to: '2026-07-15' }],
    [7, { last: 7, to: '2026-07-15' }],
    [30, { last: 30, to: '2026-07-15' }],
  ] as const)('%s', (choice, range) => {
    expect(absoluteQuestion(SETTINGS, choice, '2026-07-15')).toEqual({ range, ...REST });
  });

  it('ends at the latest day that any source covers', () => {
    expect(latestDay({ xinghe: '2026-07-14', juguang: '2026-07-15', jdseeding: '2026-07-13' }, 0)).toBe('2026-07-15');
  });

  it('ends today in Shanghai where nothing is covered', () => {
    // 17:00 UTC is 01:00 of the next day.
    expect(latestDay({}, Date.UTC(2026, 6, 15, 17))).toBe('2026-07-16');
  });
});

describe('a question as the cache keeps it', () => {
  const form = (choice: 7 | 15 | 'publication', to: string, some: Partial<Settings> = {}) =>
    cacheForm(absoluteQuestion({ ...SETTINGS, ...some }, choice, to));

  it('is one question up to different days', () => {
    expect(form(7, '2026-07-15').form).toBe(form(7, '2026-07-16').form);
    expect(form(7, '2026-07-15').to).toBe('2026-07-15');
  });

  it('is another with any other part', () => {
    const forms = [
      form(7, '2026-07-15'),
      form(15, '2026-07-15'),
      form('publication', '2026-07-15'),
      form(7, '2026-07-15', { window: 30 }),
      form(7, '2026-07-15', { caliber: 'click' }),
      form(7, '2026-07-15', { costScope: ['juguang'] }),
      cacheForm({
        range: { from: '2026-07-09', to: '2026-07-15' },
        window: 15,
        caliber: 'source',
        costScope: ['quote'],
      }),
      cacheForm({
        range: { from: '2026-07-09', to: '2026-07-16' },
        window: 15,
        caliber: 'source',
        costScope: ['quote'],
      }),
    ];
    expect(new Set(forms.map((one) => one.form)).size).toBe(8);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../../../public/_locales/en/messages.json' with { type: 'json' };
import zh from '../../../public/_locales/zh_CN/messages.json' with { type: 'json' };

const parameters = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('the words', () => {
  it('exist in both languages, under the same keys and with the same parameters', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    const english: Record<string, { message: string }> = en;
    for (const [key, { message }] of Object.entries(zh)) {
      expect([key, parameters(english[key]?.message ?? '')]).toEqual([key, parameters(message)]);
    }
  });

  it('can be read by browsers: plain keys, no $placeholder$', () => {
    for (const [key, { message }] of [...Object.entries(zh), ...Object.entries(en)]) {
      expect(key).toMatch(/^[A-Za-z0-9_]+$/);
      expect(message).not.toContain('$');
    }
  });

  it('of set-up are there for every key that set-up says', () => {
    const folder = new URL('../../../src/setup/', import.meta.url);
    const sources = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
    const said = sources.flatMap((name) => {
      const source = readFileSync(new URL(name, folder), 'utf8');
      return [
        ...[...source.matchAll(/\b(?:say|announce)\('(\w+)'/g)].map(([, key]) => key),
        ...[...source.matchAll(/\bstep\('(\w+)'/g)].map(([, key]) => `step_${key}`),
      ];
    });
    expect(said.length).toBeGreaterThan(10);
    for (const key of [...said, 'no_chromium', 'no_firefox']) expect(zh).toHaveProperty(`demo_setup_${key}`);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../../../public/_locales/en/messages.json' with { type: 'json' };
import zh from '../../../public/_locales/zh_CN/messages.json' with { type: 'json' };
import tw from '../../../public/_locales/zh_TW/messages.json' with { type: 'json' };

const parameters = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('the words', () => {
  it.each<[string, Record<string, { message: string }>]>([
    ['en', en],
    ['zh_TW', tw],
  ])('exist in %s as in zh_CN, under the same keys and with the same parameters', (_, other) => {
    expect(Object.keys(other).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, { message }] of Object.entries(zh)) {
      expect([key, parameters(other[key]?.message ?? '')]).toEqual([key, parameters(message)]);
    }
  });

  it('of zh_TW have no character that only simplified Chinese has', () => {
    // Each was met in a sentence; a converter's slip or a sentence that was copied shows here.
    const simplified = /[这个们来时说对没还过进发现数据记页设关开务产图书读写网络连结选项导错误请应该]/;
    const slips = Object.entries(tw).filter(
      ([key, { message }]) => key !== 'options_language_zh' && simplified.test(message),
    );
    expect(slips).toEqual([]);
  });

  it('have one word for one thing', () => {
    const others = /映射|对照|對照|配对|配對|归因窗口|歸因視窗|全额归因|全額歸因|商详浏览UV|商詳瀏覽UV|水位线|水位線/;
    const slips = [...Object.entries(zh), ...Object.entries(tw)].filter(([, { message }]) => others.test(message));
    expect(slips).toEqual([]);
  });

  it('can be read by browsers: plain keys, no $placeholder$', () => {
    for (const [key, { message }] of [...Object.entries(zh), ...Object.entries(tw), ...Object.entries(en)]) {
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

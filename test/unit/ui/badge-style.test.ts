import { describe, expect, it } from 'vitest';
import { BADGE_STYLE } from '../../../src/ui/badge-style';

const hostRule = /:host\{([^}]*)\}/.exec(BADGE_STYLE)?.[1] ?? '';

/** WCAG's contrast of two #rrggbb colours. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('the style of a badge', () => {
  it('has no custom property, which a page could set', () => {
    expect(BADGE_STYLE).not.toMatch(/--|var\(/);
  });

  it('resets, sizes and clips the host with !important, every declaration', () => {
    const declarations = hostRule.split(';').map((one) => one.trim());
    expect(declarations[0]).toBe('all:initial!important');
    for (const name of ['width', 'height', 'display', 'contain', 'overflow', 'position'])
      expect(declarations.filter((one) => one.startsWith(`${name}:`) && one.endsWith('!important'))).toHaveLength(1);
    for (const one of declarations) expect(one).toMatch(/^[a-z-]+:.+!important$/);
  });

  it('names only generic fonts, and none on the host, whose fonts a page could stand in for', () => {
    expect(hostRule).not.toContain('font');
    const families = [...BADGE_STYLE.matchAll(/font:[^;]*px ([^;}]+)/g)].map(([, family]) => family);
    expect(families).toEqual(['system-ui,sans-serif']);
  });

  it('breaks no line within a number or a decision', () => {
    expect(BADGE_STYLE).toContain('.pair,.decision{white-space:nowrap}');
  });

  it('does not move', () => {
    expect(BADGE_STYLE).not.toMatch(/animation|transition/);
  });

  it('can be read in light and in dark', () => {
    const themes = [
      ...BADGE_STYLE.matchAll(
        /\.sheet\{background:(#\w+);color:(#\w+).*\n(?:\.dot.*\n)?\.label,\.mark,\.unit\{color:(#\w+)\}\n\.good[^{]*\{color:(#\w+)\}\n\.bad[^{]*\{color:(#\w+)/g,
      ),
    ];
    expect(themes).toHaveLength(2);
    for (const [, paper = '', ink = '', ...others] of themes) {
      expect(contrast(paper, ink)).toBeGreaterThan(7);
      expect(others).toHaveLength(3);
      for (const colour of others) expect(contrast(paper, colour)).toBeGreaterThan(4.5);
    }
    const signs = [...BADGE_STYLE.matchAll(/\.(?:taobao|jd)\{background:(#\w+)/g)].map(([, colour = '']) => colour);
    expect(signs).toHaveLength(2);
    for (const colour of signs) expect(contrast(colour, '#ffffff')).toBeGreaterThan(4.5);
  });
});

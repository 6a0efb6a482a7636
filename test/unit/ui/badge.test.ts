// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { badgeWords } from '../../../src/text/text';
import { createBadge } from '../../../src/ui/badge';
import type { BadgeState } from '../../../src/ui/badge-model';
import { answer, cell, known, NOTE } from './figures';

const setup = { locale: 'zh_CN' as const, words: badgeWords('zh_CN') };
const shown: BadgeState = {
  kind: 'answered',
  surface: 'card',
  answered: {
    subject: NOTE,
    freshness: 'fresh',
    status: 'ok',
    fetchedAt: 0,
    answer: answer(NOTE, [cell('taobao', { visitors: known(98_765), cost_per_visitor: known(346), roi: known(1.87) })]),
  },
};

/** A badge and its closed root, which only this test can see. */
function badgeWithRoot() {
  const attach = vi.spyOn(HTMLElement.prototype, 'attachShadow');
  const badge = createBadge(document, setup);
  expect(attach).toHaveBeenCalledWith({ mode: 'closed' });
  const root = attach.mock.results[0]?.value;
  if (!(root instanceof ShadowRoot)) throw new Error('no root');
  return { badge, root };
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a badge', () => {
  it('is the same empty div to the page, whatever it says', () => {
    const { badge } = badgeWithRoot();
    const seen = [badge.host.outerHTML];
    badge.show({ kind: 'loading' });
    seen.push(badge.host.outerHTML);
    badge.show(shown);
    seen.push(badge.host.outerHTML);
    expect(new Set(seen)).toEqual(new Set(['<div></div>']));
    expect(badge.host.shadowRoot).toBeNull();
  });

  it('has its numbers in attributes only, where no text search looks', () => {
    const { badge, root } = badgeWithRoot();
    badge.show(shown);
    expect(root.textContent).toBe('');
    expect([...root.querySelectorAll('[data-v]')].map((one) => one.getAttribute('data-v'))).toEqual([
      '淘',
      '9.9万',
      '¥3.46',
      'ROI',
      '1.87',
    ]);
  });

  it('speaks once: one label, all else hidden from the accessibility tree', () => {
    const { badge, root } = badgeWithRoot();
    badge.show(shown);
    const [image, ...more] = root.querySelectorAll('[role]');
    expect(more).toEqual([]);
    expect(image?.getAttribute('role')).toBe('img');
    expect(image?.getAttribute('aria-label')).toContain('进店UV 98,765 人·天');
    for (const child of image?.children ?? []) expect(child.getAttribute('aria-hidden')).toBe('true');
  });

  it('draws nothing before it is told to', () => {
    const { root } = badgeWithRoot();
    expect(root.querySelectorAll('[data-v],[aria-label]')).toHaveLength(0);
  });

  it('shares one style sheet with the others of its document', () => {
    const first = badgeWithRoot().root;
    vi.restoreAllMocks();
    const second = badgeWithRoot().root;
    expect(first.adoptedStyleSheets).toHaveLength(1);
    expect(second.adoptedStyleSheets[0]).toBe(first.adoptedStyleSheets[0]);
  });

  it('is dressed by a style element where the browser refuses the sheet', () => {
    vi.spyOn(ShadowRoot.prototype, 'adoptedStyleSheets', 'set').mockImplementation(() => {
      throw new DOMException('not yours', 'NotAllowedError');
    });
    const { badge, root } = badgeWithRoot();
    badge.show(shown);
    expect(root.querySelector('style')?.textContent).toContain('all:initial!important');
  });
});

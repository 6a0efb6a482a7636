// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { badgeWords } from '../../../src/text/text';
import { createBadge } from '../../../src/ui/badge';
import { type BadgeState, badgeModel } from '../../../src/ui/badge-model';
import { BADGE_STYLE } from '../../../src/ui/badge-style';
import { answer, cell, known, NOTE } from './figures';

const setup = { locale: 'zh_CN' as const, words: badgeWords('zh_CN') };
const loading = badgeModel({ kind: 'loading' }, setup, 0);
const state: BadgeState = {
  kind: 'answered',
  answered: {
    subject: NOTE,
    freshness: 'fresh',
    status: 'ok',
    fetchedAt: 0,
    mark: { decision: 'stop', remark: '贵', at: '' },
    verdicts: { taobao: { roi: { verdict: 'bad', bar: { good: 3, bad: 2, from: 'target' } } } },
    answer: answer(NOTE, [cell('taobao', { visitors: known(98_765), cost_per_visitor: known(346), roi: known(1.87) })]),
  },
};

const shown = badgeModel(state, setup, 0);

/** A badge and its closed root, which only this test can see. */
function badgeWithRoot() {
  const attach = vi.spyOn(HTMLElement.prototype, 'attachShadow');
  const badge = createBadge(document, { locale: 'zh_CN', style: BADGE_STYLE });
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
    badge.show(loading, 'card');
    seen.push(badge.host.outerHTML);
    badge.show(shown, 'card');
    seen.push(badge.host.outerHTML);
    expect(new Set(seen)).toEqual(new Set(['<div></div>']));
    expect(badge.host.shadowRoot).toBeNull();
  });

  it('has its numbers in attributes only, where no text search looks', () => {
    const { badge, root } = badgeWithRoot();
    badge.show(shown, 'card');
    expect(root.textContent).toBe('');
    expect([...root.querySelectorAll('[data-v]')].map((one) => one.getAttribute('data-v'))).toEqual([
      '淘',
      '9.88万',
      '人·天',
      '¥3.46',
      'ROI',
      '✕',
      '1.87',
      '停投',
    ]);
  });

  it('speaks once: one label, all else hidden from the accessibility tree', () => {
    const { badge, root } = badgeWithRoot();
    badge.show(shown, 'card');
    const [button, ...more] = root.querySelectorAll('[role]');
    expect(more).toEqual([]);
    expect(button?.getAttribute('role')).toBe('button');
    expect(button?.getAttribute('aria-label')).toContain('进店UV 98,765 人·天');
    for (const child of button?.children ?? []) expect(child.getAttribute('aria-hidden')).toBe('true');
  });

  it('names every number on a product’s page', () => {
    const { badge, root } = badgeWithRoot();
    badge.show(shown, 'product');
    const labels = [...root.querySelectorAll('.label')].map((one) => one.getAttribute('data-v'));
    expect(labels).toEqual(['进店UV', 'UV成本', 'ROI']);
  });

  it('takes the keyboard, and says whether it has it', () => {
    const { badge } = badgeWithRoot();
    badge.show(shown, 'card');
    document.body.append(badge.host);
    expect(badge.focused()).toBe(false);
    badge.focus();
    expect(badge.focused()).toBe(true);
    badge.host.remove();
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
    badge.show(shown, 'card');
    expect(root.querySelector('style')?.textContent).toContain('all:initial!important');
  });
});

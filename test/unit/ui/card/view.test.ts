// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { sayIn } from '../../../../src/text/text';
import { cardModel } from '../../../../src/ui/card/model';
import { type CardHandlers, cardView } from '../../../../src/ui/card/view';
import { DETAIL_ANSWER } from './detail';

const model = cardModel(
  DETAIL_ANSWER,
  { locale: 'zh_CN', say: sayIn('zh_CN'), costScope: ['juguang'], connectionId: 'a', unattributed: null },
  0,
);
let on: CardHandlers;
let card: HTMLElement;
beforeEach(() => {
  on = {
    close: vi.fn(),
    open: vi.fn(),
    answer: vi.fn(async () => true),
    mark: vi.fn(async () => true),
    copy: vi.fn(async () => {}),
  };
  card = cardView(document, model, on);
  document.body.replaceChildren(card);
});

/** A press as the browser makes it of the user's. */
function press(selector: string) {
  const event = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  card.querySelector(selector)?.dispatchEvent(event);
}

it('has its numbers in attributes only, where no text search looks', () => {
  expect(card.textContent).toBe('');
  expect([...card.querySelectorAll('.number')].map((one) => one.getAttribute('data-v'))).toContain('✓ 1.87');
});

it('is a dialog whose every line is one sentence, with what it means, to a screen reader', () => {
  expect([card.getAttribute('role'), card.getAttribute('aria-label')]).toEqual(['dialog', '防晒霜测评｜通勤党必看']);
  for (const row of card.querySelectorAll('.row')) {
    expect(row.getAttribute('aria-label')).toMatch(/。$/);
    for (const child of row.children) expect(child.getAttribute('aria-hidden')).toBe('true');
  }
});

it('takes a decision with its remark, takes the one that stands away again, and says when it was not kept', async () => {
  const remark = card.querySelector('input');
  if (!remark) throw new Error('no field');
  expect(remark.value).toBe('再看三天');
  remark.value = '素材好';
  press('.decide button:nth-of-type(1)');
  expect(on.mark).toHaveBeenLastCalledWith({ decision: 'boost', remark: '素材好' });
  press('[aria-pressed=true]');
  expect(on.mark).toHaveBeenLastCalledWith(null);
  vi.mocked(on.mark).mockResolvedValue(false);
  press('.decide button:nth-of-type(3)');
  await vi.waitFor(() =>
    expect(card.querySelector('footer [role=status]')?.getAttribute('data-v')).toMatch(/^没有保存/),
  );
});

it('copies, and says so, or that the browser did not let it', async () => {
  const said = () => card.querySelector('footer [role=status]')?.getAttribute('data-v');
  press('footer button:nth-of-type(2)');
  expect(on.copy).toHaveBeenCalledWith(model.copies.table);
  await vi.waitFor(() => expect(said()).toBe('已复制。'));
  vi.mocked(on.copy).mockRejectedValue(new DOMException('no', 'NotAllowedError'));
  press('footer button:nth-of-type(1)');
  await vi.waitFor(() => expect(said()).toMatch(/^复制失败/));
});

it('does nothing for a press that no user has made', () => {
  for (const button of card.querySelectorAll('button'))
    button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  for (const handler of Object.values(on)) expect(handler).not.toHaveBeenCalled();
});

it('is styled without a custom property, a named font or motion', () => {
  expect(model.style).not.toMatch(/--|var\(|animation|transition/);
  expect([...model.style.matchAll(/font:[^;]*px ([^;}]+)/g)].map(([, family]) => family)).toEqual([
    'system-ui,sans-serif',
  ]);
});

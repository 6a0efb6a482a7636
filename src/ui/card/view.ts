import type { CardModel, CardRow } from '../../messages/drawn';
import type { MarkWish } from '../../metrics/marks';
import type { Source } from '../../metrics/sources';
import type { Subject } from '../../metrics/subjects';
import { SIGNS } from '../palette';

/** What people do with a card. */
export interface CardHandlers {
  close(): void;
  open(subject: Subject): void;
  /** Whether the decision was kept. */
  mark(wish: MarkWish | null): Promise<boolean>;
  /** Whether the answer was kept. */
  answer(source: Source, caliber: 'click' | 'conversion'): Promise<boolean>;
  /** Rejects where the browser gives no access to the clipboard. */
  copy(text: string): Promise<void>;
}

/**
 * A card, drawn in plain elements: with Preact the content script would be over its budget. As on a badge every text
 * is in an attribute and drawn as generated content, where no text search looks; every line is one sentence to a
 * screen reader. Only what the user has done himself (`isTrusted`) does anything.
 */
export function cardView(document: Document, model: CardModel, on: CardHandlers): HTMLElement {
  const { words, mark, asks, sections, copies, subject: _ } = model;
  const add = (tag: string, attributes: Record<string, string>, ...children: Node[]): HTMLElement => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  /** A text that is also its element's name. */
  const named = (tag: string, text: string, more = {}) => add(tag, { 'data-v': text, 'aria-label': text, ...more });
  const piece = (name: string, text: string) => add('span', { class: name, 'data-v': text, 'aria-hidden': 'true' });
  const button = (text: string, act: () => void, more = {}, tag = 'button') => {
    const element = named(tag, text, { type: 'button', ...more });
    element.addEventListener('click', ({ isTrusted }) => isTrusted && act());
    return element;
  };
  const status = add('span', { role: 'status' });
  const tell = (text: string) => {
    status.dataset.v = text;
    status.setAttribute('aria-label', text);
  };
  const copy = (text: string) =>
    on.copy(text).then(
      () => tell(words.copied),
      () => tell(words.notCopied),
    );

  const remark = add('input', {
    'aria-label': words.remark,
    placeholder: words.remark,
    maxlength: '500',
  }) as HTMLInputElement;
  remark.value = mark?.remark ?? '';
  const decide = async (wish: MarkWish | null) => {
    if (!(await on.mark(wish))) tell(words.notKept);
  };
  remark.addEventListener('keydown', ({ key, isTrusted, isComposing }) => {
    if (key === 'Enter' && isTrusted && !isComposing && mark) void decide({ ...mark, remark: remark.value });
  });

  const row = (one: CardRow): HTMLElement => {
    const { name, why, text, unit, notes, verdict, spoken, level, bar, line, opens } = one;
    const attributes = { class: `row l${level} ${verdict ?? ''}`, 'aria-label': spoken + why };
    const element =
      opens === null
        ? add('div', { ...attributes, role: 'group', tabindex: '0' })
        : button('', () => on.open(opens), attributes);
    if (line !== '') {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.setAttribute('viewBox', '0 0 96 24');
      svg.setAttribute('aria-hidden', 'true');
      const path = document.createElementNS(svg.namespaceURI, 'path');
      path.setAttribute('d', line);
      svg.append(path);
      element.append(piece('name', name), svg);
    } else
      element.append(
        piece('name', name),
        piece('number', (verdict ? `${SIGNS[verdict]} ` : '') + text),
        piece('unit', unit),
      );
    if (notes.length > 0) element.append(piece('notes', notes.join(' · ')));
    if (why !== '') element.append(piece('why', why));
    if (bar > 0) {
      const size = piece('bar', '');
      size.style.width = `${bar * 92}%`;
      element.append(size);
    }
    return element;
  };

  return add(
    'div',
    { class: 'card', role: 'dialog', 'aria-label': model.title },
    add('header', {}, named('h2', model.title), button('×', on.close, { 'aria-label': words.close })),
    named('p', model.state, { class: 'state', role: 'status' }),
    add(
      'div',
      { class: 'decide', role: 'group', 'aria-label': words.decide },
      ...model.decisions.map(([decision, word]) => {
        const on = mark?.decision === decision;
        const wish = () => void decide(on ? null : { decision, remark: remark.value });
        return button(word, wish, { 'aria-pressed': `${on}` });
      }),
      remark,
    ),
    ...asks.map(({ source, text, answers }) =>
      add(
        'div',
        { class: 'decide ask', role: 'group', 'aria-label': text },
        piece('name', text),
        ...answers.map(([caliber, word]) =>
          button(word, () => void on.answer(source, caliber).then((kept) => kept || tell(words.notKept))),
        ),
      ),
    ),
    add(
      'div',
      { class: 'body', tabindex: '-1' },
      ...sections.map(({ heading, columns }) =>
        add(
          'section',
          { 'aria-label': heading },
          named('h3', heading),
          add(
            'div',
            { class: 'columns' },
            ...columns.map(({ heading: of, shop, rows }) =>
              add('div', { class: shop ?? '' }, ...(of === '' ? [] : [named('h4', of)]), ...rows.map(row)),
            ),
          ),
        ),
      ),
    ),
    add(
      'footer',
      {},
      button(words.copyText, () => copy(copies.text)),
      button(words.copyTable, () => copy(copies.table)),
      status,
    ),
  );
}

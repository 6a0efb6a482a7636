import type { BadgeCell, BadgeModel } from '../messages/drawn';
import type { Locale } from '../text/text';
import { type Boxes, columnOf, lastLine, type Place, placeIn } from './badge-place';
import { BADGE_STYLE } from './badge-style';
import { SIGNS } from './palette';

/** Where a badge stands: over a card's cover, on the note itself, on a product's own page. */
export type Surface = 'card' | 'note' | 'product';

export interface Badge {
  /** The element to put into the page: a plain empty `div`, the same in every state, over its nearest positioned block. */
  readonly host: HTMLElement;
  readonly lang: string;
  /** Draws what is to be said. Before the first call nothing is drawn. */
  show(model: BadgeModel, surface: Surface): void;
  /** Lets go of all that it says. */
  clear(): void;
  /** Where the drawn part is in the window. */
  box(): DOMRect;
  /** Takes the keyboard. */
  focus(): void;
  /** Whether it has the keyboard, which a page cannot give it. */
  focused(): boolean;
  /**
   * Puts what is drawn over the target or after its text, now and after each {@link show}. Call again when the
   * page has moved.
   * @param boxes Where host and target are, from one who places many badges and has read the layout for all of
   * them at once; over a target nothing is measured then.
   */
  stand(target: Element, place: Place, boxes?: Boxes | null): void;
}

const sheets = new WeakMap<Document, CSSStyleSheet>();

/** Gives a root the style: one sheet shared by all badges of the document, or its own where a root takes none. */
function dress(document: Document, root: ShadowRoot): void {
  try {
    let sheet = sheets.get(document);
    if (sheet === undefined) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(BADGE_STYLE);
      sheets.set(document, sheet);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Older Firefox refuses a sheet that a content script made.
    const style = document.createElement('style');
    style.textContent = BADGE_STYLE;
    root.append(style);
  }
}

/**
 * A badge for a page to carry. Its text is nowhere in the page: not in its DOM, which sees an empty `div`, and
 * not in the text of the closed root either, where `window.find` would look, but in attributes there, drawn as
 * generated content and spoken by one label.
 */
export function createBadge(document: Document, locale: Locale): Badge {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const badge = document.createElement('div');
  badge.lang = locale.replace('_', '-');
  badge.tabIndex = 0;
  root.append(badge);
  dress(document, root);

  const piece = (className: string, text: string): HTMLElement => {
    const element = document.createElement('span');
    element.className = className;
    element.dataset.v = text;
    return element;
  };
  const group = (className: string, pieces: HTMLElement[]): HTMLElement => {
    const element = document.createElement('div');
    element.className = className;
    element.append(...pieces);
    return element;
  };
  /** A pill, drawn only: what it says is in the badge's label. */
  const chip = (pieces: HTMLElement[]): HTMLElement => {
    const element = group('chip', pieces);
    element.setAttribute('aria-hidden', 'true');
    return element;
  };
  const cellChip = ({ shop, sign, numbers, notes }: BadgeCell, named: boolean): HTMLElement =>
    chip([
      ...(shop === null ? [] : [piece(`sign ${shop}`, sign)]),
      ...numbers.map(({ label, plain, text, verdict }) =>
        group('pair', [
          ...(label === '' || (plain && !named) ? [] : [piece('label', label)]),
          ...(verdict === null ? [] : [piece(verdict, SIGNS[verdict])]),
          piece('number', text),
        ]),
      ),
      ...notes.map((note) => piece('mark', note)),
    ]);

  const lastPieces = (mark: BadgeModel['mark'], tail: string): HTMLElement[] => [
    ...(mark === null ? [] : [piece(`decision ${mark.decision}`, mark.text)]),
    ...(tail === '' ? [] : [piece('mark', tail)]),
  ];

  let veil = group('veil', []);
  root.append(veil);

  let spot: { target: Element; place: Place; boxes: Boxes | null } | null = null;
  const put = ({ left, top, maxWidth }: ReturnType<typeof placeIn>): void => {
    badge.style.left = `${left}px`;
    badge.style.top = `${top}px`;
    badge.style.maxWidth = `${maxWidth}px`;
  };
  const settle = (): void => {
    if (spot === null || !host.isConnected) return;
    const { target, place, boxes } = spot;
    const { style, classList } = badge;
    if (place === 'over') {
      classList.add('stacked');
      const { host: block, target: box } = boxes ?? boxesOf(host, target);
      put(placeIn(block, box, null, place, 0));
      return;
    }
    style.maxWidth = 'none';
    classList.remove('stacked');
    const { width } = badge.getBoundingClientRect();
    const { host: block, target: column } = boxesOf(host, columnOf(target));
    const at = placeIn(block, column, lastLine(target), place, width);
    if (width > at.maxWidth) classList.add('stacked');
    put(at);
  };

  return {
    host,
    lang: badge.lang,
    show({ look, cells, mark, tail, spoken }, surface) {
      // Over a picture each platform has its own pill; in a text one sheet hides what is under it cleanly.
      badge.className = `badge stacked ${look} ${surface === 'card' ? 'card' : 'sheet'}`;
      badge.setAttribute('role', 'button');
      badge.setAttribute('aria-haspopup', 'dialog');
      badge.setAttribute('aria-label', spoken);
      badge.replaceChildren(
        ...cells.map((cell) => cellChip(cell, surface === 'product')),
        ...(mark === null && tail === '' ? [] : [chip(lastPieces(mark, tail))]),
      );
      // What is painted for the first time counts: no number is without its veil.
      const next = group('veil', []);
      veil.replaceWith(next);
      veil = next;
      settle();
    },
    clear() {
      badge.className = '';
      for (const name of ['role', 'aria-haspopup', 'aria-label']) badge.removeAttribute(name);
      badge.replaceChildren();
    },
    box: () => badge.getBoundingClientRect(),
    focus: () => badge.focus(),
    focused: () => root.activeElement !== null,
    stand(target, place, boxes = null) {
      spot = { target, place, boxes };
      settle();
    },
  };
}

function boxesOf(host: Element, target: Element): Boxes {
  return { host: host.getBoundingClientRect(), target: target.getBoundingClientRect() };
}

import type { BadgeCell, BadgeModel } from '../messages/drawn';
import type { PageSetup } from '../messages/protocol';
import type { Size } from './box';
import { SIGNS } from './palette';

/** Where a badge stands: over a card's cover, on the note itself, on a product's own page. */
export type Surface = 'card' | 'note' | 'product';

export interface Badge {
  /** The element to put into the page: a plain empty `div`, the same in every state, over its nearest positioned block. */
  readonly host: HTMLElement;
  readonly lang: string;
  /** What is drawn of it, in the closed root. */
  readonly drawnPart: HTMLElement;
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
  /** Lays its pieces out in a row or a column, no wider than `room` and no narrower than its words. */
  arrange(room: number, row: boolean): void;
  /** How large it is as it was arranged, in pixels of its own. */
  size(): Size;
  /** Puts it into its host, as a dot where there is no room for its words; null: it is not drawn. */
  stand(at: { left: number; top: number; dot: boolean } | null): void;
  /** Puts its host into a layer of what it stands in. */
  setLayer(layer: number): void;
  /** Hides it while something of the page is over what it stands on. */
  setCovered(covered: boolean): void;
  /** Whether it is drawn, as words or as a dot. */
  drawn(): boolean;
  /** Runs a look for what is at a point while the badge itself can be found there. */
  findable<T>(look: () => T): T;
}

const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/** Gives a root styles: sheets shared by all badges of the document, or its own where a root takes none. */
function dress(document: Document, root: ShadowRoot, styles: readonly string[]): void {
  const shared = sheets.get(document) ?? new Map<string, CSSStyleSheet>();
  sheets.set(document, shared);
  try {
    root.adoptedStyleSheets = styles.map((text) => {
      const known = shared.get(text);
      if (known) return known;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      shared.set(text, sheet);
      return sheet;
    });
  } catch {
    // Older Firefox refuses a sheet that a content script made.
    const style = root.querySelector('style') ?? document.createElement('style');
    style.textContent = styles.join('');
    root.append(style);
  }
}

/**
 * A badge for a page to carry. Its text is nowhere in the page: not in its DOM, which sees an empty `div`, and
 * not in the text of the closed root either, where `window.find` would look, but in attributes there, drawn as
 * generated content and spoken by one label.
 */
export function createBadge(document: Document, { locale, style: sheet }: Pick<PageSetup, 'locale' | 'style'>): Badge {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const badge = document.createElement('div');
  badge.lang = locale.replace('_', '-');
  badge.tabIndex = 0;
  root.append(badge);
  dress(document, root, [sheet]);

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
      ...numbers.map(({ label, plain, text, unit, verdict }) =>
        group('pair', [
          ...(label === '' || (plain && !named) ? [] : [piece('label', label)]),
          ...(verdict === null ? [] : [piece(verdict, SIGNS[verdict])]),
          piece('number', text),
          ...(unit === '' ? [] : [piece('unit', unit)]),
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

  let layer = 0;
  const { style, classList } = badge;

  return {
    host,
    lang: badge.lang,
    drawnPart: badge,
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
    },
    clear() {
      badge.className = '';
      for (const name of ['role', 'aria-haspopup', 'aria-label']) badge.removeAttribute(name);
      badge.replaceChildren();
    },
    box: () => badge.getBoundingClientRect(),
    focus: () => badge.focus(),
    focused: () => root.activeElement !== null,
    arrange(room, row) {
      style.maxWidth = `${Math.max(0, room)}px`;
      classList.toggle('stacked', !row);
      classList.remove('off', 'dot');
    },
    size: () => ({ width: badge.offsetWidth, height: badge.offsetHeight }),
    stand(at) {
      classList.toggle('off', at === null);
      classList.toggle('dot', at?.dot === true);
      if (at === null) return;
      // A translation is no layout shift of the page's; on full pixels, so that words are sharp.
      style.translate = `${Math.round(at.left)}px ${Math.round(at.top)}px`;
    },
    setLayer(next) {
      if (next === layer) return;
      layer = next;
      dress(document, root, layer === 0 ? [sheet] : [sheet, `:host{z-index:${layer}!important}`]);
    },
    setCovered(covered) {
      style.visibility = covered ? 'hidden' : '';
    },
    drawn: () => !classList.contains('off') && style.visibility === '',
    findable(look) {
      const { visibility } = style;
      style.visibility = '';
      style.pointerEvents = 'auto';
      try {
        return look();
      } finally {
        style.visibility = visibility;
        style.pointerEvents = '';
      }
    },
  };
}

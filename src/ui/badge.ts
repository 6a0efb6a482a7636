import { type BadgeCell, type BadgeSetup, type BadgeState, badgeModel, type Surface } from './badge-model';
import { badgeStyle } from './badge-style';

export interface Badge {
  /** The element to put into the page: a plain `div`, the same in every state. */
  readonly host: HTMLElement;
  show(state: BadgeState): void;
}

const sheets = new WeakMap<Document, Partial<Record<Surface, CSSStyleSheet>>>();

/** Gives a root the surface's style: one sheet shared by all badges of the document, or its own where a root takes none. */
function dress(document: Document, root: ShadowRoot, surface: Surface): void {
  const text = badgeStyle(surface);
  try {
    const shared = sheets.get(document) ?? {};
    sheets.set(document, shared);
    if (shared[surface] === undefined) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      shared[surface] = sheet;
    }
    root.adoptedStyleSheets = [shared[surface]];
  } catch {
    // Older Firefox refuses a sheet that a content script made.
    const style = document.createElement('style');
    style.textContent = text;
    root.append(style);
  }
}

/**
 * A badge for a page to carry. Its text is nowhere in the page: not in its DOM, which sees an empty `div`, and
 * not in the text of the closed root either, where `window.find` would look, but in attributes there, drawn as
 * generated content and spoken by one label.
 * @param surface Where it will stand, if that is known before the first answer: the host's box depends on it.
 */
export function createBadge(document: Document, setup: BadgeSetup, surface: Surface = 'card'): Badge {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const badge = document.createElement('div');
  badge.lang = setup.locale.replace('_', '-');

  const piece = (className: string, text: string): HTMLElement => {
    const element = document.createElement('span');
    element.className = className;
    element.dataset.v = text;
    return element;
  };
  const chip = (className: string, pieces: HTMLElement[]): HTMLElement => {
    const element = document.createElement('div');
    element.className = className;
    element.append(...pieces);
    return element;
  };
  const cellChip = ({ shop, sign, numbers, notes }: BadgeCell): HTMLElement =>
    chip(shop === null ? 'chip plain' : 'chip', [
      ...(shop === null ? [] : [piece(`sign ${shop}`, sign)]),
      ...numbers.flatMap(({ label, text }) => [
        ...(label === '' ? [] : [piece('label', label)]),
        piece('number', text),
      ]),
      ...notes.map((note) => piece('note', note)),
    ]);

  let dressedFor: Surface | null = null;
  const stand = (place: Surface): void => {
    if (dressedFor === place) return;
    dressedFor = place;
    root.replaceChildren(badge);
    dress(document, root, place);
  };
  // Before it says anything it is dressed: an undressed host would take part in the page's layout.
  stand(surface);

  return {
    host,
    show(state) {
      const { look, cells, tail, spoken } = badgeModel(state, setup, Date.now());
      if (state.kind === 'answered') stand(state.surface);
      badge.className = `badge ${dressedFor} ${look}`;
      badge.setAttribute('role', 'img');
      badge.setAttribute('aria-label', spoken);
      badge.replaceChildren(
        ...cells.map(cellChip),
        ...(tail === '' ? [] : [chip('chip plain', [piece('note', tail)])]),
      );
    },
  };
}

import type { Ask } from '../messages/ask';
import { isIn } from '../ui/box';
import { cardView } from '../ui/card/view';
import type { Painter } from './painter';
import { placeOf, type Tracked } from './tracked';

/** The card of one badge at a time. */
export interface Card {
  /** What it says may have become untrue. */
  refresh(): void;
  /** A badge is no longer drawn. */
  gone(tracked: Tracked): void;
}

const SIZE = { width: 400, height: 480 };
const GAP = 8;
/** The pointer rests on a badge so long before its card opens, and is away so long before it closes, ms. */
const INTENT = { open: 200, close: 300 };

/**
 * Opens the card of a badge that the pointer rests on, that has the keyboard, or that is pressed. Nothing is listened
 * for at a badge: it takes no pointer events, so that a page cannot feel for its size, and where it is drawn is
 * compared here. The card is a document of its own inside a closed root: what is pressed and typed in it is no event
 * of the page's. Its place and size depend on what the page knows by itself.
 */
export function createCard(document: Document, ask: Ask, painter: Painter, signal: AbortSignal): Card {
  let open: { tracked: Tracked; host: HTMLElement; frame: HTMLIFrameElement; pinned: boolean } | null = null;
  let wanted: Tracked | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Of two readings of a card only the later counts. */
  let reading = 0;

  const close = (back: boolean) => {
    clearTimeout(timer);
    if (!open) return;
    const { tracked, host } = open;
    open = null;
    host.remove();
    if (!back) return;
    // It has been looked at: being there again opens nothing.
    wanted = tracked;
    tracked.placed?.badge.focus();
  };

  const want = (tracked: Tracked | null) => {
    if (tracked === wanted) return;
    wanted = tracked;
    clearTimeout(timer);
    if (open && (open.pinned || tracked === open.tracked)) return;
    timer = setTimeout(() => (tracked ? show(tracked, false) : close(false)), tracked ? INTENT.open : INTENT.close);
  };

  const show = (tracked: Tracked, pinned: boolean) => {
    if (open?.tracked === tracked) {
      open.pinned ||= pinned;
      if (pinned) enter();
      return;
    }
    close(false);
    const host = document.createElement('div');
    const frame = document.createElement('iframe');
    const style = document.createElement('style');
    style.textContent = `:host{all:initial!important;${placeBeside(placeOf(tracked))}position:fixed!important;display:block!important;contain:strict!important;overflow:hidden!important;z-index:2147483647!important;color-scheme:light dark!important}@media print{:host{display:none!important}}iframe{border:0;width:100%;height:100%;color-scheme:light dark}`;
    host.attachShadow({ mode: 'closed' }).append(style, frame);
    open = { tracked, host, frame, pinned };
    painter.own(host);
    // Firefox puts a document of its own in at first, and another a moment later.
    frame.addEventListener('load', fill);
    document.documentElement.append(host);
  };

  /** Takes the keyboard into the card. */
  const enter = () => {
    open?.frame.contentWindow?.focus();
    open?.frame.contentDocument?.querySelector('button')?.focus();
  };

  /** Makes the card's document ready, and asks what is to stand in it. */
  const fill = () => {
    if (!open) return;
    const { frame } = open;
    const within = frame.contentDocument;
    if (!within) return;
    within.addEventListener('keydown', onKey);
    // What it leaves of the room is as good as the page.
    within.addEventListener('click', ({ target }) => target === within.body && close(false));
    frame.contentWindow?.addEventListener('blur', () => setTimeout(left, 0, frame));
    // What has the keyboard does not close because the pointer is elsewhere.
    frame.contentWindow?.addEventListener('focus', pin);
    void read();
  };

  const read = async () => {
    if (!open) return;
    const { tracked, frame, host } = open;
    const { subject } = tracked.spot;
    const within = frame.contentDocument;
    const turn = ++reading;
    const model = await ask('card', { subject }).catch(() => null);
    if (turn !== reading || open?.frame !== frame || !within || frame.contentDocument !== within) return;
    if (!model) return close(open.pinned);
    const again = within.body.childElementCount > 0;
    if (!again) {
      const style = within.createElement('style');
      // A short card stands as near to what it is about as a tall one: it goes down in the room that it leaves.
      const down = topOf(placeOf(tracked)) - topOf(host);
      style.textContent = `${model.style}body::before{content:'';flex:0 1 ${down}px}`;
      within.head.append(style);
    }
    const focused = [...within.querySelectorAll('button,input,.row')].indexOf(within.activeElement as Element);
    const scrolled = within.querySelector('.body')?.scrollTop ?? 0;
    frame.title = model.title;
    within.documentElement.lang = tracked.placed?.badge.lang ?? '';
    within.body.replaceChildren(
      cardView(within, model, {
        close: () => close(true),
        open: (other) => void ask('open', { subject: other }).catch(() => {}),
        mark: (mark) =>
          ask('mark', { subject, mark }).then(
            ({ status }) => status === 'ok',
            () => false,
          ),
        answer: (source, caliber) =>
          ask('declareCaliber', { connection: model.connection, source, caliber }).then(
            ({ status }) => status === 'ok',
            () => false,
          ),
        copy: async (text) => frame.contentWindow?.navigator.clipboard.writeText(text),
      }),
    );
    within.querySelector('.body')?.scrollTo(0, scrolled);
    if (again) within.querySelectorAll<HTMLElement>('button,input,.row')[focused]?.focus();
    else if (open.pinned) enter();
  };

  const pin = () => {
    if (open) open.pinned = true;
  };

  /** The keyboard has gone elsewhere in the page. */
  const left = (frame: HTMLIFrameElement) => {
    if (open?.frame === frame && document.hasFocus() && document.activeElement !== open.host) close(false);
  };

  const onKey = (event: KeyboardEvent) => {
    if (!event.isTrusted) return;
    const tracked = painter.of(event.target);
    const opens = tracked && (event.key === 'Enter' || event.key === ' ');
    if (opens) show(tracked, true);
    else if (event.key === 'Escape' && open) close(document.activeElement === open.host);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const onPointer = ({ target, clientX: x, clientY: y, pointerType }: PointerEvent) => {
    if (pointerType === 'touch') return;
    const under = painter.under(x, y);
    // On the way to the card the pointer crosses what it stands beside.
    const near = open && (target === open.host || isIn(placeOf(open.tracked).getBoundingClientRect(), x, y));
    want(under ?? (near && open ? open.tracked : null));
  };

  const on = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) =>
    document.defaultView?.addEventListener(type, listener, { capture: true, signal });
  on('pointermove', onPointer);
  on('pointerover', onPointer);
  on('keydown', onKey);
  on('focusin', ({ target }) => target !== open?.host && want(painter.of(target)));
  on('scroll', () => open && !open.pinned && close(false));
  // Out of the window, and not into the card.
  on('pointerout', ({ relatedTarget, pointerType }) => pointerType !== 'touch' && relatedTarget === null && want(null));

  /** A press that began on a badge is ours to its end: the page gets nothing of it that the platform lets us keep. */
  let pressed: Tracked | null = null;
  const onPress = (event: MouseEvent) => {
    if (!event.isTrusted) return;
    // Touch screens send a press's `mousedown` after its end.
    if (event.type === 'pointerdown' || event.type === 'mousedown')
      pressed = painter.under(event.clientX, event.clientY) ?? null;
    if (!pressed) return;
    if (event.type !== 'contextmenu') event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of [
    'pointerdown',
    'mousedown',
    'pointerup',
    'mouseup',
    'auxclick',
    'dblclick',
    'contextmenu',
  ] as const)
    on(type, onPress);
  on('dragstart', onPress);
  on('click', (event) => {
    if (!event.isTrusted || event.button !== 0) return;
    // A screen reader presses at no place.
    const tracked = pressed ?? painter.of(event.target);
    pressed = null;
    if (!tracked) return open && event.target !== open.host && close(false);
    event.preventDefault();
    event.stopImmediatePropagation();
    show(tracked, true);
  });
  document.addEventListener('fullscreenchange', () => close(false), { signal });
  signal.addEventListener('abort', () => close(false));

  return {
    refresh: () => void read(),
    gone: (tracked) => open?.tracked === tracked && close(false),
  };
}

const topOf = (element: Element) => element.getBoundingClientRect().top;

/** Beside an element where there is room, else over it; as declarations of a host. */
function placeBeside(element: Element): string {
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
  const box = element.getBoundingClientRect();
  const width = Math.min(SIZE.width, clientWidth - 2 * GAP);
  const height = Math.min(SIZE.height, clientHeight - 2 * GAP);
  const rightmost = clientWidth - width - GAP;
  const left =
    box.right + GAP <= rightmost ? box.right + GAP : box.left - width >= 2 * GAP ? box.left - width - GAP : rightmost;
  const top = Math.max(GAP, Math.min(box.top, clientHeight - height - GAP));
  return Object.entries({ left, top, width, height })
    .map(([name, px]) => `${name}:${px}px!important;`)
    .join('');
}

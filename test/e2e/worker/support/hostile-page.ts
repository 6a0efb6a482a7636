import { hostileCss } from './hostile-css';

/** What a page against us has got hold of, by attempt: texts that it has read. */
export type Loot = Record<string, string[]>;

export interface HostileOptions {
  /** Custom property names to set. */
  properties: readonly string[];
  /** Whether the page restyles our hosts. */
  restyle: boolean;
  /** Where the extension's files are: a page may know, in the worst case. */
  base: string;
}

/** The head of a page that does all it can to read or to forge what is drawn on it. */
export function hostileHead(options: HostileOptions): string {
  const css = hostileCss(options.properties, options.restyle);
  return `<style>${css}</style><script>(${attack.toString()})(${JSON.stringify(options)})</script>`;
}

/** Runs in the page, before anything of the extension's does. */
function attack({ base }: { base: string }): void {
  const loot: Record<string, string[]> = {};
  const take = (attempt: string, text: unknown) => {
    loot[attempt] = [...(loot[attempt] ?? []), String(text)];
  };
  const badges = () =>
    [...document.querySelectorAll<HTMLElement>('.note-item *')].filter(
      (one) => !one.closest('a, .footer') && one.matches('div:empty'),
    );
  const hosts = () => [...badges(), ...document.querySelectorAll<HTMLElement>('html > div')];

  const wrap = (owner: object, name: string) => {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== 'function') return;
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
      for (const arg of args) if (typeof arg === 'string' && /\d/.test(arg) && arg.length < 2_000) seen.add(arg);
      return Reflect.apply(original, this, args);
    });
  };
  const seen = new Set<string>();
  for (const name of [
    'attachShadow',
    'setAttribute',
    'append',
    'replaceChildren',
    'insertAdjacentHTML',
    'toggleAttribute',
  ])
    wrap(Element.prototype, name);
  for (const name of ['appendChild', 'insertBefore']) wrap(Node.prototype, name);
  for (const name of ['parse', 'stringify']) wrap(JSON, name);
  for (const name of ['dispatchEvent', 'addEventListener']) wrap(EventTarget.prototype, name);
  for (const name of ['replaceSync', 'insertRule']) wrap(CSSStyleSheet.prototype, name);
  wrap(window, 'fetch');
  wrap(window, 'postMessage');

  // What the page's own world is asked for: roots that were to be closed, texts that are set.
  const attachShadow = Element.prototype.attachShadow;
  const roots: ShadowRoot[] = [];
  Element.prototype.attachShadow = function (this: Element) {
    const root = Reflect.apply(attachShadow, this, [{ mode: 'open' }]);
    roots.push(root);
    return root;
  };
  for (const [prototype, name] of [
    [Node.prototype, 'textContent'],
    [Element.prototype, 'innerHTML'],
    [Element.prototype, 'className'],
    [CharacterData.prototype, 'data'],
  ] as const) {
    const { get, set } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
    if (!get || !set) continue;
    Object.defineProperty(prototype, name, {
      get,
      set(this: unknown, text: unknown) {
        take('setters', text);
        Reflect.apply(set, this, [text]);
      },
    });
  }

  // Every state that anything in a card has been in, however short.
  const states = new Set<string>();
  new MutationObserver((records) => {
    for (const { target, oldValue, addedNodes } of records) {
      if (oldValue !== null) take('mutations', oldValue);
      for (const node of addedNodes) take('mutations', node.textContent);
      if (target instanceof Element && target.closest('.note-item')) take('mutations', target.outerHTML);
    }
    for (const badge of badges()) {
      states.add(badge.outerHTML);
      if (sizes.has(badge)) continue;
      sizes.set(badge, new Set());
      sizer.observe(badge);
      viewer.observe(badge);
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeOldValue: true,
    characterData: true,
    characterDataOldValue: true,
  });
  /** What is painted of what is not the page's own: where its size is not the whole host's, it tells of what is in it. */
  const painted = (entry: PerformanceEntry) => {
    const own =
      Reflect.get(entry, 'element') ?? Reflect.get(entry, 'sources')?.every((one: object) => Reflect.get(one, 'node'));
    if (own || running) return;
    const { entryType, startTime } = entry;
    const size: unknown = Reflect.get(entry, 'size');
    const whole = badges().map(({ offsetWidth, offsetHeight }) => offsetWidth * offsetHeight);
    if (entryType === 'layout-shift') take('shifts', startTime);
    else if (typeof size === 'number' && !whole.includes(size)) take('paints', size);
  };
  for (const type of [
    'largest-contentful-paint',
    'layout-shift',
    'element',
    'event',
    'longtask',
    'paint',
    'mark',
    'measure',
    'resource',
  ])
    if (PerformanceObserver.supportedEntryTypes.includes(type))
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          take('observed', JSON.stringify(entry));
          painted(entry);
        }
      }).observe({ type, buffered: true });

  navigation.addEventListener('navigate', ({ destination }) => take('navigate', destination.url));
  addEventListener('click', (event) => event.preventDefault());
  addEventListener('message', ({ data }) => {
    if (!data?.question) take('messages', JSON.stringify(data));
  });

  const typed: string[] = [];
  for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'compositionupdate', 'textInput'])
    addEventListener(
      type,
      (event) => typed.push(String(Reflect.get(event, 'key') ?? Reflect.get(event, 'data'))),
      true,
    );
  const attributesOf = (node: unknown) =>
    node instanceof Element ? node.getAttributeNames().map((name) => node.getAttribute(name)) : [];
  for (const type of ['keydown', 'focusin', 'focusout', 'pointermove', 'pointerdown', 'mouseover', 'click', 'scroll'])
    addEventListener(
      type,
      (event) => {
        const [deepest] = event.composedPath();
        for (const node of [deepest, event.target, Reflect.get(event, 'relatedTarget'), document.activeElement])
          if (node instanceof Element && node.closest('.note-item, html > div') !== document.body)
            take('paths', [...attributesOf(node), node.textContent]);
      },
      true,
    );
  addEventListener('dragstart', ({ dataTransfer }) => {
    for (const kind of dataTransfer?.types ?? []) take('dragged', dataTransfer?.getData(kind));
  });
  for (const type of ['copy', 'paste'] as const)
    addEventListener(type, ({ clipboardData }) => {
      for (const kind of clipboardData?.types ?? []) take('copied', clipboardData?.getData(kind));
      take('copied', getSelection());
    });

  // How large our hosts are, and are seen to be, whenever that changes.
  const sizes = new Map<Element, Set<string>>();
  const measured = (target: Element, { width, height }: DOMRectReadOnly) =>
    sizes.get(target)?.add([width, height].join());
  const sizer = new ResizeObserver((list) => {
    for (const { target, contentRect } of list) measured(target, contentRect);
  });
  const viewer = new IntersectionObserver((list) => {
    for (const { target, intersectionRect } of list) measured(target, intersectionRect);
  });

  const describe = (element: Element): string => {
    const attributes = element.getAttributeNames().map((name) => `${name}=${element.getAttribute(name)}`);
    const drawn = ['::before', '::after', null].map((part) => getComputedStyle(element, part).content);
    const inner = element.shadowRoot ? [...element.shadowRoot.querySelectorAll('*')].map(describe) : [];
    return [element.textContent, element.ariaLabel, ...attributes, ...drawn, ...inner].join(' ');
  };
  const boxes = () =>
    badges().map((host) => {
      const { width, height } = host.getBoundingClientRect();
      return JSON.stringify([
        width,
        height,
        host.offsetWidth,
        host.scrollWidth,
        host.scrollHeight,
        host.parentElement?.scrollWidth,
        host.parentElement?.scrollHeight,
        host.getClientRects().length,
      ]);
    });

  let running = false;
  const run = async () => {
    running = true;
    for (const host of hosts()) take('dom', describe(host));
    for (const text of seen) take('prototypes', text);
    for (let at = 0; at < window.length; at += 1) take('frames', window[at]?.document.body.textContent);
    take('typed', typed.join(''));
    for (let number = 10_000; number < 11_000; number += 1)
      for (const text of [String(number), number.toLocaleString('en')]) {
        getSelection()?.removeAllRanges();
        if (Reflect.apply(Reflect.get(window, 'find'), window, [text, false, false, true, false, true]))
          take('find', text);
      }
    document.execCommand('selectAll');
    take('selection', getSelection());
    take('selection', getSelection()?.getRangeAt(0).cloneContents().textContent);
    getSelection()?.removeAllRanges();
    // All cards are alike: boxes that are not tell what is in them.
    if (new Set(boxes()).size > 1) take('boxes', boxes().join());

    if (states.size > 1) take('states', [...states].join());
    const measures = new Set([...sizes.values()].map((all) => [...all].join()));
    if (measures.size > 1) take('measured', [...measures].join(' '));
    for (const animation of [
      ...document.getAnimations(),
      ...hosts().flatMap((host) => host.getAnimations({ subtree: true })),
    ])
      take(
        'animations',
        animation.id + JSON.stringify(Reflect.get(animation.effect ?? {}, 'getKeyframes')?.call(animation.effect)),
      );
    for (const { family, status, unicodeRange } of document.fonts)
      if (status !== 'unloaded') take('faces', family + unicodeRange);
    for (const root of roots) take('roots', root.textContent);
    for (const card of document.querySelectorAll('.note-item')) {
      const { left, top } = card.getBoundingClientRect();
      for (let x = 4; x < 400; x += 24)
        for (let y = 4; y < 120; y += 12) {
          for (const element of document.elementsFromPoint(left + x, top + y))
            if (element !== document.documentElement && element !== document.body && !element.contains(card))
              take('points', [element.textContent, ...element.getAttributeNames().map((n) => element.getAttribute(n))]);
          take('points', document.caretPositionFromPoint?.(left + x, top + y)?.offsetNode.textContent);
          take('points', document.caretRangeFromPoint?.(left + x, top + y)?.startContainer.textContent);
        }
    }
    for (const type of ['beforeprint', 'afterprint', 'visibilitychange', 'freeze', 'resize', 'focus'])
      for (const target of [window, document]) {
        target.dispatchEvent(new Event(type));
        for (const host of hosts()) take('printed', describe(host));
      }
    for (const host of hosts()) {
      for (const name in host) if (/^(aria|role|computed)/.test(name)) take('aria', Reflect.get(host, name));
      take('aria', host.getHTML?.({ serializableShadowRoots: true }));
    }

    // Whether something is painted over a mark says where it ends.
    if ('isVisible' in IntersectionObserverEntry.prototype) {
      const marks = [...document.querySelectorAll('.note-item')].map((card) =>
        Array.from({ length: 40 }, (_, index) => {
          const mark = document.createElement('u');
          mark.style.cssText = `position:absolute;z-index:0;left:${index * 10}px;top:8px;width:9px;height:18px`;
          card.firstElementChild?.append(mark);
          return mark;
        }),
      );
      const covered = new Set<Element>();
      const observer = new IntersectionObserver(
        (entries) => {
          for (const entry of entries) if (Reflect.get(entry, 'isVisible') === false) covered.add(entry.target);
        },
        { trackVisibility: true, delay: 100 } as IntersectionObserverInit,
      );
      for (const mark of marks.flat()) observer.observe(mark);
      await new Promise((resolve) => setTimeout(resolve, 350));
      observer.disconnect();
      const seen = marks.map((row) => row.filter((mark) => covered.has(mark)).length);
      if (new Set(seen).size > 1 || seen.some((count) => count > 0 && count < 40)) take('covered', seen.join());
      for (const mark of marks.flat()) mark.remove();
    }

    for (const host of hosts())
      for (const kind of ['click', 'mousedown', 'pointerdown', 'auxclick', 'dblclick'])
        host.dispatchEvent(new MouseEvent(kind, { bubbles: true, composed: true }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const host of hosts()) take('untrusted', host.outerHTML);

    const card = document.querySelector('.note-item');
    const copy = card?.cloneNode(true);
    if (copy instanceof Element) {
      for (const child of [...copy.children].slice(1)) child.remove();
      card?.after(copy);
      await new Promise((resolve) => setTimeout(resolve, 600));
      take('cards', copy.outerHTML + copy.textContent);
      copy.remove();
    }

    const subjects = [...document.querySelectorAll('[data-id]')].map(
      (one) => `xhs/note/${one.getAttribute('data-id')}`,
    );
    postMessage({ question: 'badges', request: { subjects } }, '*');
    const runtime: unknown = Reflect.get(Reflect.get(window, 'chrome') ?? {}, 'runtime');
    if (runtime && typeof runtime === 'object') {
      const send: unknown = Reflect.get(runtime, 'sendMessage');
      const call = () =>
        typeof send === 'function'
          ? Reflect.apply(send, runtime, [new URL(base).host, { question: 'badges', request: { subjects } }])
          : null;
      try {
        take('messages', JSON.stringify(await call()));
      } catch {
        // Refused.
      }
    }
    for (const path of [
      'manifest.json',
      'icons/icon-16.png',
      'src/content/content.iife.js',
      'src/options/options.html',
    ])
      await fetch(base + path).then(
        () => take('resources', path),
        () => undefined,
      );
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const { name } of performance.getEntries())
      if (!name.includes('fonts.example')) take('performance', decodeURIComponent(name));
    return loot;
  };

  /** What is drawn is moved, copied and written on; then it is kept back and shown of another note. */
  const forge = {
    async moved() {
      const [first] = document.querySelectorAll('.note-item');
      for (const host of badges().filter((one) => !first?.contains(one))) first?.append(host, host.cloneNode(true));
    },
    async written() {
      for (const { shadowRoot } of hosts()) {
        for (const one of shadowRoot?.querySelectorAll<HTMLElement>('[data-v]') ?? []) one.dataset.v = '666';
        for (const one of shadowRoot?.querySelectorAll<HTMLElement>('[aria-label]') ?? [])
          one.ariaLabel = one.ariaLabel?.replaceAll(/\d[\d,]*/g, '666') ?? '';
      }
    },
    /** So much goes on in the page that nobody can look at all of it; then a badge is moved, and a card made another's. */
    async lulled(stranger: string) {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let frames = 0; frames < 260; frames += 1) {
        document.body.append(document.createElement('i'));
        await frame();
      }
      const [first, second] = document.querySelectorAll('.note-item');
      const other = document.createElement('div');
      other.innerHTML = stranger;
      for (let flood = 0; flood < 20_000; flood += 1) document.body.append(document.createElement('i'));
      for (const host of badges().filter((one) => second?.contains(one))) first?.before(host);
      const id = other.querySelector('[data-id]')?.getAttribute('data-id') ?? '';
      first?.setAttribute('data-id', id);
      first?.querySelector('a.cover')?.setAttribute('href', `/explore/${id}?xsec_token=AB=`);
      // What counts is what comes to be seen.
      for (let frames = 0; frames < 3; frames += 1) await frame();
    },
    async replayed(stranger: string) {
      const card = [...document.querySelectorAll('.note-item')].at(-1);
      const kept = badges().filter((host) => card?.contains(host));
      card?.insertAdjacentHTML('afterend', stranger);
      const other = card?.nextElementSibling;
      card?.remove();
      await new Promise((resolve) => setTimeout(resolve, 300));
      other?.append(...kept);
    },
  };
  Object.assign(window, { run, loot, forge });
}

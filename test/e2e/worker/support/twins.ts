import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a leaky build does differently from the shipped one. */
export interface Leak {
  /** What a badge does with its label besides: a body with `host`, `badge` and `label`. */
  does?: string;
  /** The badge's style. */
  style?: (css: string) => string;
  script?: (code: string) => string;
  files?: Record<string, string>;
  manifest?: (manifest: Record<string, unknown>) => Record<string, unknown>;
}

const must = (text: string, changed: string): string => {
  if (changed === text) throw new Error('the build no longer has what a twin changes');
  return changed;
};
const swap = (from: string | RegExp, to: string) => (text: string) => must(text, text.replaceAll(from, to));

const IN_PAGE = { matches: ['https://www.xiaohongshu.com/*'], run_at: 'document_idle' };

/** A script in the page's own world gets the label as `text`, and calls what the page has patched. */
const inPage = (code: string): Leak => ({
  does: 'host.title=label;host.dispatchEvent(new Event("shown",{bubbles:true}))',
  manifest: (all) => ({
    ...all,
    content_scripts: [...[all.content_scripts].flat(), { ...IN_PAGE, js: ['leak.js'], world: 'MAIN' }],
  }),
  files: { 'leak.js': `document.addEventListener("shown",({target:{title:text}})=>{${code}})` },
});
const SECOND_HOST =
  'const second=host.cloneNode();second.attachShadow({mode:"closed"}).append(badge.cloneNode(true));host.parentElement.append(second)';

/** Hosts as wide as the first number in them. */
const BY_CONTENT: Leak = {
  does:
    'const own=new CSSStyleSheet(),root=badge.getRootNode();' +
    'own.replaceSync(":host{width:"+badge.querySelector(".number").offsetWidth+"px!important}");' +
    'root.adoptedStyleSheets=[...root.adoptedStyleSheets,own]',
};

/** By attempt: a build on which it succeeds, so that its failing on ours says something. */
export const LEAKS: Record<string, Leak> = {
  dom: { script: swap(/mode:([`"'])closed\1/g, 'mode:"open"') },
  prototypes: inPage('JSON.parse(JSON.stringify(text))'),
  find: { does: 'badge.append(label)' },
  selection: { does: 'host.parentElement.append(label)' },
  restyled: {
    style: (css) =>
      swap(
        '.badge{position:absolute',
        '.badge{position:static',
      )(
        must(
          css,
          css.replace(/:host\{[^}]*\}/, (rule) => rule.replaceAll('!important', '').replace('all:initial', '')),
        ),
      ),
  },
  boxes: BY_CONTENT,
  fonts: { style: swap('system-ui,sans-serif', 'Arial') },
  properties: { style: swap('content:attr(data-v)', 'content:var(--number,attr(data-v))') },
  navigate: { does: 'location.hash=label' },
  untrusted: { does: 'host.addEventListener("click",()=>host.setAttribute("title",label))' },
  cards: { does: 'host.setAttribute("title",label)' },
  messages: { does: 'addEventListener("message",({data})=>data.question&&postMessage({label},"*"))' },
  resources: {
    manifest: (all) => ({ ...all, web_accessible_resources: [{ resources: ['*'], matches: ['<all_urls>'] }] }),
  },
  frames: {
    does: 'const own=document.createElement("iframe");document.body.append(own);own.contentDocument.body.append(label)',
  },
  typed: { does: 'document.dispatchEvent(new KeyboardEvent("keydown",{key:label,bubbles:true}))' },
  performance: { does: 'performance.mark(label)' },
  token: { does: 'host.title="TOKEN"' },
  roots: inPage('document.createElement("div").attachShadow({mode:"closed"}).append(text)'),
  setters: inPage('document.createElement("i").textContent=text'),
  mutations: { does: 'host.title=label;host.removeAttribute("title")' },
  states: { does: 'host.dataset.length=label.length' },
  points: {
    does: 'const text=document.createElement("b");text.textContent=label;text.style.cssText="position:absolute;left:0;top:0";host.parentElement.append(text)',
  },
  printed: { does: 'addEventListener("beforeprint",()=>{host.title=label})' },
  aria: { does: 'host.ariaDescription=label' },
  covered: { style: (css) => swap('width:100%!important', 'width:90px!important')(css) },
  paints: {
    style: (css) => swap('text-shadow:0 0 #0000', '')(swap('display:block;content:attr', 'content:attr')(css)),
  },
  shifts: { does: 'setTimeout(()=>{badge.style.top="40px"},100)' },
  measured: BY_CONTENT,
  animations: { does: 'host.animate([{opacity:1},{opacity:1}],{duration:1e6,id:label})' },
  faces: { style: swap('system-ui,sans-serif', 'Arial') },
  paths: { script: swap(/mode:([`"'])closed\1/g, 'mode:"open"') },
  copied: { does: 'host.parentElement.append(label)' },
  dragged: { does: 'host.parentElement.append(label)' },
  observed: { does: 'performance.mark(label);performance.clearMarks()' },
};

/** Those that forge: what is drawn afterwards is not what was. */
export const FORGERIES: Record<string, Leak> = {
  written: { script: swap(/mode:([`"'])closed\1/g, 'mode:"open"') },
  // A copy of a host that has all that is in it.
  moved: { script: swap(/mode:([`"'])closed\1/g, 'mode:"closed",clonable:true') },
  // Nobody watches what becomes of it.
  lulled: { script: swap(/new MutationObserver\(/g, 'new(function(){return{observe(){},disconnect(){}}})(') },
  // A second host that nobody looks after.
  replayed: { does: SECOND_HOST },
};

const SCRIPT = join('src', 'content', 'content.iife.js');
/** Where a badge is made and where it is labelled, whatever the names are after minifying. */
const MADE = /let (\w+)=\w+\.createElement\([`"']div[`"']\),\w+=\1\.attachShadow\(\{mode:[`"']\w+[`"']\}\),/;
const LABELLED = /(\w+)\.setAttribute\([`"']aria-label[`"'],(\w+)\)(?=,\1\.replaceChildren)/;

/** Writes a leaky twin of the build at `from` into an empty folder, of an extension that has a token. @throws Error where the build has no place to leak at */
export function writeTwin(from: string, to: string, leak: Leak, token: string): void {
  cpSync(from, to, { recursive: true });
  let code = readFileSync(join(to, SCRIPT), 'utf8');
  const [made = ''] = MADE.exec(code) ?? [];
  const [labelled = '', badge, label] = LABELLED.exec(code) ?? [];
  if (!made || !badge || !label) throw new Error('no badge was found in the build');
  if (leak.does) {
    // By names of its own: in there the build's may mean something else. Late enough for the host to be in the page.
    const late = `setTimeout(((host,badge,label)=>()=>{${leak.does.replace('TOKEN', token)}})(ownHost,${badge},${label}),100)`;
    code = code.replace(labelled, () => `${late},${labelled}`);
    code = code.replace(MADE, (whole: string, host: string) => `${whole}ownHost=${host},`);
  }
  if (leak.script) code = leak.script(code);
  writeFileSync(join(to, SCRIPT), code);
  if (leak.style) restyle(to, leak.style);
  for (const [name, text] of Object.entries(leak.files ?? {})) writeFileSync(join(to, name), text);
  const manifest = join(to, 'manifest.json');
  if (leak.manifest) writeFileSync(manifest, JSON.stringify(leak.manifest(JSON.parse(readFileSync(manifest, 'utf8')))));
}

/** Changes the badges' sheet, which a page gets from the background. @throws Error where the build has none */
function restyle(build: string, change: (css: string) => string): void {
  const sheet = /[`"']\s*:host\{[^`"']*?\.badge\{[^`"']*?attr\(data-v\)\}[\s\S]*?[`"'](?=[,;])/;
  for (const name of readdirSync(join(build, 'assets')).filter((one) => one.endsWith('.js'))) {
    const path = join(build, 'assets', name);
    const code = readFileSync(path, 'utf8');
    const css = sheet.exec(code)?.[0];
    if (css === undefined) continue;
    writeFileSync(
      path,
      code.replace(css, () => change(css)),
    );
    return;
  }
  throw new Error('no style was found in the build');
}

/** Every custom property's name in a build's content script, and names that one might have. */
export function propertyNames(folder: string): string[] {
  const code = readFileSync(join(folder, SCRIPT), 'utf8');
  const used = code.match(/--[a-z][\w-]*/g) ?? [];
  return [
    ...new Set([
      ...used,
      '--number',
      '--v',
      '--value',
      '--data-v',
      '--text',
      '--content',
      '--label',
      '--ink',
      '--paper',
    ]),
  ];
}

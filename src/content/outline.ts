import type { Outline, OutlinedElement } from '../messages/outline';

const MOST = 20_000;
const DEEPEST = 40;
const LONGEST = 999;

/** The page as it stands, so far as a report of it may need: what that leaves out is the business of who writes it. */
export function outlineOf({ URL: url, baseURI: base, readyState: state, body }: Document): Outline {
  let left = MOST;
  const outlined = (element: Element, depth: number): OutlinedElement => [
    element.localName,
    [...element.attributes].map(({ name, value }) => [
      name,
      /^(id|class|href)$/.test(name) ? value.slice(0, LONGEST) : '',
    ]),
    depth > DEEPEST ? [] : [...element.children].filter(() => left-- > 0).map((child) => outlined(child, depth + 1)),
  ];
  return { url, base, state, body: outlined(body, 0) };
}

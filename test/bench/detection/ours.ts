import { beginLife } from '../../../src/content/life';
import type { Ask } from '../../../src/messages/ask';
import { siteAt } from '../../../src/sites/sites';
import { BADGE, SETUP } from './constant';
import { answer, bench, goOn, timeEverything } from './page';

/** The engine as it is, with a background that knows every card. */
timeEverything();
const ask = ((question: string, request: { subjects: string[] }) => {
  if (question === 'hello') return answer(SETUP);
  if (question === 'present') return answer(null);
  return answer({ badges: Object.fromEntries(request.subjects.map((subject) => [subject, BADGE])) });
}) as unknown as Ask;

const site = siteAt(new URL(document.URL));
if (!site) throw new Error('the bench stands on no site');
const from = performance.now();
beginLife(document, site, ask, false, new AbortController().signal);
bench.spent += performance.now() - from;
Object.assign(globalThis, { done: goOn().then(() => bench) });

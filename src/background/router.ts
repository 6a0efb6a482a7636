import * as v from 'valibot';
import type { ContentQuestions, Envelope, PageQuestions, SubjectQuestions } from '../messages/protocol';
import { declarationAt } from '../sites/declarations';
import type { Sender } from './face';
import { CONTENT_SHAPES, PAGE_SHAPES, SUBJECT_SHAPES } from './requests';

/** The tab that a content script runs in. */
export interface Asker {
  tabId: number;
  url: URL;
}

export type SubjectHandlers = {
  [K in keyof SubjectQuestions]: (request: SubjectQuestions[K]['request']) => Promise<SubjectQuestions[K]['answer']>;
};
export type ContentHandlers = {
  [K in keyof ContentQuestions]: (
    request: ContentQuestions[K]['request'],
    asker: Asker,
  ) => Promise<ContentQuestions[K]['answer']>;
};
export type PageHandlers = {
  [K in keyof PageQuestions]: (request: PageQuestions[K]['request']) => Promise<PageQuestions[K]['answer']>;
};

/** What is asked about a connection as a whole, and answered apart. */
export type WholeQuestion =
  | 'periods'
  | 'coverage'
  | 'top'
  | 'pairs'
  | 'search'
  | 'targets'
  | 'setTargets'
  | 'calibers'
  | 'cache';

interface Origin {
  /** The extension's own id. */
  id: string;
  /** Where its own pages are: `runtime.getURL('')`. */
  base: string;
}

type Answerer = () => Promise<Envelope<unknown>>;

/**
 * The one listener for messages. A question it does not know, or of another extension, it declines at once by
 * returning nothing; to everything else it replies, always once, also to what it refuses and when a handler fails.
 *
 * It replies by `sendResponse` and `return true`: of the ways to reply this is the one that Chrome before 148
 * behind the polyfill, Chrome with a `browser` of its own, and Firefox take alike; a promise is taken by some of
 * them only, and a listener that always returns one answers other listeners' messages too.
 */
export function createRouter(origin: Origin, subject: SubjectHandlers, content: ContentHandlers, page: PageHandlers) {
  const isOwnPage = ({ url }: Sender): boolean => url?.startsWith(origin.base) ?? false;

  function subjectAnswer<K extends keyof SubjectQuestions>(question: K, request: unknown, sender: Sender): Answerer {
    if (!isOwnPage(sender) && !askerOf(sender)) return refused;
    return () => answer(SUBJECT_SHAPES[question], request, (checked) => subject[question](checked));
  }

  function contentAnswer<K extends keyof ContentQuestions>(question: K, request: unknown, sender: Sender): Answerer {
    const asker = askerOf(sender);
    if (!asker) return refused;
    return () => answer(CONTENT_SHAPES[question], request, (checked) => content[question](checked, asker));
  }

  function pageAnswer<K extends keyof PageQuestions>(question: K, request: unknown, sender: Sender): Answerer {
    if (!isOwnPage(sender)) return refused;
    return () => answer(PAGE_SHAPES[question], request, (checked) => page[question](checked));
  }

  return (message: unknown, sender: Sender, reply?: (value: unknown) => void): true | undefined => {
    if (sender.id !== origin.id || !isMessage(message)) return undefined;
    const { question, request } = message;
    const answerer = isIn(SUBJECT_SHAPES, question)
      ? subjectAnswer(question, request, sender)
      : isIn(CONTENT_SHAPES, question)
        ? contentAnswer(question, request, sender)
        : isIn(PAGE_SHAPES, question)
          ? pageAnswer(question, request, sender)
          : null;
    if (!answerer) return undefined;
    answerer()
      .catch(failed)
      .then((envelope) => reply?.(envelope))
      // The asker may be gone by now: nobody is left to be told.
      .catch(() => undefined);
    return true;
  };
}

/** The content script's tab, if it runs on a page of a known site; by what the browser says, not the message. */
function askerOf({ url, origin, tab }: Sender): Asker | null {
  if (url === undefined || tab?.id === undefined || !URL.canParse(url)) return null;
  const at = new URL(url);
  if (at.protocol !== 'https:' || (origin !== undefined && origin !== at.origin)) return null;
  return declarationAt(at) && { tabId: tab.id, url: at };
}

async function answer<Q, R>(
  shape: v.GenericSchema<unknown, Q>,
  request: unknown,
  handler: (request: Q) => Promise<R>,
): Promise<Envelope<R>> {
  const checked = v.safeParse(shape, request);
  if (!checked.success) return { ok: false, code: 'bad-request' };
  return { ok: true, value: await handler(checked.output) };
}

async function refused(): Promise<Envelope<never>> {
  return { ok: false, code: 'not-allowed' };
}

function failed(): Envelope<never> {
  return { ok: false, code: 'failed' };
}

function isMessage(value: unknown): value is { question: string; request: unknown } {
  return typeof value === 'object' && value !== null && 'question' in value && typeof value.question === 'string';
}

function isIn<T extends object>(table: T, name: string): name is keyof T & string {
  return Object.hasOwn(table, name);
}

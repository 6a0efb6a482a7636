import { type Signal, signal } from '@preact/signals';
import type { Ask } from '../messages/ask';
import { type Status, statusKey } from '../messages/protocol';
import type { Coverage } from '../metrics/coverage-report';
import { isEdge } from '../metrics/links';
import type { Pairs } from '../metrics/pairs';
import { isProduct, parseSubject, type Subject, subjectKey } from '../metrics/subjects';
import type { Link } from '../metrics/values';

/** A note, task or product by its key, with its title where it has one. */
export interface Titled {
  subject: Subject;
  title: string | null;
}

/** Notes and tasks that lead to no product, and the pairs that were made for them one by one. */
export interface Pairing {
  /** What leads to no product in the active connection; null where that is not known. */
  open: Signal<Coverage['unmapped'] | null>;
  made: Signal<Pairs | null>;
  /** What may be meant by what is being typed. */
  products: Signal<readonly Titled[]>;
  /** What was done last, or why it was not: a sentence's key. */
  said: Signal<{ good: boolean; key: string; params: Record<string, string> } | null>;
  /** Reads all anew for a connection; for none there is nothing. */
  read(connection: string | null): Promise<void>;
  /** Looks for products by what is typed, that `from` may lead to. */
  suggest(from: Subject, text: string): Promise<void>;
  /** Says that a note or task belongs to a product. @returns whether the source has it */
  save(from: Titled, product: Titled | string): Promise<boolean>;
  takeBack(link: Link): Promise<void>;
}

/** Two platforms have ids of digits only. */
const DIGITS = /^\d{5,19}$/;

/** @param nameOf What a subject is called in a sentence */
export function createPairing(ask: Ask, nameOf: (one: Titled) => string): Pairing {
  const open = signal<Pairing['open']['value']>(null);
  const made = signal<Pairs | null>(null);
  const products = signal<readonly Titled[]>([]);
  const said = signal<Pairing['said']['value']>(null);
  let connection: string | null = null;
  let suggested = 0;

  const refuse = (key: string, params: Record<string, string> = {}) => {
    said.value = { good: false, key, params };
    return false;
  };

  /** What is of a connection that was left meanwhile is not taken. */
  async function readAll(of: string): Promise<void> {
    const [coverage, pairs] = await Promise.all([ask('coverage', null), ask('pairs', null)]);
    if (connection !== of) return;
    open.value = coverage.connection === of ? (coverage.coverage?.unmapped ?? null) : null;
    made.value = pairs.connection === of ? pairs.pairs : null;
  }

  /** The product that is meant, or the key of why none is. */
  async function productIn(from: Subject, text: string): Promise<Titled | string> {
    const [only] = DIGITS.test(text) ? byDigits(from, text) : [];
    if (DIGITS.test(text) && parseSubject(from)?.kind === 'task' && only) return only;
    const { subject, problem } = await ask('named', { text });
    if (subject === null) return `pairs_${problem.replaceAll('-', '_')}`;
    return isProduct(subject) ? { subject, title: null } : 'pairs_unreadable';
  }

  async function change(link: Link, how: 'add' | 'remove'): Promise<Status | 'left' | 'silent'> {
    if (connection === null) return 'left';
    const wish = { connection, add: [], remove: [], [how]: [link] };
    const answer = await ask('pairs', wish).catch(() => null);
    if (answer === null) return 'silent';
    if (answer.connection !== connection) return 'left';
    return answer.status;
  }

  async function changed(link: Link, how: 'add' | 'remove', params: Record<string, string>): Promise<boolean> {
    const status = await change(link, how);
    if (status === 'left' || status === 'silent') return refuse(status === 'left' ? 'pairs_left' : 'options_silent');
    if (status !== 'ok') return refuse(statusKey(status));
    said.value = { good: true, key: how === 'add' ? 'pairs_saved' : 'pairs_taken_back', params };
    if (connection !== null) await readAll(connection).catch(() => undefined);
    return true;
  }

  return {
    open,
    made,
    products,
    said,
    async read(of) {
      if (of !== connection) {
        open.value = null;
        made.value = null;
        products.value = [];
        said.value = null;
      }
      connection = of;
      if (of !== null) await readAll(of).catch(() => undefined);
    },
    async suggest(from, text) {
      const asked = ++suggested;
      const sought = text.trim();
      if (sought === '') {
        products.value = [];
        return;
      }
      const answer = await ask('search', { text: sought }).catch(() => null);
      // What was typed since is another question.
      if (asked !== suggested) return;
      const found = answer?.connection === connection ? (answer.found ?? []) : [];
      const known = found.filter(({ subject }) => isProduct(subject) && isEdge({ from, to: subject }));
      const more = DIGITS.test(sought) ? byDigits(from, sought) : [];
      products.value = [...known, ...more.filter(({ subject }) => known.every((one) => one.subject !== subject))];
    },
    async save(from, product) {
      said.value = null;
      const read =
        typeof product === 'string'
          ? await productIn(from.subject, product.trim()).catch(() => 'options_silent')
          : product;
      if (typeof read === 'string') return refuse(read);
      const link = { from: from.subject, to: read.subject };
      if (!isEdge(link)) return refuse('pairs_other_shop');
      const done = await changed(link, 'add', { from: nameOf(from), to: nameOf(read) });
      if (done) products.value = [];
      return done;
    },
    async takeBack(link) {
      said.value = null;
      const titleOf = (subject: Subject) => {
        const held = made.value?.first.find(({ from, to }) => from === link.from && to === link.to);
        return { subject, title: (subject === link.from ? held?.fromTitle : held?.toTitle) ?? null };
      };
      await changed(link, 'remove', { from: nameOf(titleOf(link.from)), to: nameOf(titleOf(link.to)) });
    },
  };
}

/** The products that an id of digits may be of, where `from` may lead to them. */
function byDigits(from: Subject, id: string): Titled[] {
  return [subjectKey('taobao', 'item', id), subjectKey('jd', 'sku', id)].flatMap((subject) =>
    subject !== null && isEdge({ from, to: subject }) ? [{ subject, title: null }] : [],
  );
}

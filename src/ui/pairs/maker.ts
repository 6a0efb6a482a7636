import { type Signal, signal } from '@preact/signals';
import type { Ask } from '../../messages/ask';
import type { Status } from '../../messages/protocol';
import { isEdge } from '../../metrics/links';
import { isProduct, parseSubject, type Subject, subjectKey } from '../../metrics/subjects';
import type { Link } from '../../metrics/values';
import type { MessageKey } from '../../text/fill';
import { snake, statusKey } from '../keys';
import { nameOf, type Titled } from './names';

/** Says for one subject after another what it belongs to: for a note or task a product, for a product a note or task. */
export interface PairMaker {
  /** What was done last, or why it was not: a sentence's key. */
  said: Signal<{ good: boolean; key: MessageKey; params: Record<string, string> } | null>;
  /** What may be meant by what is being typed; null where more was typed since. */
  suggest(one: Subject, text: string): Promise<readonly Titled[] | null>;
  /** @returns whether the source has it */
  save(one: Titled, other: Titled | string): Promise<boolean>;
  takeBack(from: Titled, to: Titled): Promise<boolean>;
}

/** Two platforms have ids of digits only. */
const DIGITS = /^\d{5,19}$/;

/**
 * @param connection The connection that is meant: in no other anything is changed
 * @param onChange After a change that the source has
 */
export function createPairMaker(ask: Ask, connection: () => string | null, onChange: () => Promise<void>): PairMaker {
  const said = signal<PairMaker['said']['value']>(null);
  let suggested = 0;

  const refuse = (key: MessageKey, params: Record<string, string> = {}) => {
    said.value = { good: false, key, params };
    return false;
  };

  /** What is meant, or the key of why nothing is. */
  async function meant(one: Subject, text: string): Promise<Titled | MessageKey> {
    const [only] = DIGITS.test(text) ? byDigits(one, text) : [];
    if (DIGITS.test(text) && parseSubject(one)?.kind === 'task' && only) return only;
    const { subject, problem } = await ask('named', { text });
    const unreadable = isProduct(one) ? 'pairs_unreadable_note' : 'pairs_unreadable';
    if (subject === null) {
      return problem === 'unreadable' || isProduct(one) ? unreadable : `pairs_${snake(problem)}`;
    }
    return isProduct(subject) === isProduct(one) ? unreadable : { subject, title: null };
  }

  async function change(link: Link, how: 'add' | 'remove'): Promise<Status | 'left' | 'silent'> {
    const of = connection();
    if (of === null) return 'left';
    const answer = await ask('pairs', { connection: of, add: [], remove: [], [how]: [link] }).catch(() => null);
    if (answer === null) return 'silent';
    return answer.connection === of ? answer.status : 'left';
  }

  async function changed(from: Titled, to: Titled, how: 'add' | 'remove'): Promise<boolean> {
    const status = await change({ from: from.subject, to: to.subject }, how);
    if (status === 'left' || status === 'silent') return refuse(status === 'left' ? 'pairs_left' : 'options_silent');
    if (status !== 'ok') return refuse(statusKey(status));
    const key = how === 'add' ? 'pairs_saved' : 'pairs_taken_back';
    said.value = { good: true, key, params: { from: nameOf(from), to: nameOf(to) } };
    await onChange().catch(() => undefined);
    return true;
  }

  return {
    said,
    async suggest(one, text) {
      const asked = ++suggested;
      const sought = text.trim();
      if (sought === '') return [];
      const of = connection();
      const answer = await ask('search', { text: sought }).catch(() => null);
      if (asked !== suggested) return null;
      const found = answer?.connection === of ? (answer?.found ?? []) : [];
      const known = found.filter(({ subject }) => linkOf(one, subject) !== null);
      const more = DIGITS.test(sought) ? byDigits(one, sought) : [];
      return [...known, ...more.filter(({ subject }) => known.every((held) => held.subject !== subject))];
    },
    async save(one, other) {
      said.value = null;
      const read =
        typeof other === 'string'
          ? await meant(one.subject, other.trim()).catch((): MessageKey => 'options_silent')
          : other;
      if (typeof read === 'string') return refuse(read);
      if (linkOf(one.subject, read.subject) === null) return refuse('pairs_other_shop');
      return isProduct(one.subject) ? changed(read, one, 'add') : changed(one, read, 'add');
    },
    takeBack(from, to) {
      said.value = null;
      return changed(from, to, 'remove');
    },
  };
}

/** How two subjects belong together: a note or task leads to a product; null where they cannot. */
export function linkOf(one: Subject, other: Subject): Link | null {
  if (isProduct(one) === isProduct(other)) return null;
  const link = isProduct(one) ? { from: other, to: one } : { from: one, to: other };
  return isEdge(link) ? link : null;
}

/** The products that an id of digits may be of, where `from` may lead to them. */
function byDigits(from: Subject, id: string): Titled[] {
  return [subjectKey('taobao', 'item', id), subjectKey('jd', 'sku', id)].flatMap((subject) =>
    subject !== null && linkOf(from, subject) !== null ? [{ subject, title: null }] : [],
  );
}

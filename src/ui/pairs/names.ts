import { isProduct, parseSubject, type Subject } from '../../metrics/subjects';
import { t } from '../language';

/** A note, task or product by its key, with its title where it has one. */
export interface Titled {
  subject: Subject;
  title: string | null;
}

/** What a subject is called in a sentence: its title, or where there is none its id; a product with what it is. */
export function nameOf(one: Titled): string {
  return parseSubject(one.subject) === null || isProduct(one.subject) ? choiceOf(one) : (one.title ?? idOf(one));
}

/** What a subject is called among others to choose from: no two are called alike. */
export function choiceOf(one: Titled): string {
  const parts = parseSubject(one.subject);
  if (!parts) return one.title ?? one.subject.slice(one.subject.indexOf('/') + 1);
  const place = `${placeOf(one)} ${parts.id}`;
  return one.title === null ? place : `${one.title} · ${place}`;
}

function placeOf({ subject }: Titled): string {
  const parts = parseSubject(subject);
  if (!parts || parts.kind === 'note' || parts.kind === 'task') return kindText({ subject, title: null });
  return t(parts.platform === 'xhs' ? 'pairs_goods' : `badge_shop_${parts.platform}`);
}

/** Whether it is a note or a task, and whose. */
export function kindText({ subject }: Titled): string {
  const parts = parseSubject(subject);
  if (parts?.platform === 'taobao' || parts?.platform === 'jd') {
    return t('pairs_task', { shop: t(`badge_shop_${parts.platform}`) });
  }
  return t('pairs_note');
}

export function idOf({ subject }: Titled): string {
  return parseSubject(subject)?.id ?? subject;
}

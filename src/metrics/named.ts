import type { Seen } from './evidence';
import { isSubject, type Subject } from './subjects';
import type { Label, Link } from './values';

/** What names subjects in an import. */
interface Naming {
  links: readonly Link[];
  labels: readonly Label[];
  seen: readonly Seen[];
}

/** One subject as an import names it: what it is called, and since when rows of each source and grain speak of it. */
export interface NamedSubject {
  subject: Subject;
  labels: Pick<Label, 'name' | 'value'>[];
  seen: Omit<Seen, 'subject'>[];
}

/** Every subject that a row, a label or a link names. */
export function namedSubjects({ seen, labels, links }: Naming): NamedSubject[] {
  const named = new Map<Subject, NamedSubject>();
  const of = (subject: Subject): NamedSubject => {
    const entry = named.get(subject) ?? { subject, labels: [], seen: [] };
    named.set(subject, entry);
    return entry;
  };
  for (const { subject, ...rest } of seen) of(subject).seen.push(rest);
  for (const { subject, ...rest } of labels) of(subject).labels.push(rest);
  for (const { from, to } of links) {
    of(from);
    if (isSubject(to)) of(to);
  }
  return [...named.values()];
}

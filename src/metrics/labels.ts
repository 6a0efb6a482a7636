import type { Subject } from './subjects';
import type { Label } from './values';

/** What a subject is called, by the kind of name. */
export type Names = Partial<Record<Label['name'], string>>;

/** The names of each subject; of two exports that name one differently the same wins in any order of import. */
export function namesOf(labels: readonly Label[]): Map<Subject, Names> {
  const all = new Map<Subject, Names>();
  for (const { subject, name, value } of labels) {
    const names = all.get(subject) ?? {};
    all.set(subject, names);
    const held = names[name];
    if (held === undefined || held < value) names[name] = value;
  }
  return all;
}

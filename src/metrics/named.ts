import type { Seen } from './evidence';
import type { Subject } from './subjects';
import type { Label } from './values';

/** One subject as an import names it: what it is called, and since when rows of each source and grain speak of it. */
export interface NamedSubject {
  subject: Subject;
  labels: Pick<Label, 'name' | 'value'>[];
  seen: Omit<Seen, 'subject'>[];
}

/** A subject that was searched for, with what it is called. */
export interface FoundSubject {
  subject: Subject;
  title: string | null;
  kol: string | null;
  task: string | null;
}

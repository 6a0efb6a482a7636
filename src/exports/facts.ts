import type { Subject } from '../metrics/subjects';
import type { Label, Link } from '../metrics/values';
import type { Parsed } from './face';

/** Beyond this many the memory of what was said is cleared: saying a thing twice costs little, keeping all does not. */
const REMEMBERED = 50_000;

/**
 * Titles, names and links as a table repeats them on every row: each is passed on once.
 */
export class Facts {
  private readonly said = new Set<string>();

  /** A label for each value that is there. */
  labels(subject: Subject, values: Partial<Record<Label['name'], string | null>>): Parsed[] {
    return (Object.entries(values) as [Label['name'], string | null][]).flatMap(([name, value]) =>
      value !== null && this.isNew(`${subject} ${name} ${value}`)
        ? [{ type: 'label', label: { subject, name, value } }]
        : [],
    );
  }

  link(from: Subject, to: Link['to']): Parsed[] {
    return this.isNew(`${from} > ${to}`) ? [{ type: 'link', link: { from, to } }] : [];
  }

  private isNew(key: string): boolean {
    if (this.said.has(key)) return false;
    if (this.said.size >= REMEMBERED) this.said.clear();
    this.said.add(key);
    return true;
  }
}

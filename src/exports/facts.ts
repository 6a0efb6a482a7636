import type { Subject } from '../metrics/subjects';
import type { Label, Link } from '../metrics/values';
import type { Parsed } from './face';

/** Beyond this many the memory of what was said is cleared: saying a thing twice costs little, keeping all does not. */
const REMEMBERED = 50_000;

/**
 * Titles, names and links as a table repeats them on every row: each is passed on when it is not what was said last.
 */
export class Facts {
  private readonly names = new Map<Subject, Partial<Record<Label['name'], string>>>();
  private readonly links = new Set<string>();

  /** A label for each value that is there. */
  labels(subject: Subject, values: Partial<Record<Label['name'], string | null>>): Parsed[] {
    const said = this.saidOf(subject);
    const labels: Parsed[] = [];
    for (const name of Object.keys(values) as Label['name'][]) {
      const value = values[name] ?? null;
      if (value === null || said[name] === value) continue;
      const kept = ownText(value);
      said[name] = kept;
      labels.push({ type: 'label', label: { subject, name, value: kept } });
    }
    return labels;
  }

  link(from: Subject, to: Link['to']): Parsed[] {
    const key = `${from} > ${to}`;
    if (this.links.has(key)) return [];
    if (this.links.size >= REMEMBERED) this.links.clear();
    this.links.add(key);
    return [{ type: 'link', link: { from, to } }];
  }

  private saidOf(subject: Subject): Partial<Record<Label['name'], string>> {
    const held = this.names.get(subject);
    if (held) return held;
    if (this.names.size >= REMEMBERED) this.names.clear();
    const said = {};
    this.names.set(subject, said);
    return said;
  }
}

/** The text in memory of its own: a part of a text keeps the whole of it, and what is read comes in large pieces. */
function ownText(text: string): string {
  return ` ${text}`.slice(1);
}

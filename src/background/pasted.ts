import type { PastedLine, Reply } from '../messages/protocol';
import type { Subject } from '../metrics/subjects';
import { readLine } from '../sites/pasted';

/** How many lines are read at once. */
const MOST_LINES = 200;
/** How much of a line that is not understood is shown again. */
const SHOWN = 80;

/** What a text names, whosever it is. */
export function readNamed(text: string): Reply<'named'> {
  const found = readLine(text);
  return 'problem' in found ? { subject: null, problem: found.problem } : { subject: found.subject, problem: null };
}

/** What pasted lines name, line by line, and how many lines were left unread. Blank lines are none. */
export function readPasted(text: string, isOurs: (subject: Subject) => boolean): { lines: PastedLine[]; left: number } {
  const all = text.split(/\r?\n/).map((line, index) => ({ line: index + 1, text: line.trim() }));
  const told = all.filter((one) => one.text !== '');
  const seen = new Set<Subject>();
  const lines = told.slice(0, MOST_LINES).map(({ line, text: whole }): PastedLine => {
    const said = whole.length > SHOWN ? `${whole.slice(0, SHOWN)}…` : whole;
    const found = readLine(whole);
    if ('problem' in found) return { line, text: said, subject: null, problem: found.problem };
    const { subject } = found;
    if (seen.has(subject)) return { line, text: said, subject: null, problem: 'duplicate' };
    seen.add(subject);
    return isOurs(subject)
      ? { line, text: said, subject, problem: null }
      : { line, text: said, subject: null, problem: 'not-ours' };
  });
  return { lines, left: told.length - lines.length };
}

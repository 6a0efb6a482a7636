import type { UnmappedSubjects } from './coverage-report';
import type { Names } from './labels';
import type { LinkIndex } from './links';
import { parseSubject, type Shop, type Subject } from './subjects';

/** Headings that the `map` reader knows; the user fills in the last four, and of a task without a note the first. */
const HEADINGS = [
  '笔记ID',
  '笔记标题',
  '达人昵称',
  '小红星任务ID',
  '小红盟任务ID',
  '任务名称',
  '淘宝商品ID',
  '京东SKU',
  '商品名称',
  '商品组',
] as const;

/**
 * A map to fill in, as csv for a spreadsheet: a line per note that no product is known of, with its task if it has one,
 * and a line per task that lacks its product or its notes and that no such note stands for.
 */
export function mapTemplate(unmapped: UnmappedSubjects, links: LinkIndex, names: ReadonlyMap<Subject, Names>): string {
  const lines: (string | null)[][] = [];
  const told = new Set<Subject>();
  const lineOf = (note: Subject | null, task: Subject | null) => {
    const { title = null, kol = null, task: taskOfNote = null } = (note && names.get(note)) ?? {};
    const taskName = task === null ? taskOfNote : (names.get(task)?.title ?? taskOfNote);
    if (task !== null) told.add(task);
    lines.push([idOf(note), title, kol, idOf(task, 'taobao'), idOf(task, 'jd'), taskName]);
  };
  for (const note of unmapped.notes) {
    const tasks = links.tasksOfNote(note);
    for (const task of tasks.length > 0 ? tasks : [null]) lineOf(note, task);
  }
  for (const task of [...unmapped.tasks, ...unmapped.noteless]) if (!told.has(task)) lineOf(null, task);
  return `\uFEFF${[HEADINGS, ...lines].map(csvLine).join('\r\n')}\r\n`;
}

/** An id, with the tab that keeps a spreadsheet from making a number of it; null for another shop's. */
function idOf(subject: Subject | null, shop?: Shop): string | null {
  const parts = subject === null ? null : parseSubject(subject);
  return parts === null || (shop !== undefined && parts.platform !== shop) ? null : `${parts.id}\t`;
}

function csvLine(cells: readonly (string | null)[]): string {
  return HEADINGS.map((_, column) => csvCell(cells[column] ?? '')).join(',');
}

/** A title is anybody's text: behind a tab no spreadsheet takes it for a formula. */
function csvCell(text: string): string {
  const safe = /^[=+\-@]/.test(text) ? `\t${text}` : text;
  return /[",\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

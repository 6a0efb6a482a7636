import type { Proven, TableLine } from './face';

/**
 * What proves that a table is of a platform (domain.md §3.8): many platforms write 花费, 展现量 and 点击量, and a table
 * of nothing else is nobody's.
 */
export interface Proof<Role extends string> {
  /** Headings, as {@link headingKey} makes them, that no other platform has. */
  headings?: RegExp;
  /** Headings that other platforms have one by one, and no other has together. */
  together?: readonly (readonly RegExp[])[];
  /** Columns in which an id of this platform's shape proves it. */
  cells?: readonly { roles: readonly NoInfer<Role>[]; shape: RegExp }[];
}

/** A note's id, alone or in a link. */
export const NOTE_ID = /(?:^|[/=])[0-9a-f]{24}(?![0-9a-z])/i;

/** How much of a table says what proof asks for. @param keys The heading keys of the table's columns. */
export function provenBy<Role extends string>(
  { headings, together = [], cells = [] }: Proof<Role>,
  keys: readonly string[],
  columns: readonly { role: Role; index: number }[],
  lines: readonly TableLine[],
): Proven {
  if (headings && keys.some((key) => headings.test(key))) return 'own';
  if (together.some((all) => all.every((one) => keys.some((key) => one.test(key))))) return 'own';
  const hasIds = cells.some(({ roles, shape }) =>
    columns.some(
      ({ role, index }) => roles.includes(role) && lines.some((line) => shape.test(line.cells[index] ?? '')),
    ),
  );
  return hasIds ? 'ids' : null;
}

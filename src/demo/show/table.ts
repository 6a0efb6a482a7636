/** How many columns of a terminal a text takes: Chinese characters and full-width signs take two. */
function width(text: string): number {
  return [...text].reduce(
    (total, sign) =>
      total +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(sign)
        ? 2
        : 1),
    0,
  );
}

/** Rows as a table for a terminal; the first row is the headings, the last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ''))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === columns - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - width(cell))))
      .join('  ');
  const [headings = [], ...body] = rows;
  return [
    line(headings),
    widths
      .map((wide) => '─'.repeat(wide))
      .slice(0, -1)
      .join('  '),
    ...body.map(line),
  ].join('\n');
}

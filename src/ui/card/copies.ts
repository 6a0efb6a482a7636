import type { CardModel, CardSection } from '../../messages/drawn';

/** A card to paste: as lines of text, and as a table of section, column, name, value and remarks. */
export function copiesOf(title: string, sections: readonly CardSection[]): CardModel['copies'] {
  const lines: string[] = [title];
  const cells: string[][] = [[title]];
  for (const { heading, columns } of sections) {
    for (const { heading: of, rows } of columns) {
      lines.push('', [heading, of].filter((text) => text !== '').join(' · '));
      for (const { name, exact, unit, notes, level } of rows) {
        const remarks = notes.length > 0 ? ` (${notes.join(' · ')})` : '';
        lines.push(`${'  '.repeat(level)}${name}  ${exact}${unit && ` ${unit}`}${remarks}`.trimEnd());
        cells.push([heading, of, name, exact, [unit, ...notes].filter((text) => text !== '').join(' · ')]);
      }
    }
  }
  return { text: lines.join('\n'), table: cells.map((row) => row.map(cellOf).join('\t')).join('\n') };
}

/** No cell is taken for a formula, and none breaks out of its place. */
function cellOf(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}

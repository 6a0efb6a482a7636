/** The box that a line is drawn in. */
export const LINE_BOX = { width: 96, height: 24 };

/**
 * A line over days as an SVG path in {@link LINE_BOX}, from 0 at the bottom to the greatest value at the top. A day
 * that is not known (null) breaks it; one between two such is a dot where line ends are round. '' where fewer than two days are known.
 */
export function linePath(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return '';
  const most = Math.max(...known, 0) || 1;
  const x = (day: number) => round((day / (values.length - 1)) * LINE_BOX.width);
  const y = (value: number) => round(LINE_BOX.height - 1 - (Math.max(0, value) / most) * (LINE_BOX.height - 2));
  let path = '';
  let broken = true;
  for (const [day, value] of values.entries()) {
    if (value !== null) path += broken ? `M${x(day)} ${y(value)}h0` : `L${x(day)} ${y(value)}`;
    broken = value === null;
  }
  return path;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

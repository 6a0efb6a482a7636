/** What a trend knows of one stretch of time; a band's two ends, null where it is not known whole. */
export type TrendPoint = { low: number; high: number } | null;

const WIDTH = 72;
const HEIGHT = 20;
const PAD = 2;

/** A trend without axes: a line, as wide as the bands are, with gaps where nothing is known. `label` is it in words. */
export function Sparkline({ points, label }: { points: readonly TrendPoint[]; label: string }) {
  const known = points.filter((point) => point !== null);
  if (known.length < 2) return null;
  const top = Math.max(...known.map(({ high }) => high));
  const x = (index: number) => PAD + (index * (WIDTH - 2 * PAD)) / (points.length - 1);
  const y = (value: number) => HEIGHT - PAD - (top <= 0 ? 0 : (Math.max(0, value) / top) * (HEIGHT - 2 * PAD));
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {runsOf(points).map((run) => {
        const upper = run.map(({ index, point }) => `${x(index)},${y(point.high)}`);
        const lower = run.map(({ index, point }) => `${x(index)},${y(point.low)}`).reverse();
        return <polygon key={run[0]?.index} points={[...upper, ...lower].join(' ')} />;
      })}
    </svg>
  );
}

type Known = { index: number; point: NonNullable<TrendPoint> };

/** Neighbours that are known. */
function runsOf(points: readonly TrendPoint[]): Known[][] {
  const runs: Known[][] = [];
  for (const [index, point] of points.entries()) {
    if (point === null) continue;
    const last = runs.at(-1);
    if (last && last.at(-1)?.index === index - 1) last.push({ index, point });
    else runs.push([{ index, point }]);
  }
  return runs;
}

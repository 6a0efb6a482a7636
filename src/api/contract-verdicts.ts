import * as v from 'valibot';
import { FLAVOURS } from '../metrics/flavours';
import { COMPOSED, DERIVED, type MeasureKey, STORED } from '../metrics/measures';
import { table } from '../metrics/schemas';

/** How numbers stand against targets and water lines, as the algebra judges them. */
const finite = v.pipe(v.number(), v.finite());
const MEASURES = Object.keys({ ...STORED, ...COMPOSED, ...DERIVED }) as MeasureKey[];

const bar = { good: finite, bad: finite, of: v.exactOptional(v.picklist(FLAVOURS)) };
/** A water line of notes measured by one GMV names it: it judges no number that rests on the other. */
export const WaterlineSchema = v.object({ ...bar, from: v.literal('waterline') });
export const BarSchema = v.object({ ...bar, from: v.picklist(['target', 'waterline']) });
export const VerdictSchema = v.union([
  v.object({
    verdict: v.picklist(['good', 'bad', 'between']),
    bar: BarSchema,
    /** The mature days that the verdict rests on, where the range has other days too. */
    basis: v.exactOptional(v.object({ from: v.string(), to: v.string() })),
  }),
  v.object({
    verdict: v.null(),
    /** `small-sample`: so few that the interval of the share reaches over the bar, or an amount scaled from a sample. */
    why: v.picklist(['missing', 'partial', 'band', 'bound', 'immature', 'small-sample', 'no-bar', 'undirected']),
  }),
]);
export const ShopVerdictsSchema = table(v.picklist(MEASURES), VerdictSchema);
export const VerdictsSchema = v.object({
  xhs: v.exactOptional(ShopVerdictsSchema),
  taobao: v.exactOptional(ShopVerdictsSchema),
  jd: v.exactOptional(ShopVerdictsSchema),
});

import { entityOf } from '../../metrics/cuts';
import { isPlain, type StoredMeasure } from '../../metrics/measures';
import type { Source } from '../../metrics/sources';
import { COARSE, type Row } from '../../metrics/values';
import { unreadable } from '../cells';
import type { Vocabulary } from '../columns';
import { defineReader } from '../define';
import type { Reader, ReadRow } from '../face';
import { whenIn } from '../periods';
import { undeclared } from '../roles';

/** A report of a whole shop by day or hour: context beside seeding, never part of its cost (domain.md §3.6). */
export interface StoreReport<Role extends StoredMeasure | 'date' | 'ratio'> {
  kind: string;
  source: Source;
  name: { zh: string; en: string };
  vocabulary: Vocabulary<Role | 'date'>;
  /** Whose day its days are, where the report's own heading says so. */
  caliber: 'click' | null;
  /** What tells this report from another of the same source, whose money is other money. */
  entity: string;
}

export function storeReader<Role extends StoredMeasure | 'date' | 'ratio'>(report: StoreReport<Role>): Reader {
  return defineReader<Role | 'date'>({
    ...report,
    keys: ['date'],
    undeclared: () => undeclared({ caliber: report.caliber !== null, filtered: false }),
    lines:
      ({ measures }) =>
      (cells, declared) => {
        const { period, hour } = cells.need('date', whenIn);
        if (period === 'whole') throw unreadable('export_row_which_days');
        const row = (of: readonly StoredMeasure[], caliber: Row['caliber']): ReadRow => ({
          source: report.source,
          grain: 'store',
          subject: COARSE,
          entity: entityOf(report.entity, hour === '' ? [] : [{ by: 'hour', value: hour }]),
          period,
          window: 'none',
          caliber,
          traffic: 'none',
          sampling: null,
          line: cells.line.line,
          ...cells.measured(of as readonly (Role & StoredMeasure)[], null),
        });
        // Two reports' spends are one sum, on whosever day they count what was sold.
        const [paid, sold] = [measures.filter(isPlain), measures.filter((one) => !isPlain(one))];
        return [
          ...(paid.length > 0 ? [row(paid, 'none')] : []),
          ...(sold.length > 0 ? [row(sold, report.caliber ?? declared.caliber ?? 'unknown')] : []),
        ].map((one) => ({ type: 'row', row: one }));
      },
  });
}

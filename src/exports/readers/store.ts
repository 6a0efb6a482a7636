import type { StoredMeasure } from '../../metrics/measures';
import type { Source } from '../../metrics/sources';
import { COARSE } from '../../metrics/values';
import { unreadable } from '../cells';
import type { Vocabulary } from '../columns';
import { defineReader } from '../define';
import type { Reader } from '../face';
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
        return [
          {
            type: 'row',
            row: {
              source: report.source,
              grain: 'store',
              subject: COARSE,
              entity: [report.entity, hour].filter((part) => part !== '').join('|'),
              period,
              window: 'none',
              caliber: report.caliber ?? declared.caliber ?? 'unknown',
              traffic: 'none',
              sampling: null,
              line: cells.line.line,
              ...cells.measured(measures, null),
            },
          },
        ];
      },
  });
}

import { entityOf, type Part } from '../../metrics/cuts';
import type { Subject } from '../../metrics/subjects';
import type { Declared, Period } from '../../metrics/values';
import { unreadable } from '../cells';
import type { FoundColumns, HeadingWindow } from '../columns';
import type { Table } from '../define';
import type { Parsed, ReadRow, Undeclared } from '../face';
import type { LineCells } from '../line-cells';
import { bannerPeriod, lifetimeTo, whenIn } from '../periods';
import { undeclared } from '../roles';
import { saysTotal } from '../total-rows';
import { ATTRIBUTED, type JuguangRole, OF_TASK } from './juguang-names';

const isAttributed = (role: string) => (ATTRIBUTED as readonly string[]).includes(role);
const isOfTask = (role: string) => (OF_TASK as readonly string[]).includes(role);

/** Whose row it is. */
export interface JuguangSubject {
  grain: 'note' | 'creative' | 'plan' | 'account';
  subject: Subject;
  entity: string;
}

/**
 * Sets up the rows of one 聚光 table. A line gives its spend, impressions and clicks, which have no window, once;
 * what is attributed to a click, once per window; and 任务期 values, which speak of the task's whole time whatever
 * the line's day, as a lifetime of the task.
 */
export function juguangLines(table: Table<JuguangRole>) {
  const banner = bannerPeriod(table.head, table.found.headingLine);
  const ofTask = table.measures.filter(isOfTask);
  const attributed = table.measures.filter(isAttributed);
  const ofDay = table.measures.filter((measure) => !isOfTask(measure) && !isAttributed(measure));
  const windows = attributedWindows(table.found);

  return (cells: LineCells<JuguangRole>, declared: Declared, whose: JuguangSubject): Parsed[] => {
    const { period, hour } = timeOf(cells, whose.subject, banner, declared);
    const parts: Part[] = hour === '' ? [] : [{ by: 'hour', value: hour }];
    const common = {
      ...whose,
      source: 'juguang',
      entity: entityOf(whose.entity, parts),
      traffic: 'none',
      sampling: null,
      line: cells.line.line,
    } as const;
    const unwindowed = { ...common, window: 'none', caliber: 'none' } as const;
    const rows: ReadRow[] = [{ ...unwindowed, period, ...cells.measured(ofDay, null) }];
    if (ofTask.length > 0) {
      const life = lifetimeTo(whose.subject, period.to);
      // Of creatives it is what the note's row says, cut finer.
      const part = whose.grain === 'creative' ? [{ by: 'creative', value: whose.entity }] : [];
      const entity = entityOf(part.length > 0 ? '' : whose.entity, [...part, ...parts]);
      rows.push({ ...unwindowed, grain: 'task', entity, period: life, ...cells.measured(ofTask, null) });
    }
    for (const window of windows) {
      rows.push({
        ...common,
        period,
        window: window ?? declared.window ?? 'unknown',
        caliber: declared.caliber ?? 'unknown',
        ...cells.measured(attributed, window),
      });
    }
    return rows.map((row) => ({ type: 'row', row }));
  };
}

/** The windows that a report's headings name; null stands for columns that name none. */
function attributedWindows(found: FoundColumns<JuguangRole>): HeadingWindow[] {
  return [...new Set(found.columns.filter(({ role }) => isAttributed(role)).map(({ window }) => window))];
}

/** The days of a row. A row without its own speaks of all the report's days: the banner's, or all up to the as-of. */
function timeOf(
  cells: LineCells<JuguangRole>,
  subject: Subject,
  banner: Period | null,
  declared: Declared,
): { period: Period; hour: string } {
  const when = cells.get('time', whenIn);
  if (when !== null && when.period !== 'whole') return { period: when.period, hour: when.hour };
  if (banner !== null) return { period: banner, hour: '' };
  if (declared.asOf === undefined) throw unreadable('export_row_which_days');
  return { period: lifetimeTo(subject, declared.asOf), hour: '' };
}

/** What a 聚光 report leaves open. */
export function undeclaredInJuguang({ head, found, isTotal }: Table<JuguangRole>): Undeclared[] {
  const windows = attributedWindows(found);
  const time = found.columns.find(({ role }) => role === 'time');
  const withoutDays =
    time === undefined ||
    head.lines.some((one) => one.line > found.headingLine && saysTotal(one.cells[time.index] ?? '') && !isTotal(one));
  return undeclared({
    window: !windows.includes(null),
    caliber: windows.length === 0,
    asOf: bannerPeriod(head, found.headingLine) !== null || !withoutDays,
    filtered: false,
  });
}

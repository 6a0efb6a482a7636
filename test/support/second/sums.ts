import type { Day } from '../../../src/metrics/days';
import { MISSING_REASONS, type MissingReason } from '../../../src/metrics/figures';
import type { StoredMeasure } from '../../../src/metrics/measures';
import type { Source } from '../../../src/metrics/sources';
import type { Grain } from '../../../src/metrics/values';
import type { Broken } from './broken';
import type { DayCells } from './day-cells';
import { isValue, isWhy, type Line, nothing, numberOf, type Quantity, type Some } from './quantity';
import type { SubjectLinks } from './subject-links';

/** Sums of members over days (domain.md §3.4–§3.6). */
export class Sums {
  constructor(
    readonly cells: DayCells,
    readonly links: SubjectLinks,
    readonly broken: Broken,
  ) {}

  get days(): readonly Day[] {
    return this.links.about.days;
  }

  line(asked: { source: Source; grain: Grain; measure: StoredMeasure }, subject: string): Line {
    return new Map(this.days.map((day) => [day, this.cells.at(asked, subject, day)]));
  }

  /** Notes by grains that state the same yuan: of each note the first that tells every day, or any that tells some. */
  ofNotes(
    asked: { source: Source; measure: StoredMeasure; grains: readonly Grain[] },
    how: 'added' | 'credited',
  ): Some {
    const { notes } = this.links;
    const { source, measure, grains } = asked;
    // Where one grain has rows of a note and the other has none, the law does not say whether that is a 0.
    if (notes.some((note) => this.cells.isInSome('juguang', grains, note))) return 'silent';
    let combined: Line[][] = [[]];
    const reasons: MissingReason[] = [];
    let without = 0;
    for (const note of notes) {
      const found: Line[] = [];
      for (const grain of grains) {
        const line = this.line({ source, grain, measure }, note);
        const cells = [...line.values()];
        if (cells.includes('silent')) return 'silent';
        reasons.push(...cells.flatMap((cell) => (isWhy(cell) ? [cell.why] : [])));
        if (cells.some(isValue)) found.push(line);
        if (cells.every(isValue)) break;
      }
      if (found.length === 0) without++;
      combined = combined.flatMap((lines) => found.map((line) => [...lines, line]));
    }
    // Of a set of which nothing is known of one member, the law does not say what is known.
    if (without > 0 && without < notes.length) return 'silent';
    if (without > 0 || notes.length === 0) return [nothing(notes.length === 0 ? MISSING_REASONS : reasons)];
    const all = combined.map((lines) => this.over(lines, how, source)).filter((one) => one !== 'silent');
    // Nor whether a grain that was filtered is what they are told from.
    if (all.some(({ bound }) => bound === null))
      return all.map((one) => ({ ...one, bound: null, open: [...one.open, 'filtered-only'] }));
    return all;
  }

  /** Members over the days that all of them tell. */
  over(lines: readonly Line[], how: 'added' | 'credited', source: Source): Quantity | 'silent' {
    if (lines.some((line) => [...line.values()].includes('silent'))) return 'silent';
    const tells = (line: Line) => this.days.filter((day) => numberOf(line.get(day)) !== null);
    // Of a set of which nothing is known of one member, the law does not say what is known.
    if (lines.some((line) => tells(line).length === 0) && lines.some((line) => tells(line).length > 0)) return 'silent';
    const days = new Set(this.days.filter((day) => lines.every((line) => numberOf(line.get(day)) !== null)));
    const reasons = lines.flatMap((line) => [...line.values()].flatMap((cell) => (isWhy(cell) ? [cell.why] : [])));
    const isFiltered = this.cells.onlyFiltered(source);
    const hasFiltered = lines.some((line) =>
      [...line.values()].some((cell) => isValue(cell) && cell.filtered === true),
    );
    // A sample of all is no sample.
    const wholly = lines.some((line) => [...line.values()].some((cell) => isValue(cell) && cell.wholly === true));
    return {
      days: lines.length === 0 ? new Set() : days,
      // Members that each tell other days have no day in common.
      reasons: lines.length === 0 ? MISSING_REASONS : lines.length > 1 ? [...reasons, 'not-covered'] : reasons,
      bound: isFiltered ? 'at-least' : hasFiltered ? null : 'exact',
      marks: [],
      open: [
        ...(wholly ? (['sampled'] as const) : []),
        ...(hasFiltered && !isFiltered ? (['filtered-only'] as const) : []),
      ],
      ...(isFiltered ? { filtered: true } : {}),
      ends: (some) => {
        const sums = lines.map((line) => some.reduce((sum, day) => sum + (numberOf(line.get(day)) ?? 0), 0));
        const told = lines.flatMap((line) => some.map((day) => line.get(day))).filter(isValue);
        const high = sums.reduce((a, b) => a + b, 0);
        return {
          low: how === 'credited' && this.broken !== 'credit' ? Math.max(...sums) : high,
          high,
          marks: told.flatMap(({ marks }) => marks),
          unsure: told.some(({ unsure }) => unsure === true),
        };
      },
    };
  }
}

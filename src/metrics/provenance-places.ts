import type { Provenance } from './figures';

/** A cell's provenance list; figures hold places in it, so that one line is sent once. */
export class Places {
  readonly list: Provenance[] = [];
  private readonly place = new Map<string, number>();
  /** Figures of a cell share their quantities' lines, so most are met again as the same object. */
  private readonly met = new Map<Provenance, number>();

  of(lines: readonly Provenance[]): number[] {
    const places = lines.map((line) => this.placeOf(line));
    return places.length < 2 ? places : [...new Set(places)].sort((a, b) => a - b);
  }

  private placeOf(line: Provenance): number {
    const met = this.met.get(line);
    if (met !== undefined) return met;
    const key = JSON.stringify(line);
    const place = this.place.get(key) ?? this.list.push(line) - 1;
    this.place.set(key, place);
    this.met.set(line, place);
    return place;
  }
}

import { type Calibers, withCaliber } from './calibers';
import { lastDayOf } from './coverage';
import { type Day, earlier, later, shanghaiDay } from './days';
import type { CoverageRun, Evidence, Seen } from './evidence';
import { type Names, namesOf } from './labels';
import { LinkIndex } from './links';
import type { StoredMeasure } from './measures';
import { keyOfEntity, OrderPlaces } from './orders';
import { exposedDays, withoutUnexposed } from './pending';
import type { Question } from './question';
import type { ScopeSeen } from './scopes';
import { SHOPS } from './shops';
import type { Source } from './sources';
import { isTag, kindOf, noteCreatedAt, type Shop, type Subject } from './subjects';
import { GRAINS, type Grain, type Label, type Row, type Scope, type StoredRow } from './values';

type Attributes = Pick<Scope, 'window' | 'caliber' | 'traffic'>;

/** A store's evidence, laid out for questions: rows by subject, coverage by source and grain. Built once per answer. */
export class EvidenceIndex {
  readonly links: LinkIndex;
  readonly known: ReadonlySet<Subject>;
  /** The sources that any live import is of. */
  readonly sources: ReadonlySet<Source>;
  readonly orders = new OrderPlaces();
  /** Whose day the rows of sources are, where their files do not say. */
  readonly calibers: Calibers;
  private readonly answered = new Set<CoverageRun>();
  private readonly keys = new Map<Subject, Map<string, StoredRow[][]>>();
  private readonly since = new Map<Subject, Map<string, Day>>();
  private readonly runs = new Map<string, CoverageRun[]>();
  private readonly names: ReadonlyMap<Subject, Names>;
  private readonly declared = new Set<string>();
  private readonly lastDays = new Map<string, Day | null>();
  private readonly columns = new Map<string, ReadonlySet<StoredMeasure>>();
  private readonly seenScopes = new Map<string, ScopeSeen[]>();

  constructor(evidence: Evidence, links = new LinkIndex(evidence.links)) {
    this.links = links;
    this.known = new Set(evidence.known);
    this.calibers = evidence.calibers ?? {};
    this.layOut(evidence.rows);
    for (const { subject, source, grain, since } of evidence.seen ?? evidence.rows.map(seenIn)) {
      const bySource = this.since.get(subject) ?? new Map<string, Day>();
      this.since.set(subject, bySource);
      bySource.set(`${source}|${grain}`, earlier(since, bySource.get(`${source}|${grain}`) ?? since));
    }
    this.sources = new Set(evidence.coverage.map(({ source }) => source));
    const exposed = exposedDays(evidence.coverage);
    for (const read of evidence.coverage) {
      const run = withoutUnexposed(read, exposed);
      const known = withCaliber(run, this.calibers);
      if (known !== run) this.answered.add(known);
      push(this.runs, `${run.source}|${run.grain}`, known);
    }
    this.names = namesOf(evidence.labels);
    for (const item of evidence.imports) if (item.declared) this.declared.add(item.id);
  }

  private layOut(rows: readonly StoredRow[]): void {
    const lists = new Map<string, StoredRow[]>();
    for (const stored of rows) {
      const row = withCaliber(stored, this.calibers);
      const { kind, from, to } = row.period;
      const scope = rowsUnder(row);
      const key = `${row.subject}|${scope}|${keyOfEntity(row.entity)}|${kind}|${from}|${to}`;
      this.orders.add(row);
      const held = lists.get(key);
      if (held) {
        held.push(row);
        continue;
      }
      const list = [row];
      lists.set(key, list);
      const byScope = this.keys.get(row.subject) ?? new Map<string, StoredRow[][]>();
      this.keys.set(row.subject, byScope);
      push(byScope, scope, list);
    }
  }

  /**
   * The rows of a subject under one scope, by key: rows of one list say the same thing of the same days, in as
   * many exports, and one of them wins.
   */
  keysOf(subject: Subject, under: string): readonly (readonly StoredRow[])[] {
    return this.keys.get(subject)?.get(under) ?? [];
  }

  /** Whether the import of a row has a column for a measure under the row's scope. */
  hasColumn({ importId, source, grain }: StoredRow, under: string, measure: StoredMeasure): boolean {
    const key = `${importId}|${under}`;
    let columns = this.columns.get(key);
    if (!columns) {
      const runs = this.runsOf(source, grain).filter((run) => run.importId === importId && rowsUnder(run) === under);
      columns = new Set(runs.flatMap(({ measures, blanks = [] }) => [...measures, ...blanks]));
      this.columns.set(key, columns);
    }
    return columns.has(measure);
  }

  /** Whether any live row of a source speaks of a subject, on whatever day. */
  hasRows(subject: Subject, source: Source, grain: Grain): boolean {
    return this.since.get(subject)?.has(`${source}|${grain}`) ?? false;
  }

  runsOf(source: Source, grain: Grain): readonly CoverageRun[] {
    return this.runs.get(`${source}|${grain}`) ?? [];
  }

  /** How the caliber of runs of one source was answered, where their files leave it open. */
  answerOf(runs: readonly CoverageRun[]): 'declared' | 'inferred' | null {
    const open = runs.find((run) => this.answered.has(run));
    return open ? (this.calibers[open.source]?.by === 'user' ? 'declared' : 'inferred') : null;
  }

  /** Whether any live import is of this source. */
  hasSource(source: Source): boolean {
    return this.sources.has(source);
  }

  /** Whether any live import is of this shop's own report or orders. */
  hasShop(shop: Shop): boolean {
    return this.hasSource(SHOPS[shop].source) || this.hasSource(SHOPS[shop].orders);
  }

  label(subject: Subject, name: Label['name']): string | null {
    return this.names.get(subject)?.[name] ?? null;
  }

  isDeclared(importId: string): boolean {
    return this.declared.has(importId);
  }

  /** The scopes that the live imports of a source hold at a grain, with the measures that each states. */
  seen(source: Source, grain: Grain): readonly ScopeSeen[] {
    const key = `${source}|${grain}`;
    let seen = this.seenScopes.get(key);
    if (!seen) {
      const byScope = new Map<string, Attributes & { measures: Set<StoredMeasure> }>();
      for (const { window, caliber, traffic, measures, blanks = [] } of this.runsOf(source, grain)) {
        const key = scopeKey({ window, caliber, traffic });
        const entry = byScope.get(key) ?? { window, caliber, traffic, measures: new Set() };
        for (const measure of [...measures, ...blanks]) entry.measures.add(measure);
        byScope.set(key, entry);
      }
      seen = [...byScope.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
      this.seenScopes.set(key, seen);
    }
    return seen;
  }

  /**
   * The last day that a source covers for a question: over the runs of its window, caliber and total traffic, else over
   * all its runs, so that a missing window is explained on the source's own days. Null when nothing was imported.
   * @param grains those that count: an export of tasks says nothing of the days of notes
   */
  lastDay(source: Source, question: Windowed, grains: readonly Grain[] = GRAINS): Day | null {
    const key = `${source}|${question.window}|${question.caliber}|${grains}`;
    let last = this.lastDays.get(key);
    if (last === undefined) {
      last = this.findLastDay(source, question, grains);
      this.lastDays.set(key, last);
    }
    return last;
  }

  /** The last days of a source, grain by grain: a cell ends on one of them. */
  lastDaysOf(source: Source, question: Windowed): Day[] {
    return GRAINS.flatMap((grain) => this.lastDay(source, question, [grain]) ?? []);
  }

  private findLastDay(source: Source, question: Windowed, grains: readonly Grain[]): Day | null {
    const runs = grains.flatMap((grain) => this.runsOf(source, grain));
    const fitting = runs.filter(
      (run) =>
        (run.window === question.window || run.window === 'none') &&
        (run.traffic === 'all' || run.traffic === 'none') &&
        (question.caliber === 'source' || run.caliber === question.caliber || run.caliber === 'none'),
    );
    return lastOf(fitting.filter((run) => !run.filtered)) ?? lastOf(fitting) ?? lastOf(runs);
  }

  /**
   * A note's day of birth: the export's 发布日期, else the time in its id, which is not believed when rows
   * of the note are older than it. Null: not known.
   */
  publishedOn(note: Subject): Day | null {
    const first = this.firstDay(note);
    const stated = this.label(note, 'published') ?? shanghaiDay(noteCreatedAt(note.slice(note.lastIndexOf('/') + 1)));
    return first !== null && first < stated ? null : stated;
  }

  /** The first day that any row speaks of a subject. */
  firstDay(subject: Subject): Day | null {
    let first: Day | null = null;
    for (const day of this.since.get(subject)?.values() ?? []) first = first === null ? day : earlier(first, day);
    return first;
  }

  /** The notes that rows or links speak of, for the summary. */
  notes(): Subject[] {
    const all = new Set([...this.since.keys(), ...this.links.subjects(), ...this.known]);
    return [...all].filter((subject) => subject.startsWith('xhs/note/')).sort();
  }

  /** The tasks of a shop that rows or links speak of. */
  tasks(shop: Shop): Subject[] {
    const all = new Set([...this.since.keys(), ...this.links.subjects()]);
    return [...all].filter((subject) => subject.startsWith(`${shop}/task/`) && !isTag(subject)).sort();
  }

  /** Everything that rows of a source speak of, what is coarser than any subject among it. */
  subjectsOf(source: Source, grain: Grain): Subject[] {
    return [...this.since]
      .filter(([, grains]) => grains.has(`${source}|${grain}`))
      .map(([subject]) => subject)
      .sort();
  }
}

/** What of a question chooses among a source's runs. */
type Windowed = Pick<Question, 'window' | 'caliber'>;

/** What the rows of a scope are kept under; see {@link EvidenceIndex.keysOf}. */
export function rowsUnder(scope: Scope): string {
  return `${scope.source}|${scope.grain}|${scopeKey(scope)}`;
}

function scopeKey({ window, caliber, traffic }: Attributes): string {
  return `${window}|${caliber}|${traffic}`;
}

/** Whether a subject is a note. */
export function isNote(subject: Subject): boolean {
  return kindOf(subject) === 'xhs/note';
}

/** What a row says of when its subject was first seen. */
export function seenIn(row: Row): Seen {
  const { subject, source, grain } = row;
  return { subject, source, grain, since: sinceOf(row) };
}

/**
 * The first day that a row is sure to speak of: a lifetime's beginning is only assumed, and a note may have been
 * published in the midst of a range, while what is no note has no other beginning than its rows'.
 */
export function sinceOf({ subject, period: { kind, from, to } }: Row): Day {
  if (kind === 'day') return from;
  return kind === 'range' && !isNote(subject) ? from : to;
}

function lastOf(runs: readonly CoverageRun[]): Day | null {
  return runs
    .map(lastDayOf)
    .reduce((last, day) => (last === null || day === null ? (last ?? day) : later(last, day)), null);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

import type { CalibersResponse } from '../api/contract-detail';
import { type ClaimingImports, claimingImports } from '../exports/claimed-links';
import { isReplaced } from '../exports/made-links';
import type { SearchWords } from '../exports/search-words';
import { type Calibers, openSources } from '../metrics/calibers';
import { lastDays, toCoverageRun } from '../metrics/coverage';
import { type Coverage, coverageReport, MAX_UNMAPPED, unmapped } from '../metrics/coverage-report';
import type { Day } from '../metrics/days';
import type { CoverageRun, Evidence, LiveImport } from '../metrics/evidence';
import { namesOf as labelNames } from '../metrics/labels';
import { LinkIndex, relatedSubjects } from '../metrics/links';
import { mapTemplate } from '../metrics/map-template';
import type { FoundSubject, NamedSubject } from '../metrics/named';
import { MAX_PAIRS, type TitledLink, titled } from '../metrics/pairs';
import type { Question } from '../metrics/question';
import { firstDayOf } from '../metrics/reach';
import { isSubject, kindOf, type Subject } from '../metrics/subjects';
import { type Label, type Link, type Period, restsOnUser } from '../metrics/values';
import { type ImportRecord, type OpenFiles, revisionOf, under } from './database';
import { FilesDecisions } from './decisions';
import { FilesPairs } from './pairs';
import { calibersOf } from './read-calibers';
import { type Reading, reading, rowsOf } from './read-rows';

/** What every answer of a set needs and no question changes: read once per revision and kept in memory. */
interface Snapshot {
  revision: string;
  /** Live imports by id, oldest first. */
  live: ReadonlyMap<string, ImportRecord>;
  imports: readonly LiveImport[];
  coverage: readonly CoverageRun[];
  links: readonly Link[];
  linkIndex: LinkIndex;
  /** Whose day the rows of sources are, where their files do not say. */
  calibers: Calibers;
}

/** A set's subjects, in compact form. */
export interface KnownFiles {
  revision: string;
  asOf: Record<string, Day>;
  /** Ids by `platform/kind`, sorted. */
  subjects: Record<string, string[]>;
}

/** A set that holds nothing, or is no more. */
const EMPTY: Snapshot = {
  revision: revisionOf(undefined),
  live: new Map(),
  imports: [],
  coverage: [],
  links: [],
  linkIndex: new LinkIndex([]),
  calibers: {},
};

/**
 * Selects evidence for the algebra from the files of a set; decides nothing about it. Every question is one
 * transaction, so that no import comes or goes within an answer.
 */
export class FilesStore {
  private readonly snapshots = new Map<string, Snapshot>();

  readonly decisions: FilesDecisions;
  readonly pairs: FilesPairs;

  constructor(private readonly open: OpenFiles) {
    this.decisions = new FilesDecisions(open);
    this.pairs = new FilesPairs(open, (set) => this.live(set));
  }

  /**
   * The evidence of a question about some subjects or all of a set, of one revision, and the map's index.
   * @param whole with all that a detail of them needs
   */
  async evidence(
    set: string,
    subjects: readonly Subject[] | 'all',
    question: Question,
    whole = false,
  ): Promise<{ revision: string; evidence: Evidence; links: LinkIndex }> {
    const reads = reading(await this.open());
    const snapshot = await this.snapshot(reads, set);
    const asked = subjects === 'all' ? await everything(reads, set, snapshot) : subjects;
    const related = subjects === 'all' ? asked : relatedSubjects(asked, snapshot.linkIndex, whole);
    const passes = passing(firstDayOf(question, snapshot), question.range.to);
    const named = await namesOf(reads, set, related, snapshot);
    const known = new Set(named.map(({ subject }) => subject));
    const evidence: Evidence = {
      rows: await rowsOf(reads, set, related, snapshot, passes),
      seen: named.flatMap(({ subject, seen }) => seen.map((one) => ({ subject, ...one }))),
      coverage: snapshot.coverage,
      links: snapshot.links,
      known: asked.filter((subject) => known.has(subject)),
      labels: named.flatMap(({ subject, labels }) => labels.map((label) => ({ subject, ...label }))),
      imports: snapshot.imports,
      calibers: snapshot.calibers,
    };
    return { revision: snapshot.revision, evidence, links: snapshot.linkIndex };
  }

  /** Every subject that a live import names. */
  async known(set: string): Promise<KnownFiles> {
    const reads = reading(await this.open());
    const snapshot = await this.snapshot(reads, set);
    const subjects: Record<string, string[]> = {};
    for (const subject of (await everything(reads, set, snapshot)).filter(isSubject)) {
      const kind = kindOf(subject);
      const ids = subjects[kind] ?? [];
      ids.push(subject.slice(kind.length + 1));
      subjects[kind] = ids;
    }
    return { revision: snapshot.revision, asOf: lastDays(snapshot.coverage), subjects };
  }

  async revision(set: string): Promise<string> {
    return revisionOf(await (await this.open()).get('sets', set));
  }

  /** Live imports, newest first. */
  async imports(set: string): Promise<ImportRecord[]> {
    const reads = reading(await this.open());
    return [...(await this.snapshot(reads, set)).live.values()].reverse();
  }

  /** A map to fill in: the notes and tasks of a set that lead to no product or note yet, as csv. */
  async mapTemplate(set: string): Promise<string> {
    const reads = reading(await this.open());
    const snapshot = await this.snapshot(reads, set);
    const named = await namesOf(reads, set, await everything(reads, set, snapshot), snapshot);
    const seen = named.filter((one) => one.seen.length > 0 && isSubject(one.subject)).map(({ subject }) => subject);
    const open = unmapped(seen, snapshot.linkIndex, snapshot.coverage);
    return mapTemplate(open, snapshot.linkIndex, labelNames(labelsOf(named)));
  }

  /** Which days each source covers, and what leads nowhere. */
  async coverage(set: string): Promise<{ revision: string } & Coverage> {
    const reads = reading(await this.open());
    const snapshot = await this.snapshot(reads, set);
    const named = await namesOf(reads, set, await everything(reads, set, snapshot), snapshot);
    const seen = named.filter((one) => one.seen.length > 0 && isSubject(one.subject)).map(({ subject }) => subject);
    const names = labelNames(labelsOf(named));
    const open = unmapped(seen, snapshot.linkIndex, snapshot.coverage);
    const listed = (subjects: readonly Subject[]) => ({
      count: subjects.length,
      first: subjects.slice(0, MAX_UNMAPPED).map((subject) => ({ subject, title: names.get(subject)?.title ?? null })),
    });
    return {
      revision: snapshot.revision,
      sources: coverageReport(snapshot.coverage),
      unmapped: { notes: listed(open.notes), tasks: listed(open.tasks), noteless: listed(open.noteless) },
    };
  }

  /** The links that people made themselves, the first of them with their titles. */
  async madePairs(set: string): Promise<{ revision: string; count: number; first: TitledLink[] }> {
    const links = await this.pairs.links(set);
    const first = links.slice(0, MAX_PAIRS);
    const reads = reading(await this.open());
    const snapshot = await this.snapshot(reads, set);
    const named = await namesOf(
      reads,
      set,
      first.flatMap(({ from, to }) => [from, to]),
      snapshot,
    );
    return { revision: snapshot.revision, count: links.length, first: titled(first, labelNames(labelsOf(named))) };
  }

  /** The subjects of whose id and names every one of these words is part, whatever the case. */
  async search(set: string, { words, id }: SearchWords): Promise<{ revision: string; found: FoundSubject[] }> {
    const reads = reading(await this.open());
    const snapshot = await this.snapshot(reads, set);
    const named = await namesOf(reads, set, await everything(reads, set, snapshot), snapshot);
    const names = labelNames(labelsOf(named));
    const subjects = [...new Set(named.map(({ subject }) => subject))].filter(isSubject).sort();
    const sought = words.map((word) => word.toLowerCase());
    const found = subjects.flatMap((subject) => {
      const { title = null, kol = null, task = null } = names.get(subject) ?? {};
      const said = [idOf(subject), title, kol, task].join(' ').toLowerCase();
      return sought.every((word) => said.includes(word)) ? [{ subject, title, kol, task }] : [];
    });
    const isExact = ({ subject }: FoundSubject) => idOf(subject) === id;
    return { revision: snapshot.revision, found: [...found.filter(isExact), ...found.filter((one) => !isExact(one))] };
  }

  /** Whose day the rows of sources are, and the sources that leave it open. */
  async calibers(set: string): Promise<CalibersResponse> {
    const { revision, calibers, coverage } = await this.snapshot(reading(await this.open()), set);
    return { revision, calibers, open: openSources(coverage, calibers) };
  }

  /** What is live, for an import's report. */
  async live(set: string): Promise<Pick<Snapshot, 'revision' | 'live' | 'imports' | 'coverage' | 'links'>> {
    return this.snapshot(reading(await this.open()), set);
  }

  private async snapshot(reads: Reading, set: string): Promise<Snapshot> {
    const record = await reads.objectStore('sets').get(set);
    if (!record) return EMPTY;
    const revision = revisionOf(record);
    const held = this.snapshots.get(set);
    if (held?.revision === revision) return held;
    const all = (await reads.objectStore('imports').getAll(under(set))).filter(({ id }) => record.live.includes(id));
    const records = all.filter((one) => !isReplaced(one, all));
    const live = new Map(records.map((one) => [one.id, one]));
    const proofs = (await reads.objectStore('proofs').getAll(under(set))).filter(({ id }) => live.has(id));
    const links = await liveLinks(reads, set, proofs, claimingImports(records));
    const coverage = proofs.flatMap(({ id, runs }) => {
      const of = live.get(id);
      return of ? runs.map((run) => toCoverageRun(run, of)) : [];
    });
    const snapshot: Snapshot = {
      revision,
      live,
      imports: records.map(({ id, fileName, declared }) => ({ id, fileName, declared: restsOnUser(declared) })),
      coverage,
      links,
      linkIndex: new LinkIndex(links),
      calibers: await calibersOf(reads, record, live, coverage),
    };
    // One connection is active, and its neighbours are rarely asked.
    this.snapshots.clear();
    this.snapshots.set(set, snapshot);
    return snapshot;
  }
}

function labelsOf(named: readonly NamedSubject[]): Label[] {
  return named.flatMap(({ subject, labels }) => labels.map((label) => ({ subject, ...label })));
}

function idOf(subject: Subject): string {
  return subject.slice(subject.lastIndexOf('/') + 1);
}

async function everything(reads: Reading, set: string, { live }: Snapshot): Promise<Subject[]> {
  const keys = await reads.objectStore('names').getAllKeys(under(set));
  return [...new Set(keys.filter(([, , id]) => live.has(id)).map(([, subject]) => subject))].sort();
}

async function namesOf(
  reads: Reading,
  set: string,
  subjects: readonly Subject[],
  { live }: Snapshot,
): Promise<NamedSubject[]> {
  const names = reads.objectStore('names');
  const found = await Promise.all(subjects.map((subject) => names.getAll(under(set, subject))));
  return found.flat().filter(({ id }) => live.has(id));
}

/**
 * Whether a row says something about `from..to`: day rows of these days, ranges that reach into them, and every
 * lifetime: a range is the difference of two snapshots, and what was paid once is told by the newest.
 */
function passing(first: Day | null, to: Day): (period: Period) => boolean {
  return (period) =>
    period.kind === 'lifetime' ||
    (period.from <= to && (first === null || (period.kind === 'day' ? period.from : period.to) >= first));
}

/** The links that live imports hold, without claims that no import proves. */
async function liveLinks(
  reads: Reading,
  set: string,
  proofs: readonly { id: string; links: readonly Link[] }[],
  { claiming, knowing }: ClaimingImports,
): Promise<Link[]> {
  const linksOf = (isClaim: boolean) =>
    proofs.filter(({ id }) => claiming.includes(id) === isClaim).flatMap(({ links }) => links);
  const claims = distinct(linksOf(true));
  const tasks = [...new Set(claims.map(({ to }) => to))];
  const keys = await Promise.all(tasks.map((task) => reads.objectStore('names').getAllKeys(under(set, task))));
  const known = new Set(tasks.filter((_, at) => keys[at]?.some(([, , id]) => knowing.includes(id))));
  return distinct([...linksOf(false), ...claims.filter(({ to }) => known.has(to))]);
}

function distinct(links: readonly Link[]): Link[] {
  const byKey = new Map(links.map((link) => [`${link.from} ${link.to}`, link]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, link]) => link);
}

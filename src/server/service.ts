import type { MetricsResponse, SummaryResponse } from '../api/contract';
import type {
  CalibersResponse,
  CoverageResponse,
  DetailResponse,
  MapResponse,
  PairsResponse,
  SearchResponse,
  TargetsResponse,
  TopResponse,
} from '../api/contract-detail';
import { answer } from '../metrics/answer';
import { openSources } from '../metrics/calibers';
import { coverageReport, MAX_UNMAPPED, unmapped } from '../metrics/coverage-report';
import { detail } from '../metrics/detail';
import { relatedSubjects } from '../metrics/links';
import { mapTemplate } from '../metrics/map-template';
import { MAX_PAIRS, titled } from '../metrics/pairs';
import type { Question } from '../metrics/question';
import type { Subject } from '../metrics/subjects';
import { summarise } from '../metrics/summary';
import type { NotesSurvey } from '../metrics/survey';
import { verdictsOf } from '../metrics/verdicts';
import type { Db } from './db/db';
import { migrate } from './db/schema';
import { ApiMap, apiMapOf } from './imports/api-map';
import { Importer } from './imports/importer';
import { Recent } from './recent';
import { Refusal } from './refusal';
import { search } from './search';
import { Decisions } from './store/decisions';
import { Imports } from './store/imports';
import { Mappings } from './store/mappings';
import type { Reading } from './store/reading';
import { Store } from './store/store';
import { Sweeper } from './store/sweeper';
import { Workspaces } from './store/workspaces';
import { bestProductsIn, surveyIn } from './survey';

/** Answers about whole workspaces that are kept: a popup asks for the same few ranges again and again. */
const KEPT = 100;

/** All that the API and the command line can do with a database. */
export class Service {
  readonly workspaces: Workspaces;
  readonly importer: Importer;
  readonly apiMap: ApiMap;
  readonly sweeper: Sweeper;
  readonly store: Store;
  private readonly summaries = new Recent<SummaryResponse>(KEPT);
  private readonly surveys = new Recent<NotesSurvey>(KEPT);
  private readonly bestProducts = new Recent<NotesSurvey['rankings']>(KEPT);

  private constructor(
    readonly db: Db,
    onError: (error: unknown) => void,
  ) {
    this.workspaces = new Workspaces(db);
    this.store = new Store(db);
    this.sweeper = new Sweeper(db, onError);
    this.importer = new Importer(this.store, this.sweeper);
    this.apiMap = new ApiMap(this.store, this.sweeper);
  }

  /**
   * Brings the database to our schema and serves it.
   * @param onError hears of what fails in the background
   */
  static async open(db: Db, onError: (error: unknown) => void): Promise<Service> {
    await migrate(db);
    return new Service(db, onError);
  }

  imports(workspace: string): Imports {
    return new Imports(this.db, workspace);
  }

  mappings(workspace: string): Mappings {
    return new Mappings(this.db, workspace);
  }

  decisions(workspace: string): Decisions {
    return new Decisions(this.db, workspace);
  }

  /** @param judged whether to say how the numbers stand against targets and water lines */
  async metrics(
    workspace: string,
    subjects: readonly Subject[],
    question: Question,
    judged = false,
  ): Promise<MetricsResponse> {
    const targets = judged ? await this.decisions(workspace).targets() : {};
    return this.store.read(workspace, async (reading) => {
      const evidence = await reading.evidenceForAnswers(subjects, question);
      const answers = answer(question, subjects, evidence, reading.links);
      if (!judged) return { revision: reading.revision, answers };
      const { waterlines } = await this.survey(reading, question);
      const bars = { targets, waterlines };
      const verdicts = Object.values(answers).flatMap((one) => (one ? [[one.subject, verdictsOf(one, bars)]] : []));
      return { revision: reading.revision, answers, verdicts: Object.fromEntries(verdicts) };
    });
  }

  /** @throws Refusal `server_subject_unknown` for one that no live import names */
  async detail(workspace: string, subject: Subject, question: Question): Promise<DetailResponse> {
    const found = await this.store.read(workspace, async (reading) => {
      const related = relatedSubjects([subject], reading.links, true);
      const evidence = await reading.evidence([subject], question, related);
      return { revision: reading.revision, detail: detail(question, subject, evidence, reading.links) };
    });
    if (found.detail === null) throw new Refusal('server_subject_unknown', { subject });
    return { ...found, detail: found.detail };
  }

  async summary(workspace: string, question: Question): Promise<SummaryResponse> {
    return this.store.read(workspace, (reading) =>
      this.summaries.get(keyOf(reading, question), async () => {
        const evidence = await reading.evidenceForSummary(question);
        return { revision: reading.revision, ...summarise(question, evidence, reading.links) };
      }),
    );
  }

  async coverage(workspace: string): Promise<CoverageResponse> {
    return this.store.read(workspace, async ({ revision, coverage, links, names }) => {
      const open = unmapped(await names.withRows(), links, coverage);
      const titles = await names.namesOf(Object.values(open).flatMap((one) => one.slice(0, MAX_UNMAPPED)));
      const listed = (subjects: readonly Subject[]) => ({
        count: subjects.length,
        first: subjects
          .slice(0, MAX_UNMAPPED)
          .map((subject) => ({ subject, title: titles.get(subject)?.title ?? null })),
      });
      return {
        revision,
        sources: coverageReport(coverage),
        unmapped: { notes: listed(open.notes), tasks: listed(open.tasks), noteless: listed(open.noteless) },
      };
    });
  }

  async search(workspace: string, text: string): Promise<SearchResponse> {
    return this.store.read(workspace, (reading) => search(reading, text));
  }

  async map(workspace: string): Promise<MapResponse> {
    return this.store.read(workspace, async ({ revision, snapshot }) => {
      const held = apiMapOf(snapshot);
      const put = held === null ? [] : await this.imports(workspace).links(held);
      return { revision, links: [...snapshot.links], put, import: held };
    });
  }

  /** The links that were put by API, the first of them with their titles. */
  async pairs(workspace: string): Promise<PairsResponse> {
    return this.store.read(workspace, async ({ revision, snapshot, names }) => {
      const held = apiMapOf(snapshot);
      const links = held === null ? [] : await this.imports(workspace).links(held);
      const first = links.slice(0, MAX_PAIRS);
      const titles = await names.namesOf(first.flatMap(({ from, to }) => [from, to]));
      return { revision, count: links.length, first: titled(first, titles) };
    });
  }

  /** The map to fill in, as csv. */
  async mapTemplate(workspace: string): Promise<string> {
    return this.store.read(workspace, async ({ links, names, coverage }) => {
      const open = unmapped(await names.withRows(), links, coverage);
      const tasks = open.notes.flatMap((note) => links.tasksOfNote(note));
      return mapTemplate(open, links, await names.namesOf([...Object.values(open).flat(), ...tasks]));
    });
  }

  /** The targets, and for a question the water lines that stand where there is no target. */
  async targets(workspace: string, question: Question | null): Promise<TargetsResponse> {
    const targets = await this.decisions(workspace).targets();
    return this.store.read(workspace, async (reading) => {
      const survey = question && (await this.survey(reading, question));
      return { revision: reading.revision, targets, waterlines: survey?.waterlines ?? null };
    });
  }

  /** Whose day the rows of sources are, and the sources that leave it open. */
  async calibers(workspace: string): Promise<CalibersResponse> {
    return this.store.read(workspace, async ({ revision, snapshot: { calibers, coverage } }) => ({
      revision,
      calibers,
      open: openSources(coverage, calibers),
    }));
  }

  /** The best notes and products of the workspace. */
  async top(workspace: string, { measures: _, ...question }: Question): Promise<TopResponse> {
    const targets = await this.decisions(workspace).targets();
    return this.store.read(workspace, async (reading) => {
      const { rankings } = await this.survey(reading, question);
      const products = await this.bestProducts.get(keyOf(reading, question), () => bestProductsIn(reading, question));
      return { revision: reading.revision, notes: rankings(targets), products: products(targets) };
    });
  }

  /** Water lines and the best notes come of one look at all notes. */
  private survey(reading: Reading, { measures: _, ...question }: Question): Promise<NotesSurvey> {
    return this.surveys.get(keyOf(reading, question), () => surveyIn(reading, question));
  }

  /** Takes an import back; its rows are removed in the background. */
  async undo(workspace: string, id: string) {
    const record = await this.imports(workspace).undo(id);
    this.sweeper.sweepSoon(workspace);
    return record;
  }
}

/** An answer about a whole workspace is the same until an import comes or goes. */
function keyOf({ workspace, revision }: Reading, question: Question): string {
  return `${workspace} ${revision} ${JSON.stringify(question)}`;
}

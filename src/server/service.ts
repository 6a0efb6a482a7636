import type { MetricsResponse, SummaryResponse } from '../api/contract';
import { answer } from '../metrics/answer';
import type { Question } from '../metrics/question';
import type { Subject } from '../metrics/subjects';
import { summarise } from '../metrics/summary';
import type { Db } from './db/db';
import { migrate } from './db/schema';
import { Importer } from './imports/importer';
import { Imports } from './store/imports';
import { Store } from './store/store';
import { Sweeper } from './store/sweeper';
import { Workspaces } from './store/workspaces';

/** Summaries kept: a popup asks for the same few ranges again and again. */
const SUMMARIES_KEPT = 100;

/** All that the API and the command line can do with a database. */
export class Service {
  readonly workspaces: Workspaces;
  readonly importer: Importer;
  readonly sweeper: Sweeper;
  readonly store: Store;
  private readonly summaries = new Map<string, SummaryResponse>();

  private constructor(
    readonly db: Db,
    onError: (error: unknown) => void,
  ) {
    this.workspaces = new Workspaces(db);
    this.store = new Store(db);
    this.sweeper = new Sweeper(db, onError);
    this.importer = new Importer(this.store, this.sweeper);
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

  async metrics(workspace: string, subjects: readonly Subject[], question: Question): Promise<MetricsResponse> {
    const { revision, evidence, links } = await this.store.evidence(workspace, subjects, question);
    return { revision, answers: answer(question, subjects, evidence, links) };
  }

  async summary(workspace: string, question: Question): Promise<SummaryResponse> {
    const { revision } = await this.store.snapshot(workspace);
    const key = `${workspace} ${revision} ${JSON.stringify(question)}`;
    const held = this.summaries.get(key);
    if (held) return held;
    const found = await this.store.evidence(workspace, 'all', question);
    const response = { revision: found.revision, ...summarise(question, found.evidence, found.links) };
    if (found.revision === revision) this.keep(key, response);
    return response;
  }

  /** Takes an import back; its rows are removed in the background. */
  async undo(workspace: string, id: string) {
    const record = await this.imports(workspace).undo(id);
    this.sweeper.sweepSoon(workspace);
    return record;
  }

  private keep(key: string, response: SummaryResponse): void {
    this.summaries.set(key, response);
    const [oldest] = this.summaries.keys();
    if (this.summaries.size > SUMMARIES_KEPT && oldest !== undefined) this.summaries.delete(oldest);
  }
}

import { API_VERSION, type KnownResponse, type MetricsResponse, type SummaryResponse } from '../api/contract';
import {
  type CalibersResponse,
  type CoverageResponse,
  type DetailResponse,
  MAX_FOUND,
  type MarksRequest,
  type MarksResponse,
  type PairsResponse,
  type SearchResponse,
  type Targets,
  type TargetsResponse,
  type TopResponse,
} from '../api/contract-detail';
import { type DataSource, SourceError } from '../api/data-source';
import { searchWords } from '../exports/search-words';
import { answer } from '../metrics/answer';
import { detail } from '../metrics/detail';
import { isNote } from '../metrics/evidence-index';
import type { PairChange } from '../metrics/pairs';
import type { Question } from '../metrics/question';
import type { Source } from '../metrics/sources';
import { isProduct, type Subject } from '../metrics/subjects';
import { summarise } from '../metrics/summary';
import { rankProducts, surveyNotes } from '../metrics/survey';
import type { FilesStore } from './store';

/** The files of one set as a source of answers, like an API's for the same files. */
export class FilesSource implements DataSource {
  constructor(
    private readonly store: FilesStore,
    private readonly set: string,
  ) {}

  async known(etag: string | null): Promise<{ known: KnownResponse; etag: string } | 'unchanged'> {
    return answering(async () => {
      if (etag !== null && etag === (await this.store.revision(this.set))) return 'unchanged';
      const known = await this.store.known(this.set);
      return { known: { version: API_VERSION, workspace: this.set, ...known }, etag: known.revision };
    });
  }

  async metrics(subjects: readonly Subject[], question: Question): Promise<MetricsResponse> {
    return answering(async () => {
      const { revision, evidence, links } = await this.store.evidence(this.set, subjects, question);
      return { revision, answers: answer(question, subjects, evidence, links) };
    });
  }

  async summary(question: Question): Promise<SummaryResponse> {
    return answering(async () => {
      const { revision, evidence, links } = await this.store.evidence(this.set, 'all', question);
      return { revision, ...summarise(question, evidence, links) };
    });
  }

  async detail(subject: Subject, question: Question): Promise<DetailResponse | null> {
    return answering(async () => {
      const { revision, evidence, links } = await this.store.evidence(this.set, [subject], question, true);
      const found = detail(question, subject, evidence, links);
      return found && { revision, detail: found };
    });
  }

  async targets(question: Question): Promise<TargetsResponse> {
    return answering(async () => {
      const { revision, subjects } = await this.subjects();
      const { waterlines } = await surveyNotes(subjects.filter(isNote), question, this.answersTo);
      return { revision, targets: await this.store.decisions.targets(this.set), waterlines };
    });
  }

  async top(question: Question): Promise<TopResponse> {
    return answering(async () => {
      const { revision, subjects } = await this.subjects();
      const { rankings } = await surveyNotes(subjects.filter(isNote), question, this.answersTo);
      const products = await rankProducts(subjects.filter(isProduct), question, this.answersTo);
      const targets = await this.store.decisions.targets(this.set);
      return { revision, notes: rankings(targets), products: products(targets) };
    });
  }

  async setTargets(targets: Targets): Promise<void> {
    return answering(() => this.store.decisions.setTargets(this.set, targets));
  }

  async pairs(): Promise<PairsResponse> {
    return answering(() => this.store.madePairs(this.set));
  }

  async changePairs(change: PairChange): Promise<PairsResponse> {
    return answering(async () => {
      await this.store.pairs.change(this.set, change);
      return this.store.madePairs(this.set);
    });
  }

  async coverage(): Promise<CoverageResponse> {
    return answering(() => this.store.coverage(this.set));
  }

  async search(text: string): Promise<SearchResponse> {
    return answering(async () => {
      const { revision, found } = await this.store.search(this.set, searchWords(text));
      return { revision, found: found.slice(0, MAX_FOUND), more: found.length > MAX_FOUND };
    });
  }

  async marks(): Promise<MarksResponse> {
    return answering(async () => ({
      revision: await this.store.revision(this.set),
      marks: await this.store.decisions.marks(this.set),
    }));
  }

  async setMarks(wishes: MarksRequest['marks']): Promise<MarksResponse> {
    return answering(async () => ({
      revision: await this.store.revision(this.set),
      marks: await this.store.decisions.setMarks(this.set, wishes),
    }));
  }

  async calibers(): Promise<CalibersResponse> {
    return answering(() => this.store.calibers(this.set));
  }

  async declareCaliber(source: Source, caliber: 'click' | 'conversion' | null): Promise<CalibersResponse> {
    return answering(async () => {
      await this.store.decisions.declareCaliber(this.set, source, caliber);
      return this.store.calibers(this.set);
    });
  }

  private async subjects(): Promise<{ revision: string; subjects: Subject[] }> {
    const { revision, subjects } = await this.store.known(this.set);
    return { revision, subjects: Object.entries(subjects).flatMap(([kind, ids]) => ids.map((id) => `${kind}/${id}`)) };
  }

  private readonly answersTo = async (page: readonly Subject[], asked: Question) => {
    const { evidence, links } = await this.store.evidence(this.set, page, asked);
    return answer(asked, page, evidence, links);
  };
}

/** @throws SourceError `storage` when the browser does not give us the database */
async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException) throw new SourceError('storage', null, { cause: error });
    throw error;
  }
}

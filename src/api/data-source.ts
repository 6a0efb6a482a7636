import type { PairChange } from '../metrics/pairs';
import type { Question } from '../metrics/question';
import type { Source } from '../metrics/sources';
import type { Subject } from '../metrics/subjects';
import type { KnownResponse, MetricsResponse, SummaryResponse } from './contract';
import type {
  CalibersResponse,
  CoverageResponse,
  DetailResponse,
  MarksRequest,
  MarksResponse,
  PairsResponse,
  SearchResponse,
  Targets,
  TargetsResponse,
  TopResponse,
} from './contract-detail';

/** What answers about subjects: the metrics API, or the files in this browser. The background does not know which. */
export interface DataSource {
  /** The known set, or `unchanged` when `etag` is still its tag. @throws SourceError */
  known(etag: string | null): Promise<{ known: KnownResponse; etag: string } | 'unchanged'>;
  /** @throws SourceError */
  metrics(subjects: readonly Subject[], question: Question): Promise<MetricsResponse>;
  /** @throws SourceError */
  summary(question: Question): Promise<SummaryResponse>;
  /** All that is known of one subject; null for one that the source does not know. @throws SourceError */
  detail(subject: Subject, question: Question): Promise<DetailResponse | null>;
  /** The targets, and the water lines for a question. @throws SourceError */
  targets(question: Question): Promise<TargetsResponse>;
  /** Every decision mark. @throws SourceError */
  marks(): Promise<MarksResponse>;
  /** Sets these marks, takes away those that are null, and gives all. @throws SourceError */
  setMarks(marks: MarksRequest['marks']): Promise<MarksResponse>;
  /** What each source covers and lacks, and what is not mapped. @throws SourceError */
  coverage(): Promise<CoverageResponse>;
  /** The links that people made themselves, beside those of files. @throws SourceError */
  pairs(): Promise<PairsResponse>;
  /** Makes links and takes others away, and gives what there is then. @throws SourceError */
  changePairs(change: PairChange): Promise<PairsResponse>;
  /** Subjects by words of their ids and names. @throws SourceError */
  search(text: string): Promise<SearchResponse>;
  /** The best notes and products for a question. @throws SourceError */
  top(question: Question): Promise<TopResponse>;
  /** Sets these targets and no others. @throws SourceError */
  setTargets(targets: Targets): Promise<void>;
  /** Whose day the rows of sources are, and the sources that leave it open. @throws SourceError */
  calibers(): Promise<CalibersResponse>;
  /** Answers it for a source, once for all its imports; null takes the answer away. @throws SourceError */
  declareCaliber(source: Source, caliber: 'click' | 'conversion' | null): Promise<CalibersResponse>;
  /** A patch of the sites' data, unchecked, from a source that has one to give. @throws SourceError */
  sites?: () => Promise<unknown>;
}

export type SourceFault =
  | 'offline'
  | 'unreachable'
  | 'not-authorised'
  | 'not-an-api'
  | 'version'
  | 'busy'
  | 'failing'
  | 'storage';

/** Why a source did not answer; `retryAfter` in seconds where it said so. */
export class SourceError extends Error {
  constructor(
    readonly fault: SourceFault,
    readonly retryAfter: number | null = null,
    options?: ErrorOptions,
  ) {
    super(fault, options);
    this.name = 'SourceError';
  }
}

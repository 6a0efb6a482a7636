import * as v from 'valibot';
import type { PairChange } from '../metrics/pairs';
import type { Question } from '../metrics/question';
import type { Source } from '../metrics/sources';
import type { Subject } from '../metrics/subjects';
import { isLoopback } from './address';
import { readText, TooLarge } from './body';
import {
  API_VERSION,
  type KnownResponse,
  KnownResponseSchema,
  type MetricsResponse,
  MetricsResponseSchema,
  ProblemSchema,
  type SummaryResponse,
  SummaryResponseSchema,
} from './contract';
import {
  type CalibersResponse,
  CalibersResponseSchema,
  type CoverageResponse,
  CoverageResponseSchema,
  type DetailResponse,
  DetailResponseSchema,
  type MarksRequest,
  type MarksResponse,
  MarksResponseSchema,
  type PairsResponse,
  PairsResponseSchema,
  type SearchResponse,
  SearchResponseSchema,
  type Targets,
  type TargetsResponse,
  TargetsResponseSchema,
  type TopResponse,
  TopResponseSchema,
} from './contract-detail';
import { type DataSource, SourceError, type SourceFault } from './data-source';
import { queryOf } from './query';

/** Half a million known subjects fit; a 50 MB answer is refused on the way. */
const MAX_BYTES = 16 * 1024 * 1024;
const TIMEOUT_MS = 10_000;

export interface ApiOptions {
  /** As `normaliseAddress` gives it. */
  address: string;
  token: string;
  fetch?: typeof fetch;
  /** What the browser says of its network; only asked after a request has failed. */
  online?: () => boolean;
  timeoutMs?: number;
}

interface Received {
  /** What we have is still so: nothing came. */
  unchanged: boolean;
  /** It has no such subject: nothing came. */
  unknown: boolean;
  body: unknown;
  etag: string;
}

const NOTHING: Received = { unchanged: false, unknown: false, body: null, etag: '' };

/**
 * The metrics API over HTTP. Sends the token and the question, never a cookie, a referrer or a page's address,
 * and believes nothing that does not fit the contract.
 */
export class ApiSource implements DataSource {
  constructor(private readonly options: ApiOptions) {}

  async known(etag: string | null): Promise<{ known: KnownResponse; etag: string } | 'unchanged'> {
    const {
      unchanged,
      body,
      etag: tag,
    } = await this.receive('/v1/known', etag ? { headers: { 'if-none-match': etag } } : {});
    if (unchanged) return 'unchanged';
    if (isRecord(body) && typeof body.version === 'number' && body.version !== API_VERSION) {
      throw new SourceError('version');
    }
    return { known: checked(KnownResponseSchema, body), etag: tag };
  }

  async metrics(subjects: readonly Subject[], question: Question): Promise<MetricsResponse> {
    const received = await this.receive('/v1/metrics', json('POST', { subjects, ...question }));
    const response = checked(MetricsResponseSchema, received.body);
    // What is not ours is answered with null; an answer that leaves a subject out would take its number away.
    if (subjects.some((subject) => !Object.hasOwn(response.answers, subject))) throw new SourceError('version');
    // An answer under another's key would be a wrong number on a page.
    if (Object.entries(response.answers).some(([subject, answer]) => answer !== null && answer.subject !== subject)) {
      throw new SourceError('version');
    }
    return response;
  }

  async summary(question: Question): Promise<SummaryResponse> {
    const received = await this.receive(`/v1/summary?${queryOf(question)}`, {});
    return checked(SummaryResponseSchema, received.body);
  }

  async detail(subject: Subject, question: Question): Promise<DetailResponse | null> {
    const { body, unknown } = await this.receive(`/v1/subjects/${subject}?${queryOf(question)}`, {});
    if (unknown) return null;
    const response = checked(DetailResponseSchema, body);
    if (response.detail.subject !== subject) throw new SourceError('version');
    return response;
  }

  async targets(question: Question): Promise<TargetsResponse> {
    return checked(TargetsResponseSchema, (await this.receive(`/v1/targets?${queryOf(question)}`, {})).body);
  }

  async marks(): Promise<MarksResponse> {
    return checked(MarksResponseSchema, (await this.receive('/v1/marks', {})).body);
  }

  async setMarks(marks: MarksRequest['marks']): Promise<MarksResponse> {
    const received = await this.receive('/v1/marks', json('PUT', { marks }));
    return checked(MarksResponseSchema, received.body);
  }

  async coverage(): Promise<CoverageResponse> {
    return checked(CoverageResponseSchema, (await this.receive('/v1/coverage', {})).body);
  }

  async pairs(): Promise<PairsResponse> {
    return checked(PairsResponseSchema, (await this.receive('/v1/map/pairs', {})).body);
  }

  async changePairs(change: PairChange): Promise<PairsResponse> {
    return checked(PairsResponseSchema, (await this.receive('/v1/map/pairs', json('PATCH', change))).body);
  }

  async search(text: string): Promise<SearchResponse> {
    return checked(
      SearchResponseSchema,
      (await this.receive(`/v1/search?${new URLSearchParams({ q: text })}`, {})).body,
    );
  }

  async top(question: Question): Promise<TopResponse> {
    return checked(TopResponseSchema, (await this.receive(`/v1/top?${queryOf(question)}`, {})).body);
  }

  async setTargets(targets: Targets): Promise<void> {
    await this.receive('/v1/targets', json('PUT', { targets }));
  }

  async calibers(): Promise<CalibersResponse> {
    return checked(CalibersResponseSchema, (await this.receive('/v1/calibers', {})).body);
  }

  async declareCaliber(source: Source, caliber: 'click' | 'conversion' | null): Promise<CalibersResponse> {
    const received = await this.receive('/v1/calibers', json('PUT', { calibers: { [source]: caliber } }));
    return checked(CalibersResponseSchema, received.body);
  }

  /** What the API knows of the sites that this release may not; checked by whoever applies it. */
  readonly sites = async (): Promise<unknown> => (await this.receive('/v1/sites', {})).body;

  /** One request and its whole answer under one time limit. */
  private async receive(path: string, init: { method?: string; headers?: Record<string, string>; body?: string }) {
    const { address, token } = this.options;
    const url = new URL(address + path);
    // No header can carry it, so no API has made it; `fetch` would call that a network failure.
    if (!/^[\x21-\x7e]+$/.test(token)) throw new SourceError('not-authorised');
    try {
      const response = await (this.options.fetch ?? fetch)(url.href, {
        ...init,
        headers: { accept: 'application/json', authorization: `Bearer ${token}`, ...init.headers },
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        // A redirect would carry the token to an address that nobody has typed.
        redirect: 'manual',
        signal: AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS),
      });
      return await accepted(response, init.headers?.['if-none-match'] !== undefined);
    } catch (cause) {
      if (cause instanceof SourceError) throw cause;
      throw new SourceError(this.faultOf(cause, url), null, { cause });
    }
  }

  /** What a request that brought no answer has failed on: `fetch` does not tell a refused connection from a cut one. */
  private faultOf(cause: unknown, url: URL): SourceFault {
    if (cause instanceof TooLarge) return 'not-an-api';
    const online = this.options.online ?? (() => navigator.onLine);
    return isLoopback(url) || online() ? 'unreachable' : 'offline';
  }
}

function json(method: string, body: object) {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** The answer of a response that is one. @throws SourceError by its status or its form */
async function accepted(response: Response, conditional: boolean): Promise<Received> {
  if (response.status === 304 && conditional) return { ...NOTHING, unchanged: true };
  if (response.ok) {
    const body = parsed(response, await readText(response, MAX_BYTES));
    return { ...NOTHING, body, etag: response.headers.get('etag') ?? '' };
  }
  const retryAfter = retryAfterOf(response);
  const { status } = response;
  if (status === 401 || status === 403) throw await given(response, 'not-authorised', null);
  if (status === 429) throw await given(response, 'busy', retryAfter);
  if (status === 408 || status >= 500) throw await given(response, 'failing', retryAfter);
  // Our API says in a problem document why it refuses a question: it and this extension are of different ages.
  const problem = response.type === 'opaqueredirect' ? null : asJson(await readText(response, MAX_BYTES));
  if (!v.is(ProblemSchema, problem)) throw new SourceError('not-an-api');
  if (problem.code === 'server_subject_unknown') return { ...NOTHING, unknown: true };
  throw new SourceError('version');
}

/** The fault of a response whose body does not matter. */
async function given(response: Response, fault: SourceFault, retryAfter: number | null): Promise<SourceError> {
  await response.body?.cancel();
  return new SourceError(fault, retryAfter);
}

/** Seconds, from a number of seconds or a date; null where it says neither. */
function retryAfterOf(response: Response): number | null {
  const said = response.headers.get('retry-after')?.trim();
  if (!said) return null;
  if (/^\d+$/.test(said)) return Number(said);
  const seconds = Math.ceil((Date.parse(said) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}

/** @throws SourceError: JSON that breaks off is an API in trouble, anything else no API */
function parsed(response: Response, text: string): unknown {
  const body = asJson(text);
  if (body !== undefined) return body;
  throw new SourceError(/json/i.test(response.headers.get('content-type') ?? '') ? 'failing' : 'not-an-api');
}

/** @throws SourceError: what names a revision is our API of another age, the rest is none */
function checked<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  throw new SourceError(isRecord(body) && typeof body.revision === 'string' ? 'version' : 'not-an-api');
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

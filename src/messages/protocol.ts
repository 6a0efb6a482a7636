import type { BadgeChoice } from '../metrics/badge-choices';
import type { Calibers } from '../metrics/calibers';
import type { Coverage } from '../metrics/coverage-report';
import type { Day } from '../metrics/days';
import type { Detail } from '../metrics/detail';
import type { DecisionMark, MarkWish } from '../metrics/marks';
import type { FoundSubject } from '../metrics/named';
import type { PairChange, Pairs } from '../metrics/pairs';
import type { Answer, Cell, Question, Summary } from '../metrics/question';
import type { Top } from '../metrics/ranking';
import type { Source } from '../metrics/sources';
import type { Platform, Subject } from '../metrics/subjects';
import type { Bars, Verdicts } from '../metrics/verdicts';
import type { BadgeModel, CardModel } from './drawn';
import type { Outline } from './outline';

/**
 * The typed questions between pages and the background. One map: a question's name gives the type of its
 * request and of its answer. The first part is what a content script on a known site and the extension's own pages may
 * ask, the second only a content script, the third only the extension's own pages.
 */
export interface SubjectQuestions {
  /** All that is known of one subject; null where it is not of the active connection. */
  detail: { request: { subject: Subject }; answer: DetailAnswer | null };
  /** Sets the decision on a subject, or with null takes it away; `ok` when the source has it. */
  mark: { request: { subject: Subject; mark: MarkWish | null }; answer: { status: Status } };
  /**
   * Answers whose day a source's rows are, once for all its imports, in the connection with this id: in no other, should
   * that be the active one by now. Null takes the answer away.
   */
  declareCaliber: {
    request: { connection: string; source: Source; caliber: 'click' | 'conversion' | null };
    answer: { status: Status };
  };
  /** Shows a subject's own page in a new tab; whether it has one and is ours. */
  open: { request: { subject: Subject }; answer: { opened: boolean } };
}

export interface ContentQuestions {
  /** Asked once per page life, only when the local switch says that a source is set. */
  hello: { request: { url: string }; answer: PageSetup };
  /**
   * One screenful, as it is drawn. Subjects that are not of the active connection are null and were asked of nobody.
   * `awaited`: some are not what the source would say now; whoever is to tell that it has said more may die before.
   */
  badges: {
    request: { subjects: Subject[] };
    answer: { badges: Record<Subject, BadgeModel | null>; awaited: boolean };
  };
  /** All that is known of one subject, as it is drawn; null where it is not of the active connection. */
  card: { request: { subject: Subject }; answer: CardModel | null };
  /** What is on this page now, for the popup and the toolbar. */
  present: { request: { subjects: Subject[]; drawn: number } & PageFinding; answer: null };
}

export interface PageQuestions {
  state: { request: null; answer: State };
  connect: { request: { name: string; address: string; token: string }; answer: State };
  /** Forgets the active connection, or the one with this id. */
  disconnect: { request: { id: string } | null; answer: State };
  /** Makes a set of files of this browser the active connection. */
  connectFiles: { request: { id: string; name: string }; answer: State };
  /** Files were imported into a set or taken back from it. */
  filesChanged: { request: { id: string }; answer: State };
  /** Makes another connection the active one. */
  switchTo: { request: { id: string }; answer: State };
  /** Asks the API now, with the given or the stored address and token, and says how it went. Stores nothing. */
  test: {
    request: { address: string; token?: string };
    answer: { status: Status; workspace?: string; subjects?: number };
  };
  summary: { request: { range: RangeChoice }; answer: SummaryAnswer };
  /**
   * What is known of these subjects, asked for where it is not at hand; null for what is not the connection's own.
   * `wide`: with the numbers that tables have beside the badge's.
   */
  answers: { request: { subjects: Subject[]; wide: boolean }; answer: MetricsAnswer & { connection: string | null } };
  /** The connection's tasks, those with the largest ids first, and how many there are beside these. */
  tasks: { request: null; answer: { tasks: Subject[]; left: number } };
  /** The whole connection on other days, with a few of a summary's numbers; null where nothing was had. */
  periods: {
    request: { periods: { from: Day; to: Day }[] };
    answer: { connection: string | null; cells: (Cell[] | null)[] };
  };
  /** What each source covers and what to export next; null where nothing was had. */
  coverage: { request: null; answer: { connection: string | null; coverage: Coverage | null } };
  /** The best notes and products over the settings' range; null where nothing was had. */
  top: { request: null; answer: { connection: string | null; top: Top | null } };
  /**
   * Says which note or task belongs to which product, or takes that back, in the connection with this id: in no other,
   * should that be the active one by now. Null asks for nothing to be changed. `pairs` are those that people made
   * themselves, null where the source did not answer, and why is the status.
   */
  pairs: {
    request: ({ connection: string } & PairChange) | null;
    answer: { connection: string | null; status: Status; pairs: Pairs | null };
  };
  /** Subjects by words of their ids and names, `more` when there are more; null where the source did not answer. */
  search: {
    request: { text: string };
    answer: { connection: string | null; found: FoundSubject[] | null; more: boolean };
  };
  /** What numbers are held against, as the user has set it; null where the source did not answer. */
  targets: { request: null; answer: { targets: Bars['targets'] | null } };
  /** Sets these targets and no others. */
  setTargets: { request: { targets: Bars['targets'] }; answer: { status: Status } };
  /** Whose day the rows of sources are, and the sources that leave it open; null where the source did not answer. */
  calibers: {
    request: null;
    answer: { connection: string | null; calibers: { calibers: Calibers; open: Source[] } | null };
  };
  /** How many answers of sources are kept; `clear` forgets them first. Nothing that the user made is among them. */
  cache: { request: { clear: boolean }; answer: { records: number } };
  /** What pasted lines name; blank ones are passed over. */
  pasted: { request: { text: string }; answer: { lines: PastedLine[]; left: number } };
  /** What one pasted text names, whosever it is: a link, a note's id or a subject's key. */
  named: {
    request: { text: string };
    answer: { subject: Subject; problem: null } | { subject: null; problem: 'short' | 'which-shop' | 'unreadable' };
  };
  /** What the content script of a tab last reported, with the answers from the cache. */
  onPage: {
    request: { tabId: number };
    answer: ({ connection: string | null; url: string; recognised: number; answers: Answered[] } & PageFinding) | null;
  };
  settings: { request: Partial<Settings>; answer: State };
  /** What was pasted to know the sites by; null asks for nothing to be changed. */
  sitePatch: { request: { text: string | null }; answer: { text: string; problem: PatchProblem | null } };
}

export type Questions = SubjectQuestions & ContentQuestions & PageQuestions;
export type QuestionName = keyof Questions;
export type Request<K extends QuestionName> = Questions[K]['request'];
export type Reply<K extends QuestionName> = Questions[K]['answer'];

/**
 * What became of a page. `nothing`: its kind promises notes or products and none was found, so that the site may
 * have changed; `looking`: it is too early to say; `not-expected`: a page of no kind that promises any.
 */
export interface PageFinding {
  /** What the page is by its address: `feed`, `note`, `item`, … */
  kind: string;
  recognition: 'recognised' | 'nothing' | 'looking' | 'not-expected';
}

/** A pasted line, by its number; its text is cut short where it names no subject of ours. */
export interface PastedLine {
  line: number;
  text: string;
  subject: Subject | null;
  problem: 'short' | 'which-shop' | 'unreadable' | 'duplicate' | 'not-ours' | null;
}

/** Why a patch of the sites' data is not taken. */
export interface PatchProblem {
  /** The place in it, such as `sites.xhs.links.0.hosts.1`; '' for the whole. */
  where: string;
  /** What stands there, in short. */
  found: string;
}

/** What the extension's own pages may ask a tab's content script, through `tabs.sendMessage`; a failure is a throw. */
export interface TabQuestions {
  /** Whether there is a script at all, and whether it looks for anything: it says so before it has found any. */
  here: { request: null; answer: 'looking' | 'off' };
  /** The page's elements for a report of its structure, without any text. */
  structure: { request: null; answer: Outline };
  /** Scrolls to where a subject is; false where it is no longer on the page. */
  show: { request: Subject; answer: boolean };
}

export type TabMessage = {
  [K in keyof TabQuestions]: { question: K; request: TabQuestions[K]['request'] };
}[keyof TabQuestions];

/** What is sent: a question's name and its request. What is not of this shape is somebody else's and stays unanswered. */
export interface Message<K extends QuestionName = QuestionName> {
  question: K;
  request: Request<K>;
}

/** Why there is no answer: this sender may not ask it, the request is malformed, or the background itself failed. */
export type Refusal = 'not-allowed' | 'bad-request' | 'failed';

/** What crosses the boundary. Errors are values: a throw would lose its kind. */
export type Envelope<T> = { ok: true; value: T } | { ok: false; code: Refusal };

/** The non-secret switches, as keys of `storage.local`: a page learns from them without waking the background. */
export interface Switches {
  /** Whether a data source is set. */
  source: boolean;
  enabled: boolean;
  /** Pages are read and nothing is drawn on them. */
  quiet: boolean;
  /**
   * Changes when anything drawn may have become untrue: another connection, another setting, newer numbers,
   * a source that answers again. A page that sees it change says `hello`, asks again and reports what is
   * `present` again.
   */
  epoch: number;
}

/** The choices of the popup; made absolute by the background against the connection's as-of. */
export type RangeChoice = 7 | 15 | 30 | 'publication';

/** `Locale` of text/, which a content script does not carry. */
export type Language = 'zh_CN' | 'zh_TW' | 'en';

export interface Settings {
  enabled: boolean;
  /** Nothing is drawn on any page; what is on it is shown in the popup and the panel. */
  quiet: boolean;
  /** The sites where nothing is drawn, by `Site.id`. */
  off: Platform[];
  language: 'auto' | Language;
  /** What a badge shows on each site, in this order. */
  badge: Record<Platform, BadgeChoice[]>;
  range: RangeChoice;
  window: Question['window'];
  caliber: Question['caliber'];
  costScope: Question['costScope'];
}

/** How the active connection is doing. `ok` is fresh; every other one has a sentence of what to do. */
export type Status =
  | 'none' // no data source set
  | 'ok'
  | 'offline' // the browser has no network
  | 'bad-address' // not a web address at all
  | 'unreachable' // nothing answers at the address
  | 'not-authorised' // wrong or missing token
  | 'not-an-api' // something answers that is no GrassLens API
  | 'version' // the API is too old or too new
  | 'busy' // rate limited
  | 'failing' // the API answers with errors
  | 'storage'; // the browser does not open the extension's own storage

/** A connection as pages show it: never its token. */
export interface ShownConnection {
  id: string;
  kind: 'api' | 'files';
  name: string;
  /** Empty where it is files. */
  address: string;
  workspace: string;
  /** By an administrator's policy: people cannot change or remove it. */
  managed?: true;
}

/** What is wrong with an administrator's policy: the place in it and, unless it is missing or secret, what stands there. */
export interface PolicyProblem {
  where: string;
  found: string | null;
}

export interface State {
  connection: ShownConnection | null;
  /** All that may be switched to, the active one among them. */
  connections: Pick<ShownConnection, 'id' | 'kind' | 'name'>[];
  status: Status;
  /** When the last good answer came, ms since 1970. */
  lastGood: number | null;
  /** When the source is asked again after a fault, ms since 1970; null where nothing is waited for. */
  retryAt: number | null;
  settings: Settings;
  /** Why an administrator's policy is not taken. */
  policyProblem?: PolicyProblem;
}

/** What a page needs before it draws anything. */
export interface PageSetup {
  /** False also where only this page's site is switched off. */
  enabled: boolean;
  connection: string;
  locale: Language;
  /** What a badge says while newer numbers are asked for. */
  waiting: BadgeModel;
  /** The badges' style sheet: pages with nothing to draw carry none. */
  style: string;
}

/**
 * `fresh`, `stale` (the last good number, with its age; where the status is `ok` a newer one is on its way), `failed`:
 * no number and why. `loading` never leaves a page.
 */
export type Freshness = 'fresh' | 'stale' | 'failed';

/** One subject's answer as a page gets it. */
export interface Answered {
  subject: Subject;
  freshness: Freshness;
  status: Status;
  fetchedAt: number | null;
  answer: Answer | null;
  mark: DecisionMark | null;
  /** Good, bad or neither, and why: computed here once, for every surface. */
  verdicts: Verdicts;
}

/** The detail of one subject as a page gets it. */
export interface DetailAnswer {
  subject: Subject;
  freshness: Freshness;
  status: Status;
  fetchedAt: number | null;
  detail: Detail | null;
  mark: DecisionMark | null;
  verdicts: Verdicts;
}

export interface MetricsAnswer {
  /** null: not ours, draw nothing. */
  answers: Record<Subject, Answered | null>;
}

export interface SummaryAnswer {
  /** Whose numbers these are, by the connection's id: they stand under no other's name. */
  connection: string | null;
  status: Status;
  freshness: Freshness;
  fetchedAt: number | null;
  /** The connection's revision and latest covered day. */
  asOf: string | null;
  summary: Summary | null;
}

import { SourceError } from '../api/data-source';
import type { MetricsAnswer, RangeChoice, Reply, Request } from '../messages/protocol';
import type { Coverage } from '../metrics/coverage-report';
import type { MeasureKey } from '../metrics/measures';
import { pageOf } from '../metrics/model/own-page';
import type { Summary } from '../metrics/question';
import type { Top } from '../metrics/ranking';
import type { Subject } from '../metrics/subjects';
import { declarationAt } from '../sites/declarations';
import { badgeWords, type Locale, localeFor, sayIn } from '../text/text';
import { badgeModel } from '../ui/badge-model';
import { BADGE_STYLE } from '../ui/badge-style';
import { cardModel } from '../ui/card/model';
import type { CardSetup } from '../ui/card/rows';
import type { Answers } from './answers';
import type { Cache } from './cache';
import type { KnownRecord } from './cache-schema';
import type { Connecting } from './connecting';
import type { Connections } from './connections';
import type { Decisions } from './decisions';
import type { Details } from './details';
import type { BrowserFace, Clock, Connection, SourceFor } from './face';
import type { Asking } from './fetcher';
import type { Health } from './health';
import type { Known } from './known';
import { isKnown, type KnownSet, lastOfKind } from './known-set';
import { readNamed, readPasted } from './pasted';
import { inPatience, patience } from './patience';
import type { Presences } from './presence';
import { absoluteQuestion, cacheForm } from './ranges';
import type { ContentHandlers, PageHandlers, SubjectHandlers, WholeQuestion } from './router';
import type { SettingsStore } from './settings';
import type { SitePatches } from './site-patches';
import type { WholeAnswers } from './whole-answers';

const TASK_KINDS = ['taobao/task', 'jd/task'] as const;
/** Tasks listed of each platform. */
const MOST_TASKS = 200;

/** All that answering takes. */
export interface Parts {
  connections: Connections;
  connecting: Connecting;
  known: Known;
  answers: Answers;
  /** The same with the numbers that tables have beside the badge's. */
  tableAnswers: Answers;
  details: Details;
  decisions: Decisions;
  summaries: WholeAnswers<Summary>;
  tops: WholeAnswers<Top>;
  coverages: WholeAnswers<Coverage>;
  health: Health;
  presences: Presences;
  cache: Cache;
  settings: SettingsStore;
  sitePatches: SitePatches;
  sourceFor: SourceFor;
  tabs: BrowserFace['tabs'];
  clock: Clock;
  uiLanguage: () => string;
  /** After a change of settings. */
  onSettings: () => Promise<void>;
}

/** The locale to speak in. */
export async function localeOf(parts: Pick<Parts, 'settings' | 'uiLanguage'>): Promise<Locale> {
  const { language } = await parts.settings.get();
  return language === 'auto' ? localeFor(parts.uiLanguage()) : language;
}

/** The locale and the words to draw with. */
async function speaking(parts: Parts): Promise<{ locale: Locale; words: Record<string, string> }> {
  const locale = await localeOf(parts);
  return { locale, words: badgeWords(locale) };
}

/** What a connection is called, where there are others that numbers could be of. */
async function nameToSay({ connections }: Parts, id: string | null): Promise<string | null> {
  // A browser that cannot read them does not take the numbers away.
  const all = await connections.list().catch(() => []);
  return all.length > 1 ? (all.find((one) => one.id === id)?.name ?? null) : null;
}

type Days = Request<'periods'>['periods'][number];

/** What to ask a connection over a range (the settings' own where none is chosen), and where the cache keeps it. */
export async function askingOf(
  { settings, sourceFor }: Pick<Parts, 'settings' | 'sourceFor'>,
  connection: Connection,
  { to }: KnownRecord,
  { range, days, measures }: { range?: RangeChoice; days?: Days; measures?: readonly MeasureKey[] } = {},
): Promise<Asking> {
  const chosen = await settings.get();
  const question = {
    ...absoluteQuestion(chosen, range ?? chosen.range, to),
    ...(days && { range: days }),
    ...(measures && { measures: [...measures] }),
  };
  return { scope: { connection: connection.id, ...cacheForm(question) }, source: sourceFor(connection), question };
}

/** Answers of the active connection, and which that is; null about everything where there is none. */
async function answersOf(parts: Parts, subjects: Subject[], wide: boolean): Promise<Reply<'answers'>> {
  const connection = await parts.connections.active();
  if (!connection) return { connection: null, answers: noneOf(subjects) };
  const { answers } = await (wide ? parts.tableAnswers : parts.answers).metrics(connection, subjects);
  // Left meanwhile: its numbers are not shown under another's name.
  const isLeft = (await parts.connections.active())?.id !== connection.id;
  return isLeft ? answersOf(parts, subjects, wide) : { connection: connection.id, answers };
}

function noneOf(subjects: readonly Subject[]): MetricsAnswer['answers'] {
  return Object.fromEntries(subjects.map((subject) => [subject, null]));
}

/** What is the active connection's own; null where there is none, or it has not said. */
async function knownSet({ connections, known }: Parts): Promise<KnownSet | null> {
  const connection = await connections.active();
  return connection && ((await known.current(connection))?.set ?? null);
}

/** What pages of known sites and our own get about subjects. */
export function subjectHandlers(parts: Parts): SubjectHandlers {
  const { connections, known, details, decisions, health, sourceFor, tabs } = parts;

  /** The connection's set, if the subject is in it. */
  async function knowing(connection: Connection, subject: Subject): Promise<KnownRecord | null> {
    const record = await known.atHand(connection);
    return record && isKnown(record.set, subject) ? record : null;
  }

  return {
    async detail({ subject }) {
      const connection = await connections.active();
      if (!connection) return null;
      const answer = await details.detail(connection, subject);
      return (await connections.active())?.id === connection.id ? answer : this.detail({ subject });
    },
    async mark({ subject, mark }) {
      const connection = await connections.active();
      const record = connection && (await knowing(connection, subject));
      if (!record) return { status: 'none' };
      const asking = await askingOf(parts, connection, record);
      return { status: await decisions.mark(connection, asking, subject, mark) };
    },
    async declareCaliber({ connection: of, source, caliber }) {
      const connection = await connections.active();
      if (connection?.id !== of) return { status: 'none' };
      try {
        await health.run(() => sourceFor(connection).declareCaliber(source, caliber), 'decisions');
      } catch (error) {
        if (error instanceof SourceError) return { status: error.fault };
        throw error;
      }
      // Every number may be another now.
      await known.refresh(connection).catch(() => undefined);
      return { status: 'ok' };
    },
    async open({ subject }) {
      const connection = await connections.active();
      const url = connection && (await knowing(connection, subject)) ? pageOf(subject) : null;
      if (url !== null) await tabs.create({ url });
      return { opened: url !== null };
    },
  };
}

/** What a content script gets besides. */
export function contentHandlers(parts: Parts, subjects: SubjectHandlers): ContentHandlers {
  const { connections, known, health, presences, settings, summaries, clock } = parts;

  /**
   * What the popup's summary says of the whole connection, if it is new: it would stand among others' numbers without
   * its age. A card does not wait long for it, the next one has it; and a source in trouble is not asked for it,
   * because a badge is worth more.
   */
  async function unattributedOf(connection: Connection): Promise<CardSetup['unattributed']> {
    if ((await health.get()).failures > 0) return null;
    const whole = summaries.get(connection, (record) => askingOf(parts, connection, record));
    const given = await inPatience(whole, patience(clock), () => undefined);
    if (given?.freshness !== 'fresh') return null;
    const cell = given.answer?.cells.find(({ figures }) => figures.unattributed);
    const figure = cell?.figures.unattributed;
    return cell && figure?.state === 'known' ? { figure, range: cell.range } : null;
  }

  return {
    async hello(_request, { url }) {
      const { enabled, off } = await settings.get();
      const setup = await speaking(parts);
      const site = declarationAt(url)?.id;
      return {
        enabled: enabled && !(site && off.includes(site)),
        connection: (await connections.active())?.name ?? '',
        locale: setup.locale,
        waiting: badgeModel({ kind: 'loading' }, setup, 0),
        style: BADGE_STYLE,
      };
    },
    async badges({ subjects }, { url }) {
      const { enabled, badge } = await settings.get();
      const { answers, connection } = enabled
        ? await answersOf(parts, subjects, false)
        : { answers: noneOf(subjects), connection: null };
      const chosen = badge[declarationAt(url)?.id ?? 'xhs'];
      const setup = { ...(await speaking(parts)), chosen, connection: await nameToSay(parts, connection) };
      const drawn = Object.entries(answers).map(([subject, answered]) => [
        subject,
        answered && badgeModel({ kind: 'answered', answered }, setup, parts.clock.now()),
      ]);
      const awaited = Object.values(answers).some((one) => one !== null && one.freshness !== 'fresh');
      return { badges: Object.fromEntries(drawn), awaited };
    },
    async card({ subject }, asker) {
      const before = await connections.active();
      const answer = await subjects.detail({ subject });
      const unattributed = answer && before && (await unattributedOf(before));
      // Left meanwhile: these numbers would stand under another's name.
      if ((await connections.active())?.id !== before?.id) return this.card({ subject }, asker);
      const { costScope } = await settings.get();
      const locale = await localeOf(parts);
      const connection = await nameToSay(parts, before?.id ?? null);
      const of = { connectionId: before?.id ?? '', connection };
      const setup = { locale, say: sayIn(locale), costScope, ...of, unattributed };
      return answer && cardModel(answer, setup, parts.clock.now());
    },
    async present({ subjects, drawn, kind, recognition }, { tabId, url }) {
      const connection = await connections.active();
      const set = connection && (await known.atHand(connection))?.set;
      const ours = set ? subjects.filter((subject) => isKnown(set, subject)) : [];
      const { status } = connection ? await health.get() : ({ status: 'none' } as const);
      const presence = { tabId, url: url.href, recognised: subjects.length, ours, drawn, kind, recognition };
      await presences.report(presence, status, await localeOf(parts));
      return null;
    },
  };
}

/** What the extension's own pages get besides. */
export function pageHandlers(parts: Parts): Omit<PageHandlers, WholeQuestion> {
  const { connections, connecting, answers, summaries, presences, settings } = parts;
  return {
    state: () => connecting.state(),
    connect: (wish) => connecting.connect(wish),
    disconnect: (wish) => connecting.disconnect(wish?.id),
    connectFiles: (wish) => connecting.connectFiles(wish),
    filesChanged: ({ id }) => connecting.filesChanged(id),
    switchTo: ({ id }) => connecting.switchTo(id),
    test: (wish) => connecting.test(wish),
    async summary({ range }) {
      const connection = await connections.active();
      if (!connection) {
        return { connection: null, status: 'none', freshness: 'failed', fetchedAt: null, asOf: null, summary: null };
      }
      const { answer, ...given } = await summaries.get(connection, (record) =>
        askingOf(parts, connection, record, { range }),
      );
      return { connection: connection.id, ...given, summary: answer };
    },
    answers: ({ subjects, wide }) => answersOf(parts, subjects, wide),
    async tasks() {
      const set = await knownSet(parts);
      const tasks: Subject[] = [];
      let left = 0;
      for (const kind of TASK_KINDS) {
        const { ids, all } = set ? lastOfKind(set, kind, MOST_TASKS) : { ids: [], all: 0 };
        tasks.push(...ids.map((id) => `${kind}/${id}`));
        left += all - ids.length;
      }
      return { tasks, left };
    },
    async pasted({ text }) {
      const set = await knownSet(parts);
      return readPasted(text, (subject) => set !== null && isKnown(set, subject));
    },
    async named({ text }) {
      return readNamed(text);
    },
    async onPage({ tabId }) {
      const presence = await presences.onTab(tabId);
      if (!presence) return null;
      const connection = await connections.active();
      const { url, recognised, kind, recognition, ours } = presence;
      const at = connection ? await answers.atHand(connection, ours) : [];
      return { connection: connection?.id ?? null, url, recognised, kind, recognition, answers: at };
    },
    async sitePatch({ text }) {
      const problem = text === null ? null : await parts.sitePatches.paste(text);
      return { text: await parts.sitePatches.pasted(), problem };
    },
    async settings(some) {
      await settings.change(some);
      await parts.onSettings();
      return connecting.state();
    },
  };
}

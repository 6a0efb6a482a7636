import { TABLE_MEASURES } from '../metrics/question';
import { Answers } from './answers';
import { openCache } from './cache';
import { type KnownRecord, RECORD_STORES } from './cache-schema';
import { Connecting } from './connecting';
import { Connections } from './connections';
import { Decisions } from './decisions';
import { Details } from './details';
import type { BrowserFace, Clock, Connection, SourceFor } from './face';
import { Fetcher } from './fetcher';
import { Health } from './health';
import { Known } from './known';
import { Policies } from './policy';
import { Presences } from './presence';
import { askingOf, contentHandlers, localeOf, pageHandlers, subjectHandlers } from './questions';
import { createRouter } from './router';
import { SettingsStore } from './settings';
import { SitePatches } from './site-patches';
import { wholeHandlers } from './whole';
import { WholeAnswers } from './whole-answers';

const MINUTE = 60_000;
/** Looks for news; Chrome wakes a worker no sooner than half a minute from now. */
const REFRESH = { name: 'refresh', minutes: 5 };
const RETRY = { name: 'retry', soonest: 30_000 };
const PRUNE = { name: 'prune', minutes: 60 };
/** How far back something counts as seen lately, and how much of it is refreshed before it is asked for. */
const SEEN_LATELY = { ms: 24 * 60 * MINUTE, most: 200 };
/** After so long a worker looks for what the one before it has left undone, ms: who has woken it goes before. */
const SETTLED_MS = 1_000;
const MOST_RECORDS = { answers: 20_000, summaries: 200, tops: 50, coverages: 10, details: 500 };

export interface WorkerOptions {
  browser: BrowserFace;
  clock: Clock;
  sourceFor: SourceFor;
  /** Calls back when the browser's network is there again. */
  onOnline: (listener: () => void) => void;
}

/**
 * The background worker. It dies at any moment and wakes to an event, so every listener is registered before this
 * returns and nothing is remembered that is not in some storage.
 */
export function startWorker({ browser, clock, sourceFor, onOnline }: WorkerOptions): void {
  const policies = new Policies(browser.storage.managed);
  const settings = new SettingsStore(browser.storage.local, clock.now, async () => (await policies.current()).defaults);
  const connections = new Connections(browser.storage.session, clock.now);
  const cache = openCache(clock.now);
  const health = new Health(browser.storage.session, clock);
  const known = new Known(cache, sourceFor, health, clock);
  const fetcher = new Fetcher(cache.answers, health, clock, (connection, revision) =>
    inBackground(known.outrun(connection, revision)),
  );
  const asking = (connection: Connection, record: KnownRecord) => askingOf({ settings, sourceFor }, connection, record);
  const decisions = new Decisions(cache, health, clock);
  const answers = new Answers(cache.answers, fetcher, known, health, decisions, clock, asking);
  const tableAnswers = new Answers(cache.answers, fetcher, known, health, decisions, clock, (connection, record) =>
    askingOf({ settings, sourceFor }, connection, record, { measures: TABLE_MEASURES }),
  );
  const details = new Details(cache.details, known, health, decisions, clock, asking);
  const summaries = new WholeAnswers('summary', cache.summaries, known, health, clock, async ({ source, question }) => {
    const { revision, ...answer } = await source.summary(question);
    return { revision, answer };
  });
  const tops = new WholeAnswers('top', cache.tops, known, health, clock, async ({ source, question }) => {
    const { revision, ...answer } = await source.top(question);
    return { revision, answer };
  });
  const coverages = new WholeAnswers('coverage', cache.coverages, known, health, clock, async ({ source }) => {
    const { revision, ...answer } = await source.coverage();
    return { revision, answer };
  });
  const sitePatches = new SitePatches(browser.storage.local, clock.now);
  const presences = new Presences(browser.storage.session, browser.action, clock.now);
  const connecting = new Connecting(
    connections,
    known,
    health,
    fetcher,
    decisions,
    cache,
    settings,
    sourceFor,
    policies,
  );
  const uiLanguage = () => browser.i18n.getUILanguage();

  const news = () => inBackground(tell());
  known.onNews = news;
  answers.onLate = news;
  tableAnswers.onLate = news;
  details.onLate = news;
  decisions.onNews = news;
  for (const whole of [summaries, tops, coverages]) whole.onLate = news;
  health.onChange = (status) => {
    news();
    inBackground(paint());
    if (status === 'ok') inBackground(browser.alarms.clear(RETRY.name));
  };
  connections.onDown = (down) => {
    inBackground(paint());
    if (!down) news();
  };
  health.onPause = (ms) => {
    const at = clock.now() + Math.max(ms, RETRY.soonest);
    inBackground(Promise.resolve(browser.alarms.create(RETRY.name, { when: at })));
    // The alarm is for a worker that has died by then.
    retryIn(ms);
  };
  // One that has woken in a short pause goes on counting.
  inBackground(health.retryAt().then((at) => at !== null && retryIn(at - clock.now())));
  connecting.onSwitch = async () => {
    await sitePatches.forgetFetched();
    await presences.forget(await localeOf({ settings, uiLanguage }));
    await paint();
    await tell();
    await setAlarms();
    inBackground(decide());
  };

  /** What pages have to know of: when it is another, what they draw may be untrue. */
  async function standing(): Promise<string | null> {
    const connection = await connections.active();
    const record = connection && (await known.atHand(connection));
    const { status, failures } = await health.get();
    return record && [record.connection, record.revision, record.to, status, failures === 0].join(' ');
  }

  /** Tells pages, and keeps of what: a worker may learn something and die before it has told. */
  async function tell(): Promise<void> {
    const told = await standing().catch(() => null);
    await settings.news();
    await browser.storage.session.set({ told });
  }

  /** Does what a worker before this one has died over, and sees to the alarms, which browsers may lose. */
  async function resume(): Promise<void> {
    await setAlarms();
    const { told } = await browser.storage.session.get('told');
    const now = await standing();
    if (now !== null && told !== now) await tell();
  }

  /** What was decided is asked for before a page waits for it. */
  async function decide(): Promise<void> {
    const connection = await served();
    const record = connection && (await known.atHand(connection));
    if (record) await decisions.current(connection, await asking(connection, record), record);
  }

  function retryIn(ms: number): void {
    if (ms < RETRY.soonest) clock.after(ms + 1, () => inBackground(refresh()));
  }

  /** The toolbar's error mark, or its absence. */
  async function paint(): Promise<void> {
    const { status } = await connecting.state();
    await presences.say(status, await localeOf({ settings, uiLanguage }));
  }

  /** The connection that is to be looked after without being asked, if any. */
  async function served() {
    return (await settings.get()).enabled ? connections.active() : null;
  }

  async function setAlarms(): Promise<void> {
    const wanted = (await served()) !== null;
    for (const { name, minutes } of [REFRESH, PRUNE]) {
      const there = Boolean(await browser.alarms.get(name));
      if (wanted && !there) await browser.alarms.create(name, { periodInMinutes: minutes });
      if (!wanted && there) await browser.alarms.clear(name);
    }
    if (!wanted) await browser.alarms.clear(RETRY.name);
  }

  /** Asks whether anything has changed, and if so for what was seen lately. */
  async function refresh(): Promise<void> {
    const connection = await served();
    if (!connection) return;
    await known.refresh(connection);
    const { sites } = sourceFor(connection);
    if (sites) inBackground(sitePatches.refresh(sites));
    await answers.refreshSeen(connection, clock.now() - SEEN_LATELY.ms, SEEN_LATELY.most);
    await decide();
  }

  async function prune(): Promise<void> {
    const connection = await connections.active();
    await cache.keepOnly(connection?.id ?? null);
    for (const name of RECORD_STORES) await cache[name].prune(MOST_RECORDS[name]);
  }

  /**
   * Does what the policy says. A browser that has just started may not know yet what it says: what is there is taken
   * away only when it says so later, or has changed.
   */
  async function obey(started: boolean): Promise<void> {
    const { connection, problem } = await policies.current();
    if (problem === null && (connection !== null || !started)) await connecting.manage(connection);
    await settings.change({});
  }

  /** After the browser or the extension has started: what is said elsewhere is made to agree with what is stored. */
  async function settle(): Promise<void> {
    await obey(true);
    await settings.setSource(async () => (await connections.active()) !== null);
    await paint();
    await setAlarms();
  }

  const parts = {
    connections,
    connecting,
    known,
    answers,
    tableAnswers,
    details,
    decisions,
    summaries,
    tops,
    coverages,
    health,
    presences,
    settings,
    sitePatches,
    sourceFor,
  };
  const onSettings = async () => {
    await paint();
    await settings.news();
    await setAlarms();
  };
  const handling = { ...parts, cache, uiLanguage, onSettings, tabs: browser.tabs, clock };
  const subjects = subjectHandlers(handling);
  const origin = { id: browser.runtime.id, base: browser.runtime.getURL('') };
  browser.runtime.onMessage.addListener(
    createRouter(origin, subjects, contentHandlers(handling, subjects), {
      ...pageHandlers(handling),
      ...wholeHandlers(handling),
    }),
  );
  browser.runtime.onInstalled.addListener(() => inBackground(settle()));
  browser.runtime.onStartup.addListener(() => inBackground(settle()));
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area !== 'managed') return;
    policies.changed();
    inBackground(obey(false).then(onSettings));
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === PRUNE.name) inBackground(obey(false));
    if (name === REFRESH.name || name === RETRY.name) inBackground(refresh());
    if (name === PRUNE.name) inBackground(prune());
  });
  onOnline(() => inBackground(health.reopen().then(refresh)));
  clock.after(SETTLED_MS, () => inBackground(resume()));
}

/** Nobody waits for it; what fails is in the health record, and the next event tries again. */
function inBackground(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

import type { CardColumn, CardRow, CardSection } from '../../messages/drawn';
import { dayNumber } from '../../metrics/days';
import type { Counterpart, DaySeries, Detail } from '../../metrics/detail';
import { isNote } from '../../metrics/evidence-index';
import type { Figure } from '../../metrics/figures';
import type { Funnel } from '../../metrics/funnel';
import type { MeasureKey } from '../../metrics/measures';
import type { Cell } from '../../metrics/question';
import { type Platform, parseSubject, type Shop } from '../../metrics/subjects';
import type { Verdicts } from '../../metrics/verdicts';
import { cellsFor } from '../badge-model';
import { briefNameOf } from '../explain';
import { drawn, drawnNumber, formOf } from '../number-format';
import { linePath } from './line';
import { type CardSetup, factRow, numberRow, sentence, withBars } from './rows';

/** The measures of a shop that are told besides its funnel. */
const RESULTS: Record<Shop, readonly MeasureKey[]> = {
  taobao: ['gmv_task', 'gmv_shop', 'roi', 'cost_per_visitor', 'cost_per_search_visitor'],
  jd: ['gmv_task', 'gmv_shop', 'roi', 'cost_per_viewer', 'cost_per_search_viewer'],
};
/** What a note did by itself, up to the link under it. */
const OWN: readonly MeasureKey[] = ['impressions', 'reads', 'engagements', 'link_clicks'];
/** The shop on Xiaohongshu, as 聚光 counts it. */
const XHS_SHOP: readonly MeasureKey[] = ['xhs_visits', 'xhs_item_visitors', 'xhs_cart_adds', 'xhs_gmv_paid'];
const COST_ROWS: Record<CardSetup['costScope'][number], MeasureKey> = {
  quote: 'quote',
  service: 'service_fee',
  juguang: 'spend',
  shutiao: 'boost_spend',
  ud: 'ud_spend',
};
/** So many counterparts are listed; of more it is said how many there are. */
const MOST_COUNTERPARTS = 12;

const sizeOf = (figure: Figure | undefined) => (figure?.state === 'known' ? figure.high : null);
const column = (rows: CardRow[], heading = '', shop: Platform | null = null): CardColumn => ({ heading, shop, rows });

/** Who wrote it and when, what it cost, what it belongs to. */
export function factsOf(detail: Detail, setup: CardSetup): CardSection {
  const { say } = setup;
  const { facts, group, counterparts, linked, subject } = detail;
  const note = isNote(subject);
  const own = cellOn(detail, 'xhs');
  const asOf = detail.cells.find((cell) => cell.asOf !== null)?.asOf ?? null;
  const age = facts.published && asOf ? dayNumber(asOf) - dayNumber(facts.published) + 1 : null;
  const groups = new Set(counterparts.flatMap(({ answer }) => answer.group?.name ?? []));
  const rows = [
    ...(facts.kol === null ? [] : [factRow(say('card_kol'), facts.kol, setup)]),
    ...(note && own?.figures.quote ? [numberRow('quote', own.figures.quote, setup)] : []),
    ...(facts.published === null
      ? []
      : [
          factRow(
            say('card_published'),
            [facts.published, ...(age === null ? [] : [say('card_age', { days: age })])].join(' · '),
            setup,
          ),
        ]),
    ...facts.tasks.map(({ subject: task, title }) => factRow(say('card_task'), title ?? idOf(task), setup)),
    ...[...groups].map((name) => factRow(say('card_group'), name, setup)),
    ...(group === null ? [] : [factRow(say('card_group'), say('card_members', { ...group }), setup)]),
    factRow(say(note ? 'card_products' : 'card_notes'), String(linked), setup, {
      notes: linked === 0 && (note || facts.tasks.length === 0) ? [say('card_unpaired')] : [],
    }),
  ];
  return { heading: say('card_facts'), columns: [column(rows)] };
}

/** From being seen to buying: what the note did itself, then each shop in a column of its own. */
export function funnelSection(detail: Detail, verdicts: Verdicts, setup: CardSetup): CardSection {
  const { say } = setup;
  const own = cellOn(detail, 'xhs');
  const columns = [
    ...(own ? [ownColumn(own, OWN, say('card_note'), verdicts, setup)] : []),
    ...cellsFor(detail.subject, detail).map((cell) => shopColumn(cell, detail, verdicts, setup)),
    ...(own ? [ownColumn(own, XHS_SHOP, say('card_xhs_shop'), verdicts, setup)] : []),
  ];
  return { heading: say('card_funnel'), columns: columns.filter(({ rows }) => rows.length > 0) };
}

/** Of a note's own measures those that are known. */
function ownColumn(
  cell: Cell,
  keys: readonly MeasureKey[],
  heading: string,
  { xhs }: Verdicts,
  setup: CardSetup,
): CardColumn {
  const known = keys.filter((key) => cell.figures[key]?.state === 'known');
  const rows = known.map((key) => numberRow(key, cell.figures[key], setup, { verdict: xhs?.[key] }));
  return column(
    withBars(
      rows,
      known.map((key) => (formOf(key) === 'money' ? null : sizeOf(cell.figures[key]))),
    ),
    heading,
    'xhs',
  );
}

function shopColumn(cell: Cell & { platform: Shop }, detail: Detail, verdicts: Verdicts, setup: CardSetup): CardColumn {
  const { say } = setup;
  const { platform } = cell;
  const steps = detail.funnels.find((funnel) => funnel.platform === platform)?.steps ?? [];
  // What a note did by itself has a column of its own; of a product's notes together it stands above what they sold.
  const isOwn = ({ measure }: Funnel['steps'][number]) => OWN.includes(measure);
  const told = cellOn(detail, 'xhs') ? [] : steps.filter((step) => isOwn(step) && step.figure.state === 'known');
  const sold = steps.filter((step) => !isOwn(step));
  const known = sold.some(({ figure }) => figure.state === 'known') ? [...told, ...sold] : [];
  const rows = withBars(
    known.map((step) => stepRow(step, platform, setup)),
    known.map(({ figure }) => sizeOf(figure)),
  );
  const results = RESULTS[platform].filter((key) => cell.figures[key]);
  const shown = known.length > 0 ? results.filter((key) => isTold(cell.figures[key])) : results.slice(0, 1);
  const floors = detail.floors.filter((floor) => floor.platform === platform && floor.floor > 0);
  return column(
    [
      ...rows,
      ...shown.map((key) =>
        numberRow(key, cell.figures[key], setup, { shop: platform, verdict: verdicts[platform]?.[key] }),
      ),
      ...floors.map(({ measure, floor }) => {
        const text = drawnNumber(floor, formOf(measure), setup.locale);
        return factRow(say('card_floor', { name: briefNameOf(measure, setup.locale) }), text, setup, {
          why: say('card_floor_why'),
          level: 1,
        });
      }),
    ],
    say(`badge_shop_${platform}`),
    platform,
  );
}

/** A measure that the shop's report does not have at all says nothing here. */
function isTold(figure: Figure | undefined): boolean {
  return figure !== undefined && (figure.state === 'known' || figure.reason !== 'not-in-source');
}

function stepRow({ measure, branch, figure, rate }: Funnel['steps'][number], shop: Shop, setup: CardSetup): CardRow {
  const { locale, say } = setup;
  const notes =
    rate?.figure.state === 'known'
      ? [say('card_rate', { rate: drawn(rate.figure, 'percent', locale), of: briefNameOf(rate.of, locale) })]
      : [];
  return numberRow(measure, figure, setup, { shop, level: branch === 'trunk' ? 0 : 1, notes });
}

/** A line of its own under the cost, and no part of it: it belongs to all notes together (domain.md §3.6). */
function unattributedRows(setup: CardSetup): CardRow[] {
  const { unattributed, costScope, say } = setup;
  if (!unattributed || unattributed.figure.high <= 0 || !costScope.includes('juguang')) return [];
  const { figure, range } = unattributed;
  const notes = [say('card_days', { ...range }), say('card_unattributed')];
  return [numberRow('unattributed', figure, setup, { notes })];
}

/** The cost by its parts, and its sum; beside it what the workspace spent on no note in particular. */
export function costSection(detail: Detail, setup: CardSetup): CardSection {
  const cell = cellOn(detail, 'xhs') ?? detail.cells.find(({ figures }) => figures.cost);
  const parts = setup.costScope.map((part) => COST_ROWS[part]).filter((key) => cell?.figures[key]);
  const rows = [
    ...parts.map((key) => numberRow(key, cell?.figures[key], setup, { level: 1 })),
    ...(cell?.figures.cost ? [numberRow('cost', cell.figures.cost, setup)] : []),
    ...unattributedRows(setup),
  ];
  return { heading: setup.say('card_cost'), columns: [column(rows)] };
}

/** Day by day, as lines. */
export function trendSection(detail: Detail, setup: CardSetup): CardSection {
  const own = parseSubject(detail.subject)?.platform;
  const lines = detail.series.filter(({ platform }) => own === 'xhs' || platform === own || platform === 'xhs');
  const rows = lines.flatMap((series) => trendRow(series, setup) ?? []);
  return { heading: setup.say('card_trend'), columns: [column(rows)] };
}

function trendRow({ platform, measure, from, high }: DaySeries, setup: CardSetup): CardRow | null {
  const { locale, say } = setup;
  const line = linePath(high);
  if (line === '') return null;
  const shop = platform === 'xhs' ? '' : say(`badge_sign_${platform}`);
  const name = say('card_trend_name', { shop, name: briefNameOf(measure, locale) }).trim();
  const value = Math.max(...high.map((one) => one ?? 0));
  const most = high.indexOf(value);
  const peak = new Date(Date.parse(from) + most * 86_400_000).toISOString().slice(0, 10);
  const top = say('card_trend_peak', {
    peak,
    value: drawnNumber(value, formOf(measure), locale),
  });
  return factRow(name, '', setup, { line, notes: [top], exact: top, spoken: sentence(name, top, [], say) });
}

/** What each task did as a whole, where its figures are not the note's own. */
export function taskSection({ subject, facts }: Detail, setup: CardSetup): CardSection {
  const { say } = setup;
  const shared = isNote(subject) ? facts.tasks.filter(({ answer }) => answer.linked > 1) : [];
  const columns = shared.flatMap(({ subject: task, title, answer }) =>
    cellsFor(task, answer).map((cell) => {
      const keys = RESULTS[cell.platform].filter((key) => cell.figures[key]?.state === 'known');
      const people: MeasureKey = cell.platform === 'taobao' ? 'visitors' : 'item_viewers';
      const rows = [people, ...keys].map((key) => numberRow(key, cell.figures[key], setup, { shop: cell.platform }));
      return column(
        [...rows, factRow(say('card_sharing'), String(answer.linked), setup)],
        title ?? idOf(task),
        cell.platform,
      );
    }),
  );
  return { heading: say('card_tasks'), columns };
}

/** The products of a note, or the notes of a product with their shares; the greatest share first. */
export function counterpartSection({ subject, counterparts }: Detail, setup: CardSetup): CardSection {
  const { say } = setup;
  const ordered = [...counterparts].sort((a, b) => shareOf(b) - shareOf(a));
  const rows = ordered.slice(0, MOST_COUNTERPARTS).map((one) => counterpartRow(one, setup));
  const more = ordered.length - rows.length;
  return {
    heading: say(isNote(subject) ? 'card_products' : 'card_notes'),
    columns: [column(more > 0 ? [...rows, factRow(say('card_more', { count: more }), '', setup)] : rows)],
  };
}

const shareOf = ({ shares }: Counterpart) => Math.max(0, ...shares.map(({ share }) => share));

function counterpartRow({ answer, shares }: Counterpart, setup: CardSetup): CardRow {
  const { locale, say } = setup;
  const name = answer.title ?? idOf(answer.subject);
  const notes = shares.map(({ measure, platform, share }) =>
    say('card_share', {
      shop: platform === 'xhs' ? '' : say(`badge_sign_${platform}`),
      name: briefNameOf(measure, locale),
      share: drawnNumber(share, 'percent', locale),
    }),
  );
  const spoken = say('card_open', { sentence: sentence(name, '', notes, say) });
  return factRow(name, '', setup, {
    notes,
    why: notes.length > 0 ? say('card_share_why') : '',
    opens: answer.subject,
    spoken,
  });
}

function cellOn(detail: Detail, platform: Platform): Cell | undefined {
  return detail.cells.find((cell) => cell.platform === platform);
}

/** What a subject without a title is called. */
export function idOf(subject: string): string {
  return subject.slice(subject.lastIndexOf('/') + 1);
}

import type { ImportReport } from '../../../src/api/contract';
import type { RunDraft } from '../../../src/metrics/coverage';
import { addDays, type Day, eachDay } from '../../../src/metrics/days';
import type { StoredMeasure } from '../../../src/metrics/measures';
import type { Source } from '../../../src/metrics/sources';
import type { Row, Scope } from '../../../src/metrics/values';
import { Chunks } from '../../../src/server/imports/chunks';
import { Service } from '../../../src/server/service';
import type { Store } from './stores';

/** A workspace of so many rows, written as the importer writes them: a day of a note is one row of each of two sources. */
export const FIRST_DAY = '2026-04-01';
export const DAYS = 50;
export const LAST_DAY = addDays(FIRST_DAY, DAYS - 1);
const XINGHE: readonly StoredMeasure[] = [
  'readers',
  'likers',
  'commenters',
  'collectors',
  'search_exposed',
  'search_visitors',
  'visitors',
  'new_visitors',
  'item_favers',
  'cart_adders',
  'buyers',
  'new_buyers',
  'gmv_shop',
  'gmv_task',
];
const JUGUANG: readonly StoredMeasure[] = ['spend', 'impressions', 'clicks', 'likes', 'comments', 'engagements'];
const PARTS = [
  { source: 'xinghe', grain: 'note', window: 15, caliber: 'click', traffic: 'all', measures: XINGHE },
  { source: 'juguang', grain: 'note', window: 'none', caliber: 'none', traffic: 'none', measures: JUGUANG },
] as const satisfies (Pick<Row, 'source' | 'grain' | 'window' | 'caliber' | 'traffic'> & { measures: unknown })[];
/** What a badge asks of them: all that a bare lookup needs to bring. */
export const ASKED = [
  'readers',
  'search_visitors',
  'visitors',
  'cart_adders',
  'buyers',
  'gmv_task',
  'gmv_shop',
  'spend',
];
export const ROWS_PER_NOTE = DAYS * PARTS.length;
/** Notes whose days follow each other in the export, day by day: those of one season. */
const SEASON = 2_000;

export const noteAt = (at: number): string => `xhs/note/6841f0${at.toString(16).padStart(18, '0')}`;

/** Fills a workspace with so many rows, live; `times` that each day was exported, newer each time. */
export async function fill({ db }: Store, workspace: string, rows: number, times = 1): Promise<Service> {
  const service = await Service.open(db, (error) => {
    throw error;
  });
  await service.workspaces.ensure(workspace);
  const notes = Math.ceil(rows / ROWS_PER_NOTE / times);
  const imports = service.imports(workspace);
  const exports = Array.from({ length: times }, (_, time) => PARTS.map((part) => ({ ...part, time }))).flat();
  for (const { measures, time, ...scope } of exports) {
    const { source } = scope;
    const sha256 = `${source}-${time}`;
    const id = await imports.begin({ fileName: source, sha256, kind: source, source, declared: {} });
    const days = eachDay(FIRST_DAY, LAST_DAY);
    const chunks = new Chunks(imports, id);
    for (let first = 0; first < notes; first += SEASON) {
      const season = Array.from({ length: Math.min(SEASON, notes - first) }, (_, at) => first + at);
      for (const [day, date] of days.entries()) {
        await chunks.add(season.map((note) => rowOf(scope, measures, note, day, date)));
      }
    }
    await chunks.end();
    const run: RunDraft = { ...scope, measures: [...measures].sort(), days, ranges: [], snapshots: [] };
    const report = reportOf(source, source, notes * DAYS);
    const seen = [{ source, grain: scope.grain, since: FIRST_DAY }];
    const named = Array.from({ length: notes }, (_, at) => ({ subject: noteAt(at), labels: [], seen }));
    await imports.addNamed(id, 0, named);
    await imports.makeLive(id, { asOf: addDays(LAST_DAY, time), runs: [run], links: [], report });
  }
  return service;
}

function rowOf(scope: Scope, measures: readonly StoredMeasure[], note: number, day: number, date: Day): Row {
  return {
    ...scope,
    subject: noteAt(note),
    entity: '',
    period: { kind: 'day', from: date, to: date },
    sampling: null,
    measures: Object.fromEntries(measures.map((measure, at) => [measure, (note * 7 + day * 3 + at) % 5000])),
    line: 2,
  };
}

function reportOf(kind: string, source: Source, rows: number): ImportReport {
  const none = { byReason: [], first: [] };
  return {
    fileName: kind,
    sha256: kind,
    bytes: 0,
    encoding: 'utf-8',
    sheet: null,
    kind,
    name: { zh: kind, en: kind },
    source,
    because: [],
    columns: [],
    undeclared: [],
    declared: {},
    asOf: LAST_DAY,
    period: { from: FIRST_DAY, to: LAST_DAY },
    counts: { lines: rows, values: rows, links: 0, labels: 0, subjects: rows / DAYS, passed: 0, rejected: 0 },
    rejected: none,
    remarks: none,
    replaces: [],
    warnings: [],
  };
}

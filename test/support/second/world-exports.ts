import { addDays, type Day, dayNumber } from '../../../src/metrics/days';
import type { StoredMeasure } from '../../../src/metrics/measures';
import { COARSE, type Row } from '../../../src/metrics/values';
import { DAYS, FIRST, type File, type FileShape, type LawWorld, type Shape } from './world-shape';

type Draft = Omit<Row, 'period' | 'line'>;

/** The same small number for the same things, 0 now and then. */
function amount(most: number, ...of: (string | number)[]): number {
  let hash = 2_166_136_261;
  for (const letter of of.join('|')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  const drawn = (hash >>> 7) % 1_000;
  return drawn < 150 ? 0 : Math.floor((drawn * most) / 1_000) + 1;
}

const PEOPLE: StoredMeasure[] = ['readers', 'visitors', 'search_visitors', 'buyers', 'item_viewers'];
const SOLD: StoredMeasure[] = ['visitors', 'gmv_task', 'readers', 'gmv_shop', 'search_visitors', 'buyers'];
const SOLD_ON_JD: StoredMeasure[] = ['item_viewers', 'gmv_task', 'readers', 'buyers'];
const SHOWN: StoredMeasure[] = ['spend', 'impressions', 'clicks'];
const CREDITED: StoredMeasure[] = ['link_gmv', 'outside_visitors'];

/** The exports that a team has of a world. */
export class Exports {
  constructor(
    private readonly drawn: Shape,
    private readonly world: Omit<LawWorld, 'files'>,
  ) {}

  of(file: FileShape, at: number): File {
    const days = DAYS.slice(file.from, file.from + file.length);
    const asOf = addDays(days.at(-1) ?? FIRST, file.lag);
    const rows = this.rowsOf(file, days, asOf).map((row, line) => ({ ...row, line: line + 2 }));
    return { kind: file.kind, asOf: addDays(asOf, 0), rows, filtered: file.filtered, undone: file.undone && at > 0 };
  }

  private rowsOf(file: FileShape, days: readonly Day[], asOf: Day): Row[] {
    const notes = this.world.notes.filter((_, at) => ((file.without >> at) & 1) === 0);
    const on = (draft: Draft, day: Day): Row => ({ ...draft, period: { kind: 'day', from: day, to: day }, line: 0 });
    const plain = { window: 'none', caliber: 'none', traffic: 'none', sampling: null, entity: '' } as const;
    const ofDays = (rows: (day: Day) => Draft[]): Row[] => days.flatMap((day) => rows(day).map((row) => on(row, day)));
    const bornBy = (day: Day) => notes.filter((note) => (this.world.published.get(note) ?? FIRST) <= day);
    switch (file.kind) {
      case 'xinghe-note':
        return ofDays((day) => bornBy(day).flatMap((note) => this.sold(file, note, day, 'note')));
      case 'xinghe-task':
      case 'jd-task': {
        const shop = file.kind === 'jd-task' ? 'jd/' : 'taobao/';
        const tasks = this.world.tasks.map(({ task }) => task).filter((task) => task.startsWith(shop));
        return ofDays((day) => tasks.flatMap((task) => this.sold(file, task, day, 'task')));
      }
      case 'juguang-note':
        return ofDays((day) => bornBy(day).flatMap((note) => this.advertised(file, days, note, day)));
      case 'juguang-creative':
        return ofDays((day) =>
          bornBy(day).flatMap((subject) => {
            const spend = this.spent(file, subject, day);
            return [spend >> 1, spend - (spend >> 1)].map((part, at) => ({
              ...plain,
              source: 'juguang' as const,
              grain: 'creative' as const,
              subject,
              entity: `c${at}`,
              measures: { spend: part },
            }));
          }),
        );
      case 'juguang-cut':
        return ofDays((day) =>
          bornBy(day).flatMap((subject) => {
            const spend = this.spent(file, subject, day);
            return ['信息流', '搜索'].map((value, at) => ({
              ...plain,
              source: 'juguang' as const,
              grain: 'note' as const,
              subject,
              entity: ` ÷placement ${value}`,
              measures: { spend: at === 0 ? spend >> 2 : spend - (spend >> 2) },
            }));
          }),
        );
      case 'juguang-plan':
        return ofDays((day) => {
          const all = this.world.notes.filter((note) => (this.world.published.get(note) ?? FIRST) <= day);
          const spend = all.reduce((sum, note) => sum + this.spent(file, note, day), 0) + amount(9_000, 'rest', day);
          const plan = { ...plain, source: 'juguang' as const, grain: 'plan' as const, subject: COARSE };
          return [{ ...plan, entity: 'plan-1', measures: { spend } }];
        });
      case 'pgy':
        return notes
          .filter((note) => (this.world.published.get(note) ?? FIRST) <= asOf)
          .map((subject) => {
            const from = this.world.published.get(subject) ?? FIRST;
            const lived = dayNumber(asOf) - dayNumber(from) + 1;
            const quote = amount(90_000, 'quote', subject, file.version);
            const measures = this.told(file, ['reads', 'quote', 'service_fee'], subject, from, {
              quote,
              service_fee: Math.floor(quote / 10),
              reads: lived * amount(300, 'reads', subject),
            });
            const draft = { ...plain, source: 'pgy' as const, grain: 'note' as const, subject, ...measures };
            return { ...draft, period: { kind: 'lifetime' as const, from, to: asOf }, line: 0 };
          });
      case 'shutiao':
        return ofDays((day) =>
          bornBy(day).flatMap((subject) => {
            const paid = amount(3_000, 'boost', subject, day);
            const boost = { ...plain, source: 'shutiao' as const, grain: 'order' as const, subject };
            return paid < 2_200 ? [] : [{ ...boost, entity: `${day} 12:00|${paid}`, measures: { boost_spend: paid } }];
          }),
        );
      case 'ud':
        return ofDays((day) =>
          bornBy(day).map((subject) => ({
            ...plain,
            source: 'mapped' as const,
            grain: 'note' as const,
            subject,
            measures: { ud_spend: amount(2_000, 'ud', subject, day, file.version) },
          })),
        );
    }
  }

  private spent(file: FileShape, note: string, day: Day): number {
    return amount(20_000, 'spend', note, day, file.version);
  }

  private sold(file: FileShape, subject: string, day: Day, grain: 'note' | 'task'): Draft[] {
    const jd = subject.startsWith('jd/');
    const source = jd ? 'jdseeding' : 'xinghe';
    const at = this.world.notes.indexOf(subject) + DAYS.indexOf(day);
    const sampling =
      file.sampled === 'no' ? null : file.sampled === 'evenly' ? 0.5 : ([null, 0.5, 0.25, 1][at % 4] ?? null);
    const measures = jd ? SOLD_ON_JD : SOLD;
    return file.windows.map((window) => ({
      source,
      grain,
      subject,
      entity: '',
      window,
      caliber: this.drawn.calibers[source],
      traffic: jd ? 'none' : 'all',
      sampling: jd ? null : sampling,
      ...this.told(
        file,
        measures,
        subject,
        day,
        Object.fromEntries(
          measures.map((measure) => {
            const whole = this.result(file, subject, measure, window, day);
            return [measure, PEOPLE.includes(measure) && !jd ? whole * (sampling ?? 1) : whole];
          }),
        ),
      ),
    }));
  }

  /** What a note was credited with; a task's total after how it was drawn to compare with its notes. */
  private result(file: FileShape, subject: string, measure: StoredMeasure, window: number, day: Day): number {
    const most = PEOPLE.includes(measure) ? this.drawn.scale : this.drawn.scale * 100;
    const ofNote = (note: string) =>
      4 * Math.floor((amount(most, measure, note, day, file.version) * window) / 30) +
      (measure === 'readers' ? 4 * most : 0);
    const task = this.world.tasks.findIndex((one) => one.task === subject);
    if (task < 0) return ofNote(subject);
    const members = (this.world.tasks[task]?.notes ?? [])
      .filter((note) => (this.world.published.get(note) ?? FIRST) <= day)
      .map(ofNote);
    const [sum, most1] = [members.reduce((a, b) => a + b, 0), Math.max(0, ...members)];
    const how = this.drawn.tasks[task]?.total ?? 'sum';
    if (how === 'sum') return sum;
    if (how === 'between') return most1 + Math.floor((sum - most1) / 2);
    return how === 'below' ? most1 >> 1 : sum + 4;
  }

  private advertised(file: FileShape, days: readonly Day[], subject: string, day: Day): Draft[] {
    const spend = this.spent(file, subject, day);
    const common = { source: 'juguang', grain: 'note', subject, entity: '', traffic: 'none', sampling: null } as const;
    const shown = this.told(file, SHOWN, subject, day, { spend, impressions: spend * 3 + 1, clicks: spend >> 4 });
    const late = days.length - days.indexOf(day) <= file.zeros;
    return [
      { ...common, window: 'none', caliber: 'none', ...shown },
      ...file.windows.map((window) => ({
        ...common,
        window,
        caliber: this.drawn.calibers.juguang,
        ...this.told(
          file,
          CREDITED,
          subject,
          day,
          Object.fromEntries(
            CREDITED.map((measure) => [
              measure,
              late ? 0 : Math.floor((amount(this.drawn.scale, measure, subject, day, file.version) * window) / 7),
            ]),
          ),
        ),
      })),
    ];
  }

  /** The cells of a row: without the column that the file lacks, without those that are blank, unreadable or hidden. */
  private told(
    file: FileShape,
    measures: readonly StoredMeasure[],
    subject: string,
    day: Day,
    values: Row['measures'],
  ): Pick<Row, 'measures' | 'hidden'> {
    const lacking = file.lacks === null ? undefined : measures[file.lacks];
    const spoilt = file.spoilt.filter(({ who, day: at }) => this.world.notes[who] === subject && DAYS[at] === day);
    const kept = { ...values };
    const hidden: StoredMeasure[] = [];
    for (const { what, hidden: isHidden } of spoilt) {
      const measure = measures[what];
      if (!measure || measure === lacking || hidden.includes(measure)) continue;
      delete kept[measure];
      if (isHidden && PEOPLE.includes(measure)) hidden.push(measure);
    }
    if (lacking !== undefined) delete kept[lacking];
    return { measures: kept, ...(hidden.length > 0 ? { hidden } : {}) };
  }
}

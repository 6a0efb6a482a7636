import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import { proveCalibers } from '../../../src/metrics/caliber-proof';
import { type Coverage, coverageReport, unmapped } from '../../../src/metrics/coverage-report';
import { detail } from '../../../src/metrics/detail';
import type { Evidence } from '../../../src/metrics/evidence';
import { namesOf } from '../../../src/metrics/labels';
import { LinkIndex } from '../../../src/metrics/links';
import type { MeasureKey } from '../../../src/metrics/measures';
import { isSubject, type Subject } from '../../../src/metrics/subjects';
import { summarise } from '../../../src/metrics/summary';
import type { Db } from '../../../src/server/db/db';
import { asking, daily, evidenceOf, type MadeImport, xinghe } from '../../support/evidence';
import { questions, richWorlds } from '../../support/rich-world';
import { runs } from '../../support/runs';
import { said } from '../../support/said';
import { TestApi } from './support/api';
import { importMade, type MadeFile } from './support/made';

/** How the store keeps what it is given, the same on every database. */
export function storeSuite(name: string, open: () => Promise<Db>): void {
  describe(`the store on ${name}`, () => {
    let api: TestApi;
    beforeAll(async () => {
      api = await TestApi.open(await open());
    });
    afterAll(async () => {
      await api.close();
    });

    test('answers as the pure functions do, in any order of loading and undoing', async () => {
      const order = fc.infiniteStream(fc.nat());
      await fc.assert(
        fc.asyncProperty(
          richWorlds,
          fc.array(questions, { minLength: 3, maxLength: 3 }),
          order,
          async (world, asked, keys) => {
            const { name: workspace } = await api.workspace();
            const files: MadeFile[] = [...world.imports, { links: world.links, labels: world.labels }];
            // Some files are loaded, taken back and loaded again; strays come and go between: nothing of them may stay.
            const steps = [
              ...files.map((file) => ({ file, stays: true })),
              ...[...files.slice(0, 2), ...world.strays].map((file) => ({ file, stays: false })),
            ];
            const shuffled = steps
              .map((step) => ({ ...step, key: keys.next().value ?? 0 }))
              .sort((a, b) => a.key - b.key);
            const strays: string[] = [];
            const names = new Map<string, number>();
            for (const { file, stays, key } of shuffled) {
              const id = await importMade(api.service, workspace, file);
              if (stays) names.set(id, files.indexOf(file));
              else strays.push(id);
              const undone = key % 2 === 0 ? strays.pop() : undefined;
              if (undone !== undefined) await api.service.undo(workspace, undone);
            }
            for (const id of strays) await api.service.undo(workspace, id);
            const evidence = evidenceOf(world.imports, world.links, world.labels);
            const pureNames = new Map(files.map((_, at) => [`import-${at}`, at]));
            const { revision: _, ...covered } = await api.service.coverage(workspace);
            expect(covered).toEqual(coverageOf(evidence));
            const { subjects } = await api.service.store.known(workspace);
            const known = Object.entries(subjects).flatMap(([kind, ids]) => ids.map((id) => `${kind}/${id}`));
            expect(known.sort()).toEqual(evidence.known.filter(isSubject).sort());
            for (const question of asked) {
              const { answers } = await api.service.metrics(workspace, world.subjects, question);
              expect(said(answers, names)).toEqual(said(answer(question, world.subjects, evidence), pureNames));
              const { revision: _, ...summary } = await api.service.summary(workspace, question);
              expect(said(summary, names)).toEqual(said(summarise(question, evidence), pureNames));
              for (const subject of world.subjects) {
                const pure = detail(question, subject, evidence);
                const found = api.service.detail(workspace, subject, question).then((response) => response.detail);
                if (pure === null) await expect(found).rejects.toMatchObject({ code: 'server_subject_unknown' });
                else expect(said(await found, names)).toEqual(said(pure, pureNames));
              }
            }
          },
        ),
        { numRuns: runs(200) },
      );
      expect(api.faults).toEqual([]);
    }, 600_000);

    test('keeps every attribute of a row', async () => {
      const { name: workspace } = await api.workspace();
      const row = {
        source: 'juguang' as const,
        grain: 'creative' as const,
        subject: 'xhs/note/6841f0000000000000000001',
        entity: '创意\t"一"\\',
        window: 'unknown' as const,
        caliber: 'conversion' as const,
        traffic: '自然流量',
        sampling: 0.5,
        measures: { spend: 9_007_199_254_740_991, clicks: 0 },
        rounded: ['clicks' as const],
        period: { kind: 'range' as const, from: '2026-06-01', to: '2026-07-02' },
        line: 12,
      };
      const id = await importMade(api.service, workspace, { rows: [row], asOf: '2026-07-09', declared: true });
      const question = asking({ range: { from: '2026-07-01', to: '2026-07-31' } });
      const evidence = await api.service.store.read(workspace, (reading) => reading.evidence([row.subject], question));
      expect(evidence.rows).toEqual([{ ...row, importId: id, asOf: '2026-07-09' }]);
      expect(evidence.imports).toEqual([{ id, fileName: expect.any(String), declared: true }]);
      expect(evidence.seen).toEqual([
        // The note may have been published on any day of the range.
        { subject: row.subject, source: 'juguang', grain: 'creative', since: '2026-07-02' },
      ]);
      const scope = {
        source: 'juguang',
        grain: 'creative',
        window: 'unknown',
        caliber: 'conversion',
        traffic: '自然流量',
      };
      expect(evidence.coverage).toEqual([
        {
          ...scope,
          importId: id,
          asOf: '2026-07-09',
          filtered: false,
          measures: ['clicks', 'spend'],
          days: [],
          ranges: [{ from: '2026-06-01', to: '2026-07-02' }],
          snapshots: [],
        },
      ]);
    });

    test('adds up beforehand only what no figure tells apart', async () => {
      const { name: workspace } = await api.workspace();
      const at = (n: number) => `xhs/note/6841f000000000000000000${n}`;
      // 100 days: longer than the longest stretch of days that are added up.
      const rows = (subject: string, more = {}) =>
        daily('2026-04-01', '2026-07-09', xinghe(subject, { visitors: 40 }, more));
      const twice = {
        ...xinghe(at(2), { visitors: 50 }),
        period: { kind: 'day' as const, from: '2026-05-01', to: '2026-05-01' },
        line: 9,
      };
      const files: MadeFile[] = [
        {
          rows: [
            ...rows(at(1)),
            ...rows(at(2)),
            twice,
            ...rows(at(3), { sampling: 0.3 }),
            ...rows(at(4), { rounded: ['visitors'] }),
            // Two parts of one day, told apart.
            ...rows(at(5), { entity: 'a' }),
            ...rows(at(5), { entity: 'b' }),
          ],
        },
        // The last ten days once more, of one note; declared, and so marked.
        { rows: rows(at(1)).slice(-10), asOf: '2026-07-10', declared: true },
      ];
      for (const file of files) await importMade(api.service, workspace, file);
      const subjects = [1, 2, 3, 4, 5, 6].map(at);
      const evidence = evidenceOf(files as MadeImport[]);
      const question = asking({ range: { from: '2026-04-01', to: '2026-07-31' }, measures: ['visitors'] });
      const { answers } = await api.service.metrics(workspace, subjects, question);
      expect(saidByAny(answers)).toEqual(saidByAny(answer(question, subjects, evidence)));
      const visitors = subjects.map((subject) => {
        const figure = answers[subject]?.cells.find(({ platform }) => platform === 'taobao')?.figures.visitors;
        return figure?.state === 'known' ? [Math.round(figure.high), figure.marks] : null;
      });
      const [credited, open] = ['credited', 'maybe-immature'];
      expect(visitors).toEqual([
        [4000, [credited, 'declared', open]], // 100 × 40
        [4010, ['conflict', credited, open]], // 99 × 40 + 50, the larger of two
        [13_333, [credited, open, 'sampled']], // 100 × 40 ÷ 0.3
        [4000, [credited, open, 'rounded']],
        [8000, [credited, open]], // 2 × 100 × 40
        null,
      ]);
      // Three exports of the same hundred days, each newer; the second of two notes only, the third without buyers.
      const again = [41, 42, 43].map((visitors, nth) => ({
        rows: (nth === 1 ? [at(6), at(7)] : [at(6), at(7), at(8)]).flatMap((subject) =>
          daily(
            '2026-04-01',
            '2026-07-09',
            xinghe(subject, nth === 2 ? { visitors } : { visitors, buyers: visitors }, { window: 30 }),
          ),
        ),
        asOf: `2026-07-1${nth}`,
      }));
      const third = again[2];
      if (third) third.rows = third.rows.filter(({ subject }) => subject !== at(7));
      for (const file of again) await importMade(api.service, workspace, file);
      const month = { ...question, window: 30 as const, measures: ['visitors', 'buyers'] as MeasureKey[] };
      const restated = await api.service.metrics(workspace, [6, 7, 8].map(at), month);
      const made = evidenceOf([...files, ...again] as MadeImport[]);
      // Restated days prove whose they are.
      const all3 = { ...made, calibers: proveCalibers(made.rows, made.coverage) };
      expect(saidByAny(restated.answers)).toEqual(saidByAny(answer(month, [6, 7, 8].map(at), all3)));
      const sums = [6, 7, 8].map((n) => {
        const figures = restated.answers[at(n)]?.cells.find(({ platform }) => platform === 'taobao')?.figures;
        return [figures?.visitors, figures?.buyers].map((figure) => (figure?.state === 'known' ? figure.high : null));
      });
      // A hundred days of what the newest says that says it: 43 and 42, 42 and 42, 43 and 41.
      expect(sums).toEqual([
        [4300, 4200],
        [4200, 4200],
        [4300, 4100],
      ]);
      // Of all that, what comes out of the store: of the first note 90 days in three stretches, one of which ends where
      // days no longer mature, and its ten days twice.
      const read = await api.service.store.read(workspace, (reading) => reading.evidenceForAnswers([at(1)], question));
      expect(read.rows).toHaveLength(3 + 2 * 10);
      const all = await api.service.summary(workspace, question);
      const { revision: _, ...summary } = all;
      expect(saidByAny(summary)).toEqual(saidByAny(summarise(question, all3)));
    });

    test('a snapshot from before the range comes along: a range is the difference of two', async () => {
      const { name: workspace } = await api.workspace();
      const lifetime = (to: string) => ({ kind: 'lifetime' as const, from: '2026-06-01', to });
      const rows = ['2026-06-30', '2026-07-10', '2026-08-02'].map((to) => ({
        ...xinghe('xhs/note/6841f0000000000000000001', { reads: 5 }),
        period: lifetime(to),
        line: 2,
      }));
      await importMade(api.service, workspace, { rows });
      const question = asking({ range: { from: '2026-07-05', to: '2026-07-10' } });
      const evidence = await api.service.store.read(workspace, (reading) =>
        reading.evidence(['xhs/note/6841f0000000000000000001'], question),
      );
      expect(evidence.rows.map(({ period }) => period.to).sort()).toEqual(['2026-06-30', '2026-07-10', '2026-08-02']);
    });

    test('an import that breaks midway leaves the old answers and, once swept, no trace', async () => {
      const { name: workspace } = await api.workspace();
      const subject = 'xhs/note/6841f0000000000000000001';
      const rows = daily('2025-01-01', '2026-07-01', xinghe(subject, { visitors: 40 }));
      await importMade(api.service, workspace, { rows: rows.slice(-10) });
      const question = asking({ range: { last: 30, to: '2026-07-31' } });
      const before = await api.service.metrics(workspace, [subject], question);
      // 20 × 547 rows are three chunks of 5,000: two are written when it breaks.
      const many = Array.from({ length: 20 }, () => rows).flat();
      const broken = importMade(api.service, workspace, { rows: many, breaksAfter: many.length });
      await expect(broken).rejects.toThrow('the file breaks here');
      expect(await api.service.metrics(workspace, [subject], question)).toEqual(before);
      await api.service.sweeper.sweep(workspace);
      expect(await api.service.db.query(COUNTS, [workspace])).toEqual([{ facts: 10, imports: 1 }]);
    });

    test('an import whose process died is never counted, and is swept', async () => {
      const { name: workspace } = await api.workspace();
      const subject = 'xhs/note/6841f0000000000000000001';
      const imports = api.service.imports(workspace);
      const start = { fileName: 'dead.csv', sha256: 'dead', kind: 'made', source: null, declared: {} };
      const id = await imports.begin(start);
      const rows = daily('2026-07-01', '2026-07-05', xinghe(subject, { visitors: 40 }));
      const chunk = () => {
        const text = imports.chunk(id, 0);
        for (const row of rows) text.add(row);
        return text;
      };
      await imports.add(id, chunk());
      expect((await api.service.metrics(workspace, [subject], asking())).answers[subject]).toBeNull();
      // On a server it might still be alive somewhere else, so it must have stood still for a while.
      await api.service.db.query(
        `UPDATE grasslens.imports SET touched_at = now() - interval '1 hour' WHERE workspace_id = $1`,
        [workspace],
      );
      await api.service.sweeper.sweep(workspace);
      expect(await api.service.db.query(COUNTS, [workspace])).toEqual([{ facts: 0, imports: 0 }]);
      const late = imports.add(id, chunk());
      await expect(late).rejects.toMatchObject({ code: 'server_import_swept' });
    });

    test('an import that another process is loading is left alone on a server', async () => {
      const { name: workspace } = await api.workspace();
      const start = { fileName: 'slow.csv', sha256: 'slow', kind: 'made', source: null, declared: {} };
      const id = await api.service.imports(workspace).begin(start);
      await api.service.sweeper.sweep(workspace);
      const left = await api.service.imports(workspace).list();
      // A data folder has one owner: what is loading there and not by us is dead.
      expect(left.map((record) => record.id)).toEqual(api.service.db.embedded ? [] : [id]);
    });

    test('while imports come and go, every answer is one of theirs', async () => {
      const { name: workspace } = await api.workspace();
      const subject = 'xhs/note/6841f0000000000000000001';
      const question = asking({ range: { from: '2026-07-01', to: '2026-07-05' } });
      const file = (visitors: number, asOf: string) => ({
        rows: daily('2026-07-01', '2026-07-05', xinghe(subject, { visitors })),
        asOf,
      });
      await importMade(api.service, workspace, file(1, '2026-07-05'));
      const sums = new Set<unknown>();
      let busy = true;
      const asking1 = (async () => {
        while (busy) {
          const { answers } = await api.service.metrics(workspace, [subject], question);
          const figure = answers[subject]?.cells.find(({ platform }) => platform === 'taobao')?.figures.visitors;
          sums.add(figure?.state === 'known' ? figure.low : figure?.state);
        }
      })();
      for (let round = 0; round < 15; round++) {
        const id = await importMade(api.service, workspace, file(10, '2026-07-06'));
        await api.service.undo(workspace, id);
        if (round % 3 === 0) await api.service.sweeper.sweep(workspace);
      }
      busy = false;
      await asking1;
      // 5 days × 1, or 5 days × 10 while the newer import is live: never some days of each, never nothing.
      expect([...sums].every((sum) => sum === 5 || sum === 50)).toBe(true);
    });
  });
}

/** What is covered and what the map leads nowhere, by the pure functions. */
function coverageOf({ coverage, rows, links, labels }: Evidence): Coverage {
  const names = namesOf(labels);
  const seen = rows.map(({ subject }) => subject).filter(isSubject);
  const open = unmapped(seen, new LinkIndex(links), coverage);
  const listed = (subjects: readonly Subject[]) => ({
    count: subjects.length,
    first: subjects.map((subject) => ({ subject, title: names.get(subject)?.title ?? null })),
  });
  return {
    sources: coverageReport(coverage),
    unmapped: { notes: listed(open.notes), tasks: listed(open.tasks), noteless: listed(open.noteless) },
  };
}

const COUNTS = `SELECT (SELECT count(*)::int FROM grasslens.facts WHERE workspace_id = $1) AS facts,
  (SELECT count(*)::int FROM grasslens.imports WHERE workspace_id = $1) AS imports`;

/** What answers say, without which import said it: the stores number imports each in their own way. */
function saidByAny(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'imports' ? undefined : inner)));
}

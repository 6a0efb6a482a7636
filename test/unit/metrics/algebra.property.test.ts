import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import type { Figure } from '../../../src/metrics/figures';
import type { MeasureKey } from '../../../src/metrics/measures';
import type { Answer } from '../../../src/metrics/question';
import { summarise } from '../../../src/metrics/summary';
import { asking, evidenceOf } from '../../support/evidence';
import { runs } from '../../support/runs';
import { type World, worlds } from '../../support/world';

const question = asking({ range: { from: '2026-07-01', to: '2026-07-10' } });

function ask(world: World, imports = world.imports): Record<string, Answer | null> {
  return answer(question, [world.item, ...world.notes], evidenceOf(imports, world.links));
}

function figure(
  answers: Record<string, Answer | null>,
  subject: string,
  platform: string,
  key: MeasureKey,
): Figure | undefined {
  return answers[subject]?.cells.find((cell) => cell.platform === platform)?.figures[key];
}

function rangeOf(answers: Record<string, Answer | null>, subject: string): { from: string; to: string } | null {
  return answers[subject]?.cells.find((cell) => cell.platform === 'taobao')?.range ?? null;
}

/** What answers say, without which import said it: imports are numbered by the order of loading. */
function said(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (key === 'imports' || key === 'provenance' ? undefined : inner)),
  );
}

describe('the algebra over random workspaces', { timeout: 120_000 }, () => {
  it('gives the same answers in any order of loading', () => {
    fc.assert(
      fc.property(worlds, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (world, keys) => {
        const shuffled = world.imports.map((made, at) => ({ made, key: keys[at] ?? 0 })).sort((a, b) => a.key - b.key);
        const imports = shuffled.map(({ made }) => made);
        expect(said(ask(world, imports))).toEqual(said(ask(world)));
        const all = evidenceOf(imports, world.links);
        expect(said(summarise(question, all))).toEqual(
          said(summarise(question, evidenceOf(world.imports, world.links))),
        );
      }),
      { numRuns: runs(1000) },
    );
  });

  it('the product band is ordered and contains the truth of its days', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const answers = ask(world);
        const gmv = figure(answers, world.item, 'taobao', 'gmv');
        const range = rangeOf(answers, world.item);
        if (gmv?.state !== 'known' || !range) return;
        expect(gmv.low).toBeLessThanOrEqual(gmv.high);
        // The figure says how many days it knows; it knows them from the first on, because every export begins there.
        const days = new Set(
          world.days.filter((day) => day >= range.from && day <= range.to).slice(0, gmv.days.covered),
        );
        const truth = world.orders
          .filter((order) => days.has(order.day))
          .reduce((total, order) => total + order.fen, 0);
        expect(truth).toBeGreaterThanOrEqual(gmv.low);
        expect(truth).toBeLessThanOrEqual(gmv.high);
        const tasks = new Set(world.links.filter((link) => link.to === world.item).map((link) => link.from));
        if (
          world.hasTotals &&
          tasks.size === 1 &&
          world.covered.tasks.size >= gmv.days.covered &&
          world.covered.tasks.size >= world.covered.notes.size
        ) {
          expect([gmv.low, gmv.high]).toEqual([truth, truth]);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it("a note's figures are its own credited sums, from one window, one traffic and one grain", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const answers = ask(world);
        for (const note of world.notes) {
          const range = rangeOf(answers, note);
          const gmv = figure(answers, note, 'taobao', 'gmv_task');
          const buyers = figure(answers, note, 'taobao', 'buyers');
          const cost = figure(answers, note, 'taobao', 'cost');
          if (!range) continue;
          const within = (day: string) => day >= range.from && day <= range.to;
          const credited = world.orders.filter(
            (order) => order.helped.includes(note) && within(order.day) && world.covered.notes.has(order.day),
          );
          if (gmv?.state === 'known') expect(gmv.high).toBe(credited.reduce((total, order) => total + order.fen, 0));
          if (buyers?.state === 'known') expect(buyers.high).toBe(credited.length * 2);
          const paid = world.spends.filter(
            (one) => one.note === note && within(one.day) && world.covered.spend.has(one.day),
          );
          if (cost?.state === 'known') expect(cost.high).toBe(paid.reduce((total, one) => total + one.fen, 0));
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('no figure without provenance, no missing shown as 0, ratios are ratios of sums', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const answers = ask(world);
        for (const cell of Object.values(answers).flatMap((one) => one?.cells ?? [])) {
          for (const value of Object.values(cell.figures)) {
            if (value.state === 'missing') {
              expect(value).not.toHaveProperty('low');
              continue;
            }
            expect(value.provenance.length).toBeGreaterThan(0);
            for (const place of value.provenance) expect(cell.provenance[place]?.imports.length).toBeGreaterThan(0);
            expect(value.days.covered).toBeGreaterThan(0);
            expect(value.days.covered).toBeLessThanOrEqual(value.days.asked);
            expect(value.marks.includes('partial')).toBe(value.days.covered < value.days.asked);
            expect(Number.isFinite(value.low) && Number.isFinite(value.high)).toBe(true);
          }
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('an import undone leaves what never having loaded it gives', () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (world, which) => {
        const at = which % world.imports.length;
        const without = world.imports.filter((_, index) => index !== at);
        const evidence = evidenceOf(world.imports, world.links);
        const gone = `import-${at}`;
        const undone = {
          ...evidence,
          rows: evidence.rows.filter((row) => row.importId !== gone),
          coverage: evidence.coverage.filter((run) => run.importId !== gone),
          imports: evidence.imports.filter((item) => item.id !== gone),
        };
        expect(said(answer(question, [world.item], undone))).toEqual(
          said(ask(world, without)[world.item] ? { [world.item]: ask(world, without)[world.item] } : {}),
        );
      }),
      { numRuns: runs(300) },
    );
  });
});

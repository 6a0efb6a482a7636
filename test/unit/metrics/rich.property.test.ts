import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import type { Cell } from '../../../src/metrics/question';
import { summarise } from '../../../src/metrics/summary';
import { evidenceOf } from '../../support/evidence';
import { questions, type RichWorld, richWorlds } from '../../support/rich-world';
import { runs } from '../../support/runs';

type Asked = Parameters<typeof answer>[0];

function cellsOf(world: RichWorld, question: Asked): Cell[] {
  const evidence = evidenceOf(world.imports, world.links, world.labels);
  const answers = answer(question, world.subjects, evidence);
  return [...Object.values(answers).flatMap((one) => one?.cells ?? []), ...summarise(question, evidence).cells];
}

describe('whatever is imported and asked', () => {
  it('every known figure is a band in order, of some of the days asked for, with the imports behind it', () => {
    fc.assert(
      fc.property(richWorlds, questions, (world, question) => {
        for (const { figures, provenance, range } of cellsOf(world, question)) {
          for (const figure of Object.values(figures)) {
            if (figure.state === 'missing') continue;
            expect(Number.isFinite(figure.low) && Number.isFinite(figure.high)).toBe(true);
            expect(figure.low).toBeLessThanOrEqual(figure.high);
            expect(range).not.toBeNull();
            expect(figure.days.covered).toBeGreaterThan(0);
            expect(figure.days.covered).toBeLessThanOrEqual(figure.days.asked);
            expect(figure.marks.includes('partial')).toBe(figure.days.covered < figure.days.asked);
            const behind = figure.provenance.flatMap((place) => provenance[place]?.imports ?? []);
            expect(behind.length).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: runs(1000) },
    );
  }, 120_000);
});

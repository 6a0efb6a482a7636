import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import { detail } from '../../../src/metrics/detail';
import type { Evidence } from '../../../src/metrics/evidence';
import type { Cell, Question } from '../../../src/metrics/question';
import { summarise } from '../../../src/metrics/summary';
import { evidenceOf } from '../../support/evidence';
import { questions, type RichWorld, richWorlds } from '../../support/rich-world';
import { runs } from '../../support/runs';
import { said } from '../../support/said';

function told(world: RichWorld, question: Question, evidence: Evidence) {
  return {
    answers: answer(question, world.subjects, evidence),
    details: world.subjects.map((subject) => detail(question, subject, evidence)),
    summary: summarise(question, evidence),
  };
}

describe('the algebra over random workspaces', () => {
  it('gives the same answers in any order of loading', () => {
    const order = fc.infiniteStream(fc.nat());
    fc.assert(
      fc.property(richWorlds, questions, order, (world, question, keys) => {
        const shuffled = world.imports
          .map((made) => ({ made, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ made }) => made);
        const [one, other] = [world.imports, shuffled].map((imports) => {
          const names = new Map(imports.map((made, at) => [`import-${at}`, world.imports.indexOf(made)]));
          return said(told(world, question, evidenceOf(imports, world.links, world.labels)), names);
        });
        expect(one).toEqual(other);
      }),
      { numRuns: runs(500) },
    );
  });

  it('an import undone leaves what never having loaded it gives', () => {
    fc.assert(
      fc.property(richWorlds, questions, fc.nat(), (world, question, which) => {
        const at = which % world.imports.length;
        const { rows, coverage, imports, ...rest } = evidenceOf(world.imports, world.links, world.labels);
        const gone = `import-${at}`;
        const without = evidenceOf(world.imports.toSpliced(at, 1), world.links, world.labels);
        const undone = {
          ...rest,
          known: without.known,
          rows: rows.filter(({ importId }) => importId !== gone),
          coverage: coverage.filter(({ importId }) => importId !== gone),
          imports: imports.filter(({ id }) => id !== gone),
        };
        const names = (left: number) =>
          new Map(
            world.imports.map((_, place) => [`import-${place}`, left === 0 || place < at ? place : place + left]),
          );
        expect(said(told(world, question, undone), names(0))).toEqual(said(told(world, question, without), names(1)));
      }),
      { numRuns: runs(300) },
    );
  });

  it('every known figure is a band in order, of some of the days asked for, with the imports behind it', () => {
    fc.assert(
      fc.property(richWorlds, questions, (world, question) => {
        const all = told(world, question, evidenceOf(world.imports, world.links, world.labels));
        const cells: Cell[] = [
          ...Object.values(all.answers).flatMap((one) => one?.cells ?? []),
          ...all.details.flatMap((one) => [
            ...(one?.cells ?? []),
            ...(one?.counterparts ?? []).flatMap((counterpart) => counterpart.answer.cells),
          ]),
          ...all.summary.cells,
        ];
        for (const cell of cells) checkFigures(cell);
      }),
      { numRuns: runs(1000) },
    );
  });
});

function checkFigures({ figures, provenance, range }: Cell): void {
  for (const figure of Object.values(figures)) {
    if (figure.state === 'missing') {
      // Missing is never a number.
      expect(figure).not.toHaveProperty('low');
      expect(figure.reason).toBeTruthy();
      continue;
    }
    expect(Number.isFinite(figure.low) && Number.isFinite(figure.high)).toBe(true);
    expect(figure.low).toBeLessThanOrEqual(figure.high);
    expect(range).not.toBeNull();
    expect(figure.days.covered).toBeGreaterThan(0);
    expect(figure.days.covered).toBeLessThanOrEqual(figure.days.asked);
    expect(figure.marks.includes('partial')).toBe(figure.days.covered < figure.days.asked);
    expect(figure.provenance.length).toBeGreaterThan(0);
    for (const place of figure.provenance) expect(provenance[place]?.imports.length).toBeGreaterThan(0);
  }
}

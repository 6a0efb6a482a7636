import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../support/runs';
import { BREAKABLE, type Broken } from '../../support/second/broken';
import { type Difference, differences, toldOf } from '../../support/second/differences';
import { lawQuestions } from '../../support/second/questions';
import { lawWorlds } from '../../support/second/worlds';

const line = ({ subject, platform, key, why, told, law, range }: Difference): string =>
  `${subject} ${platform} ${key} | ${why} | told ${JSON.stringify(told)}, law ${JSON.stringify(law)} of ${JSON.stringify(range)}`;

describe('the product beside a second reading of domain.md §3', () => {
  it('tells what the law says wherever it decides', () => {
    let decided = 0;
    fc.assert(
      fc.property(lawWorlds, lawQuestions, (world, question) => {
        const compared = differences(toldOf(world, question), world, question);
        decided += compared.decided;
        expect(compared.found.map(line)).toEqual([]);
      }),
      { numRuns: runs(4000) },
    );
    // A reading that is silent of everything would find nothing either.
    expect(decided).toBeGreaterThan(runs(4000) * 30);
  });

  it('names each rule that is broken on purpose', () => {
    const rules = Object.keys(BREAKABLE) as Exclude<Broken, null>[];
    const caught = new Set<Broken>();
    const { seed = 1 } = fc.readConfigureGlobal();
    // Some rules matter in few workspaces: draw on until each has been caught, at most 4,000.
    for (let batch = 0; batch < 20 && caught.size < rules.length; batch++) {
      for (const [world, question] of fc.sample(fc.tuple(lawWorlds, lawQuestions), {
        seed: seed + batch,
        numRuns: 200,
      })) {
        const told = toldOf(world, question);
        // What differs anyway names no broken rule.
        if (differences(told, world, question).found.length > 0) continue;
        for (const rule of rules.filter((one) => !caught.has(one))) {
          const { found } = differences(told, world, question, rule);
          if (found.some(({ key, why }) => BREAKABLE[rule].test(`${key} | ${why}`))) caught.add(rule);
        }
        if (caught.size === rules.length) break;
      }
    }
    expect(rules.filter((rule) => !caught.has(rule))).toEqual([]);
  });
});

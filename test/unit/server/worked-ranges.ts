import { expect, test } from 'vitest';
import type { Workspace } from './support/api';
import { NOTE } from './support/files';
import { A, ask, csv, JUGUANG, known, marked } from './support/worked';

/** What is told of several days together (domain.md §3.3). @param having a workspace with these files imported */
export function rangeTests(having: (...files: string[]) => Promise<Workspace>): void {
  const asked = (to: string) => ({ range: { from: '2026-07-01', to }, window: 30 });
  const [three, four] = [asked('2026-07-03'), asked('2026-07-04')];
  const days = (count: number) => ({ days: { covered: count, asked: 4 } });
  /** ¥100 and 50 people of 07-01 … 07-03 together; of 07-03 by itself so much, and of 07-04 ¥8 and 5 people. */
  const report = (yuan: number) =>
    csv(
      `${JUGUANG},小红星站外活跃UV(30日归因)`,
      ['2026-07-01~2026-07-03', NOTE, 100, 1, 1, 50],
      ['2026-07-03', NOTE, yuan, 1, 1, 20],
      ['2026-07-04', NOTE, 8, 1, 1, 5],
    );

  test('money of days told together leaves the others what one of them is not: 100 + 8; of people it leaves nothing', async () => {
    const brand = await having(report(30));
    expect(await ask(brand, A, 'xhs', 'spend', four)).toMatchObject(known(10_800, 10_800, days(4)));
    // 20 + 5: those of 07-03 may be those of the days before.
    expect(await ask(brand, A, 'xhs', 'outside_visitors', four)).toMatchObject(
      known(25, 25, { ...days(2), ...marked('partial') }),
    );
    // Of exactly the days that are told together there is what is told of them.
    expect(await ask(brand, A, 'xhs', 'outside_visitors', three)).toMatchObject(
      known(50, 50, { days: { covered: 3, asked: 3 } }),
    );
  });

  test('a day that has more than its days together takes nothing from the others: 130 + 8 of two days', async () => {
    const brand = await having(report(130));
    expect(await ask(brand, A, 'xhs', 'spend', four)).toMatchObject(known(13_800, 13_800, days(2)));
  });
}

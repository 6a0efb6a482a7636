import { expect, test } from 'vitest';
import type { Workspace } from './support/api';
import { NOTE, OTHER } from './support/files';
import {
  A,
  ask,
  B,
  csv,
  DAY1,
  floors,
  ITEM,
  JUGUANG,
  known,
  MAP,
  marked,
  ONE_DAY,
  ORDER,
  sold,
  spent,
  total,
  XINGHE,
  XINGHE_TASK,
} from './support/worked';

/** Every worked number of domain.md §3.5. @param having a workspace with these files imported */
export function creditTests(having: (...files: string[]) => Promise<Workspace>): void {
  const notes = csv(XINGHE, sold(DAY1, NOTE, 10, '6000'), sold(DAY1, OTHER, 20, '5000'));
  const task = csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000'));
  const map = csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [OTHER, '7001', '', '', '', '']);
  const spend = csv(JUGUANG, spent(DAY1, NOTE, '600.00'), spent(DAY1, OTHER, '400.00'));

  test('T = 8,000, notes 6,000 and 5,000 → 8,000; the first note’s floor is 8,000 − 5,000 = 3,000', async () => {
    const brand = await having(notes, task, map, spend);
    expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000));
    expect(await ask(brand, A, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(600_000, 600_000, marked('credited')));
    const rest = { platform: 'taobao', task: 'taobao/task/7001', measure: 'gmv_task' };
    expect(await floors(brand, A, ONE_DAY.range)).toContainEqual({ ...rest, floor: 300_000 });
    // 8,000 − 6,000
    expect(await floors(brand, B, ONE_DAY.range)).toContainEqual({ ...rest, floor: 200_000 });
  });

  test('without a total: from the largest note to the sum; ROI divides both ends, cost per visitor reverses them', async () => {
    const brand = await having(notes, map, spend);
    expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(600_000, 1_100_000));
    // 6,000 ÷ 1,000 and 11,000 ÷ 1,000
    expect(await ask(brand, ITEM, 'taobao', 'roi', ONE_DAY)).toMatchObject(known(6, 11));
    // 100,000 fen ÷ 30 and ÷ 20 visitors
    const cost = await ask(brand, ITEM, 'taobao', 'cost_per_visitor', ONE_DAY);
    expect(cost).toMatchObject({ low: expect.closeTo(3333.33, 2), high: 5000 });
  });

  test('a total below what one of its notes was credited with is no total of them', async () => {
    // The export has a row of task 7,001 only; 7,002 has none, and its note 5,000.
    const brand = await having(
      csv(XINGHE, sold(DAY1, NOTE, 10, '6000'), sold(DAY1, OTHER, 20, '5000')),
      csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000')),
      csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [OTHER, '7002', '', '600000000001', '', '']),
    );
    // 8,000 … 8,000 + 5,000, never 8,000 + 0.
    expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000, 1_300_000));
    expect(await ask(brand, 'taobao/task/7002', 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(500_000));
    // Of 07-02 no note is told: 4,000 + 5,000 is all there is of the two days, though a note has 6,000 of the first.
    const two = await having(
      csv(XINGHE, sold(DAY1, NOTE, 10, '6000')),
      csv(XINGHE_TASK, sold(DAY1, '7001', 25, '4000'), sold('2026-07-02', '7001', 25, '5000')),
      csv(MAP, [NOTE, '7001', '', '600000000001', '', '']),
    );
    const both = { range: { from: DAY1, to: '2026-07-02' } };
    expect(await ask(two, ITEM, 'taobao', 'gmv', both)).toMatchObject(known(900_000));
    expect(await ask(two, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(600_000));
  });

  test('T = 4,000 and a note of it 6,000: from the notes, 6,000 … 11,000, marked, with T named in the provenance', async () => {
    const small = csv(XINGHE_TASK, sold(DAY1, '7001', 5, '4000'));
    const brand = await having(notes, small, map, spend);
    const conflict = marked('conflict');
    expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(600_000, 1_100_000, conflict));
    expect(await ask(brand, ITEM, 'taobao', 'visitors', ONE_DAY)).toMatchObject(known(20, 30, conflict));
    expect(await ask(brand, 'taobao/task/7001', 'taobao', 'gmv', ONE_DAY)).toMatchObject(
      known(600_000, 1_100_000, conflict),
    );
    expect(await total(brand, 'taobao', 'gmv', ONE_DAY.range)).toMatchObject(known(600_000, 1_100_000, conflict));
    const { answers } = await brand.metrics([ITEM], { ...ONE_DAY, measures: ['gmv', 'buyers', 'roi'] });
    const [cell] = answers[ITEM]?.cells ?? [];
    const grains = (key: 'gmv' | 'buyers') => cell?.figures[key]?.provenance.map((at) => cell.provenance[at]?.grain);
    expect(grains('gmv')?.sort()).toEqual(['note', 'task']);
    // 2 buyers of each and of the task: nothing is wrong with that total.
    expect(grains('buyers')).toEqual(['task']);
    expect(cell?.figures.buyers?.marks).not.toContain('conflict');
    expect(cell?.figures.roi).toMatchObject(known(6, 11, conflict));
    // What a note sold for another task, too, is no reason to doubt a total.
    const elsewhere = await having(notes, small, map, csv(MAP, [NOTE, '7009', '', '', '', '']));
    expect((await ask(elsewhere, ITEM, 'taobao', 'visitors', ONE_DAY)).marks).toContain('conflict');
    const both = await having(
      csv(XINGHE, sold(DAY1, NOTE, 10, '6000'), sold(DAY1, OTHER, 1, '3000')),
      small,
      map,
      csv(MAP, [NOTE, '7009', '', '', '', '']),
    );
    expect(await ask(both, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(400_000));
    expect((await ask(both, ITEM, 'taobao', 'gmv', ONE_DAY)).marks).not.toContain('conflict');
  });

  test('totals that together are less than a note of both are named, too: 3,000 + 2,000 < 9,000', async () => {
    const brand = await having(
      csv(XINGHE, sold(DAY1, NOTE, 10, '9000')),
      csv(XINGHE_TASK, sold(DAY1, '7001', 25, '3000'), sold(DAY1, '7002', 25, '2000')),
      csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [NOTE, '7002', '', '600000000001', '', '']),
    );
    const gmv = await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY);
    expect(gmv).toMatchObject(known(900_000, 900_000, marked('conflict')));
    expect(gmv.provenance).toHaveLength(2);
  });

  test('T of other days, another window, traffic or flavour is no total: from 6,000 to 11,000', async () => {
    const band = known(600_000, 1_100_000);
    const with30 = csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000', 2, 30));
    const window = await having(notes, with30, map);
    expect(await ask(window, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(band);
    expect(await ask(window, ITEM, 'taobao', 'gmv', { ...ONE_DAY, window: 30 })).toMatchObject(known(800_000));
    const natural = await having(notes, task.replace('全部流量', '自然流量'), map);
    expect(await ask(natural, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(band);
    const ofShop = await having(notes, task.replace('任务商品成交GMV', '商家GMV'), map);
    expect(await ask(ofShop, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(band);
    expect(await ask(ofShop, ITEM, 'taobao', 'gmv_shop', ONE_DAY)).toMatchObject(known(800_000));
    // The task is told of 07-01 only: 6,000 + 1,000 and 5,000 + 500 of two days.
    const more = csv(XINGHE, sold('2026-07-02', NOTE, 1, '1000'), sold('2026-07-02', OTHER, 1, '500'));
    const days = await having(notes, more, task, map);
    const both = { range: { from: DAY1, to: '2026-07-02' } };
    expect(await ask(days, ITEM, 'taobao', 'gmv', both)).toMatchObject(known(700_000, 1_250_000));
    expect(await ask(days, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000));
  });

  test('a floor is never below nothing: 8,000 − (5,000 + 4,000) leaves 0', async () => {
    const third = '6841f0000000000000000003';
    const brand = await having(
      notes,
      csv(XINGHE, sold(DAY1, third, 5, '4000')),
      task,
      map,
      csv(MAP, [third, '7001', '', '', '', '']),
    );
    const floor = (await floors(brand, A, ONE_DAY.range)).find(({ measure }) => measure === 'gmv_task');
    expect(floor).toMatchObject({ task: 'taobao/task/7001', floor: 0 });
  });

  test('several tasks: from the largest total to their sum', async () => {
    const brand = await having(
      csv(XINGHE_TASK, sold(DAY1, '7001', 1, '8000'), sold(DAY1, '7002', 1, '3000')),
      csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [OTHER, '7002', '', '600000000001', '', '']),
      spend,
    );
    expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000, 1_100_000));
  });

  test('several orders of one task: from the largest total to their sum, unless the task’s own is told', async () => {
    const orders = csv(
      `任务ID,${ORDER}`,
      ['7001', ...sold(DAY1, '8801', 9, '5000')],
      ['7001', ...sold(DAY1, '8802', 4, '3000')],
    );
    const task = 'taobao/task/7001';
    const brand = await having(orders, map);
    expect(await ask(brand, task, 'taobao', 'gmv_task', ONE_DAY)).toMatchObject(known(500_000, 800_000));
    expect(await ask(brand, task, 'taobao', 'visitors', ONE_DAY)).toMatchObject(known(9, 13));
    expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(500_000, 800_000));
    expect(await total(brand, 'taobao', 'gmv_task', ONE_DAY.range)).toMatchObject(known(500_000, 800_000));
    // An order without a row on a covered day sold nothing on it: 5,000 + 100 and 3,000.
    const later = csv(`任务ID,${ORDER}`, ['7001', ...sold('2026-07-02', '8801', 1, '100')]);
    const two = await having(orders, later, map);
    const both = { range: { from: DAY1, to: '2026-07-02' } };
    expect(await ask(two, ITEM, 'taobao', 'gmv', both)).toMatchObject(known(510_000, 810_000));
    const whole = await having(orders, csv(XINGHE_TASK, sold(DAY1, '7001', 11, '6000')), map);
    expect(await ask(whole, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(600_000));
    // Notes of 4,000 and 900 are less than what the largest order sold; of 4,000 and 1,500 they need not be.
    const few = await having(orders, csv(XINGHE, sold(DAY1, NOTE, 9, '4000'), sold(DAY1, OTHER, 4, '900')), map);
    expect(await ask(few, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(
      known(500_000, 800_000, marked('notes-incomplete')),
    );
    const enough = await having(orders, csv(XINGHE, sold(DAY1, NOTE, 9, '4000'), sold(DAY1, OTHER, 4, '1500')), map);
    expect((await ask(enough, ITEM, 'taobao', 'gmv', ONE_DAY)).marks).not.toContain('notes-incomplete');
  });

  test('Σ notes < T: T stands, and it is said that rows of notes are not there', async () => {
    const brand = await having(csv(XINGHE, sold(DAY1, NOTE, 10, '1000')), task, map, spend);
    const said = marked('notes-incomplete');
    expect(await ask(brand, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000, 800_000, said));
    expect(await total(brand, 'taobao', 'gmv', ONE_DAY.range)).toMatchObject(known(800_000, 800_000, said));
    // 6,000 + 5,000 are no less than 8,000.
    const whole = await having(notes, task, map, spend);
    expect((await ask(whole, ITEM, 'taobao', 'gmv', ONE_DAY)).marks).not.toContain('notes-incomplete');
    // A note that sells the item beside the task, and of which nothing is told, is in no total: the 8,000 are not all.
    const beside = await having(
      csv(XINGHE_TASK, sold(DAY1, '7001', 25, '8000')),
      csv(MAP, [NOTE, '7001', '', '600000000001', '', ''], [OTHER, '', '', '600000000001', '', '']),
    );
    expect(await ask(beside, ITEM, 'taobao', 'gmv', ONE_DAY)).toMatchObject(known(800_000, 800_000, said));
  });
}

import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/metrics/answer';
import type { Figure } from '../../../src/metrics/figures';
import type { MeasureKey } from '../../../src/metrics/measures';
import type { Answer, Question } from '../../../src/metrics/question';
import { summarise } from '../../../src/metrics/summary';
import { COARSE, type Link } from '../../../src/metrics/values';
import { asking, daily, evidenceOf, jd, juguang, type MadeImport, xinghe } from '../../support/evidence';

// Every worked number of domain.md §3, through the pure functions. The same literals go through the API elsewhere.

const A = 'xhs/note/6861f0000000000000000001';
const B = 'xhs/note/6861f0000000000000000002';
const ITEM = 'taobao/item/594983854607';
const SKU = 'jd/sku/100121438395';
const TASK = 'taobao/task/7001';
const JD_TASK = 'jd/task/9001';

function one(subject: string, imports: MadeImport[], links: Link[] = [], over: Partial<Question> = {}): Answer {
  const result = answer(asking(over), [subject], evidenceOf(imports, links))[subject];
  if (!result) throw new Error(`${subject} is not known`);
  return result;
}

function figure(result: Pick<Answer, 'cells'>, platform: string, key: MeasureKey): Figure {
  const found = result.cells.find((cell) => cell.platform === platform)?.figures[key];
  if (!found) throw new Error(`no ${key} in ${platform}`);
  return found;
}

describe('§3.3 time', () => {
  it('takes the newest snapshot for the whole life: 10,000 then 10,500 reads are 10,500, never 20,500', () => {
    const reads = (day: string, count: number): MadeImport => ({
      rows: [
        {
          ...juguang(A, { reads: count }, { source: 'pgy' }),
          period: { kind: 'lifetime', from: day, to: day },
          line: 2,
        },
      ],
    });
    const spend = { rows: daily('2026-06-20', '2026-07-11', juguang(A, { spend: 100 })) };
    const life = { range: { since: 'publication' as const, to: '2026-07-31' }, measures: ['reads' as const] };
    const snapshots = [reads('2026-07-10', 10_000), reads('2026-07-11', 10_500)];
    expect(figure(one(A, [...snapshots, spend], [], life), 'xhs', 'reads')).toMatchObject({
      low: 10_500,
      high: 10_500,
    });
    // A range is the difference of two snapshots: 10,500 − 10,000.
    const day = { range: { from: '2026-07-11', to: '2026-07-11' }, measures: ['reads' as const] };
    expect(figure(one(A, [...snapshots, spend], [], day), 'xhs', 'reads')).toMatchObject({ low: 500, high: 500 });
    // With one snapshot a range is only known for the whole life.
    const before = one(A, [snapshots[1] as MadeImport, spend], [], day);
    expect(figure(before, 'xhs', 'reads')).toMatchObject({ state: 'missing', reason: 'lifetime-only' });
  });

  it('divides only days that both parts cover: 7,500 ÷ 600 = ¥12.50, not 8,000 ÷ 600', () => {
    const imports = [
      { rows: daily('2026-07-01', '2026-07-16', juguang(A, { spend: 50_000 })) },
      { rows: daily('2026-07-01', '2026-07-15', xinghe(A, { visitors: 40 })) },
    ];
    const result = one(A, imports);
    // 15 days × ¥500 = 750,000 fen; 15 × 40 = 600 人·天; 750,000 ÷ 600 = 1,250 fen.
    expect(figure(result, 'taobao', 'cost')).toMatchObject({ low: 750_000 });
    expect(figure(result, 'taobao', 'visitors')).toMatchObject({
      low: 600,
      high: 600,
      days: { covered: 15, asked: 15 },
    });
    expect(figure(result, 'taobao', 'cost_per_visitor')).toMatchObject({ low: 1250, high: 1250 });
    expect(result.cells.find((cell) => cell.platform === 'taobao')?.range).toEqual({
      from: '2026-07-01',
      to: '2026-07-15',
    });
  });

  it('"last 15 days" means the 15 days up to the as-of', () => {
    const imports = [
      { rows: daily('2026-07-01', '2026-07-31', juguang(A, { spend: 100 })) },
      { rows: daily('2026-07-01', '2026-07-20', xinghe(A, { visitors: 1 })) },
    ];
    const result = one(A, imports, [], { range: { last: 15, to: '2026-07-31' } });
    expect(result.cells.find((cell) => cell.platform === 'taobao')?.range).toEqual({
      from: '2026-07-06',
      to: '2026-07-20',
    });
  });
});

describe('§3.4 people', () => {
  it('adds sampled rows one by one: 100 at 50 % + 100 at 100 % = 300, not 267', () => {
    const [half, full] = daily('2026-07-01', '2026-07-02', xinghe(A, { visitors: 100 }, { sampling: 0.5 }));
    if (!half || !full) throw new Error('two days');
    const spend = { rows: daily('2026-07-01', '2026-07-02', juguang(A, { spend: 100 })) };
    const result = one(A, [{ rows: [half, { ...full, sampling: 1 }] }, spend], [], {
      range: { from: '2026-07-01', to: '2026-07-02' },
    });
    expect(figure(result, 'taobao', 'visitors')).toMatchObject({
      low: 300,
      high: 300,
      marks: expect.arrayContaining(['sampled']),
    });
  });
});

describe('§3.5 overlapping credit', () => {
  const notes = {
    rows: [
      ...daily('2026-07-01', '2026-07-01', xinghe(A, { gmv_task: 600_000 })),
      ...daily('2026-07-01', '2026-07-01', xinghe(B, { gmv_task: 500_000 })),
    ],
  };
  const task = { rows: daily('2026-07-01', '2026-07-01', xinghe(TASK, { gmv_task: 800_000 }, { grain: 'task' })) };
  const spend = { rows: daily('2026-07-01', '2026-07-01', juguang(A, { spend: 100_000 })) };
  const links: Link[] = [
    { from: A, to: TASK },
    { from: B, to: TASK },
    { from: TASK, to: ITEM },
  ];
  const day = { range: { from: '2026-07-01', to: '2026-07-01' } };

  it('T = 8,000, notes 6,000 and 5,000 → 8,000', () => {
    expect(figure(one(ITEM, [notes, task, spend], links, day), 'taobao', 'gmv')).toMatchObject({
      low: 800_000,
      high: 800_000,
    });
  });

  it('without a total the largest note is the floor and the sum the ceiling', () => {
    const result = one(ITEM, [notes, spend], links, day);
    // max(6,000; 5,000) … 6,000 + 5,000; ÷ 1,000 spend.
    expect(figure(result, 'taobao', 'gmv')).toMatchObject({ low: 600_000, high: 1_100_000 });
    expect(figure(result, 'taobao', 'roi')).toMatchObject({ low: 6, high: 11 });
  });
});

describe('§3.6 money', () => {
  it('one grain per total: plan 10,000, notes 7,000, creatives the same 7,000 → 7,000 + 未归到笔记 3,000 = 10,000', () => {
    const day = ['2026-07-01', '2026-07-01'] as const;
    const imports = [
      { rows: daily(...day, juguang(A, { spend: 700_000 })) },
      { rows: daily(...day, juguang(A, { spend: 700_000 }, { grain: 'creative', entity: 'c1' })) },
      { rows: daily(...day, juguang(COARSE, { spend: 1_000_000 }, { grain: 'plan', entity: 'p1' })) },
    ];
    const question = asking({ range: { from: '2026-07-01', to: '2026-07-01' } });
    const total = summarise(question, evidenceOf(imports));
    expect(figure(total, 'xhs', 'cost')).toMatchObject({ low: 1_000_000, high: 1_000_000 });
    expect(figure(total, 'xhs', 'unattributed')).toMatchObject({ low: 300_000, high: 300_000 });
    expect(figure(one(A, imports, [], { range: question.range }), 'xhs', 'cost')).toMatchObject({ low: 700_000 });
  });

  it('a part never imported makes the cost "≥" and the ROI "≤", and is named', () => {
    const imports = [
      { rows: daily('2026-07-01', '2026-07-02', juguang(A, { spend: 50_000 })) },
      { rows: daily('2026-07-01', '2026-07-02', xinghe(A, { visitors: 10, gmv_task: 100_000 })) },
    ];
    const result = one(A, imports, [], { costScope: ['quote', 'juguang'] });
    expect(figure(result, 'taobao', 'cost')).toMatchObject({ low: 100_000, bound: 'at-least', lacks: ['quote'] });
    expect(figure(result, 'taobao', 'roi')).toMatchObject({ low: 2, bound: 'at-most', lacks: ['quote'] });
  });

  it('a part that is asked for twice is paid once', () => {
    const imports = [{ rows: daily('2026-07-01', '2026-07-02', juguang(A, { spend: 50_000 })) }];
    const result = one(A, imports, [], { costScope: ['juguang', 'quote', 'juguang', 'quote'] });
    // 2 × ¥500.00.
    expect(figure(result, 'xhs', 'cost')).toMatchObject({ low: 100_000, lacks: ['quote'] });
  });

  it('the quote belongs to the publication day: a later range knows ratios for the whole life only', () => {
    const quote = {
      rows: [
        {
          ...juguang(A, { quote: 300_000 }, { source: 'pgy' as const }),
          period: { kind: 'lifetime' as const, from: '2026-07-10', to: '2026-07-10' },
          line: 2,
        },
      ],
    };
    const imports = [
      quote,
      { rows: daily('2026-07-01', '2026-07-10', juguang(A, { spend: 10_000 })) },
      { rows: daily('2026-07-01', '2026-07-10', xinghe(A, { visitors: 40 })) },
    ];
    const labels = [{ subject: A, name: 'published' as const, value: '2026-07-01' }];
    const ask = (from: string) =>
      answer(
        asking({ range: { from, to: '2026-07-10' }, costScope: ['quote', 'juguang'] }),
        [A],
        evidenceOf(imports, [], labels),
      )[A];
    const whole = ask('2026-07-01');
    const later = ask('2026-07-02');
    if (!whole || !later) throw new Error('known');
    // 300,000 + 10 × 10,000 = 400,000 fen ÷ 400 人·天 = 1,000 fen.
    expect(figure(whole, 'taobao', 'cost_per_visitor')).toMatchObject({ low: 1000, high: 1000 });
    expect(figure(later, 'taobao', 'cost_per_visitor')).toMatchObject({ state: 'missing', reason: 'lifetime-only' });
  });
});

describe('§3.7 notes, tasks, products', () => {
  const both: Link[] = [
    { from: A, to: ITEM },
    { from: A, to: JD_TASK },
    { from: JD_TASK, to: SKU },
  ];
  const day = { range: { from: '2026-07-01', to: '2026-07-01' } };
  const spend = { rows: daily('2026-07-01', '2026-07-01', juguang(A, { spend: 1_000_000 })) };
  const taobao = { rows: daily('2026-07-01', '2026-07-01', xinghe(A, { visitors: 1000 })) };
  const jingdong = { rows: daily('2026-07-01', '2026-07-01', jd(JD_TASK, { item_viewers: 200 })) };

  it('spend 10,000, Taobao 1,000 and JD 200 visitors: ¥10 and ¥50, each counting the whole spend, each marked', () => {
    const result = one(A, [spend, taobao, jingdong], both, day);
    expect(figure(result, 'taobao', 'cost_per_visitor')).toMatchObject({
      low: 1000,
      marks: expect.arrayContaining(['whole-spend']),
    });
    expect(figure(result, 'jd', 'cost_per_viewer')).toMatchObject({
      low: 5000,
      marks: expect.arrayContaining(['whole-spend', 'task-level']),
    });
    expect(figure(one(SKU, [spend, taobao, jingdong], both, day), 'jd', 'cost_per_viewer')).toMatchObject({
      low: 5000,
      marks: expect.arrayContaining(['whole-spend']),
    });
  });

  it("a JD task with two notes: the note's cell is missing, the product shows the task's total", () => {
    const links = [...both, { from: B, to: JD_TASK }];
    expect(figure(one(A, [spend, taobao, jingdong], links, day), 'jd', 'item_viewers')).toMatchObject({
      state: 'missing',
      reason: 'task-only',
      count: 2,
    });
    expect(figure(one(SKU, [spend, taobao, jingdong], links, day), 'jd', 'item_viewers')).toMatchObject({
      low: 200,
      high: 200,
    });
  });
});

describe('§3.2 missing', () => {
  const range = { range: { from: '2026-07-01', to: '2026-07-15' } };

  it('a covered day without a row is a real 0; an uncovered day is missing and said', () => {
    const imports = [
      {
        rows: [
          ...daily('2026-07-01', '2026-07-10', xinghe(A, { visitors: 10 })),
          ...daily('2026-07-01', '2026-07-05', xinghe(B, { visitors: 7 })),
          ...daily('2026-07-15', '2026-07-15', xinghe(A, { visitors: 10 })),
        ],
      },
      { rows: daily('2026-07-01', '2026-07-15', juguang(A, { spend: 100 })) },
    ];
    // B has rows on 5 of the 11 covered days: 35, and 11 of 15 days are covered.
    expect(figure(one(B, imports, [], range), 'taobao', 'visitors')).toMatchObject({
      low: 35,
      days: { covered: 11, asked: 15 },
      marks: expect.arrayContaining(['partial']),
    });
  });

  it('never adds two windows or two kinds of traffic, and never takes the nearest window', () => {
    const rows = [
      ...daily('2026-07-01', '2026-07-02', xinghe(A, { visitors: 10 })),
      ...daily('2026-07-01', '2026-07-02', xinghe(A, { visitors: 14 }, { window: 30 })),
      ...daily('2026-07-01', '2026-07-02', xinghe(A, { visitors: 4 }, { traffic: '自然流量' })),
    ];
    const spend = { rows: daily('2026-07-01', '2026-07-02', juguang(A, { spend: 100 })) };
    expect(figure(one(A, [{ rows }, spend], [], { window: 15 }), 'taobao', 'visitors')).toMatchObject({
      low: 20,
      high: 20,
    });
    expect(figure(one(A, [{ rows }, spend], [], { window: 30 }), 'taobao', 'visitors')).toMatchObject({
      low: 28,
      high: 28,
    });
    expect(figure(one(A, [{ rows }, spend], [], { window: 7 }), 'taobao', 'visitors')).toMatchObject({
      state: 'missing',
      reason: 'not-in-source',
    });
  });

  it('unknown traffic never stands for all traffic', () => {
    const rows = daily('2026-07-01', '2026-07-02', xinghe(A, { visitors: 10 }, { traffic: 'unknown' }));
    const spend = { rows: daily('2026-07-01', '2026-07-02', juguang(A, { spend: 100 })) };
    expect(figure(one(A, [{ rows }, spend]), 'taobao', 'visitors')).toMatchObject({
      state: 'missing',
      reason: 'unknown-attribute',
    });
  });

  it('÷ 0 is missing with its reason', () => {
    const imports = [
      { rows: daily('2026-07-01', '2026-07-02', xinghe(A, { visitors: 0, gmv_task: 0 })) },
      { rows: daily('2026-07-01', '2026-07-02', juguang(A, { spend: 100 })) },
    ];
    expect(figure(one(A, imports), 'taobao', 'cost_per_visitor')).toMatchObject({
      state: 'missing',
      reason: 'zero-denominator',
    });
    expect(figure(one(A, imports), 'taobao', 'roi')).toMatchObject({ low: 0, high: 0 });
  });
});

describe('§3.8 imports', () => {
  it('the newest as-of wins each key, in either order, and a filtered export proves no zero', () => {
    const old = { rows: daily('2026-07-01', '2026-07-03', xinghe(A, { visitors: 10 })), asOf: '2026-07-04' };
    const restated = {
      rows: daily('2026-07-02', '2026-07-03', xinghe(A, { visitors: 12 })),
      asOf: '2026-07-20',
      filtered: true,
    };
    const other = {
      rows: daily('2026-07-03', '2026-07-03', xinghe(B, { visitors: 5 })),
      asOf: '2026-07-21',
      filtered: true,
    };
    const spend = { rows: daily('2026-07-01', '2026-07-03', juguang(A, { spend: 100 })) };
    // 10 + 12 + 12; B's filtered row does not delete A's.
    for (const order of [
      [old, restated, other, spend],
      [spend, other, restated, old],
    ]) {
      expect(figure(one(A, order), 'taobao', 'visitors')).toMatchObject({ low: 34, high: 34 });
    }
  });

  it('two exports of one as-of that disagree give one answer in either order, marked', () => {
    const first = { rows: daily('2026-07-01', '2026-07-01', xinghe(A, { visitors: 10 })) };
    const second = { rows: daily('2026-07-01', '2026-07-01', xinghe(A, { visitors: 12 })) };
    const spend = { rows: daily('2026-07-01', '2026-07-01', juguang(A, { spend: 100 })) };
    for (const order of [
      [first, second, spend],
      [second, first, spend],
    ]) {
      expect(figure(one(A, order), 'taobao', 'visitors')).toMatchObject({
        low: 12,
        marks: expect.arrayContaining(['conflict']),
      });
    }
  });
});

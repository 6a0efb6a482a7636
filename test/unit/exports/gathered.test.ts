import { expect, it } from 'vitest';
import { Gathered } from '../../../src/exports';
import { DistinctCount } from '../../../src/exports/distinct-count';
import type { Parsed } from '../../../src/exports/face';
import type { Row } from '../../../src/metrics/values';

const noteAt = (at: number) => `xhs/note/6841f0${String(at).padStart(18, '0')}` as const;

function row(at: number, day: string, traffic = 'all'): Parsed {
  const value: Row = {
    source: 'xinghe',
    grain: 'note',
    subject: noteAt(at),
    entity: '',
    period: { kind: 'day', from: day, to: day },
    window: 15,
    caliber: 'unknown',
    traffic,
    sampling: null,
    line: at + 2,
    measures: { visitors: 1 },
  };
  return { type: 'row', row: value };
}
const title = (at: number, value: string): Parsed => ({
  type: 'label',
  label: { subject: noteAt(at), name: 'title', value },
});

it('hands on its subjects before they are too many, and counts each once', () => {
  const gathered = new Gathered();
  for (let at = 0; at < 49_999; at++) gathered.add([row(at, '2026-07-02')]);
  expect(gathered.isFull).toBe(false);
  gathered.add([row(49_999, '2026-07-02'), title(7, '甲'), title(7, '乙'), title(7, '甲')]);
  expect(gathered.isFull).toBe(true);
  const first = gathered.takeNamed();
  expect(first).toHaveLength(50_000);
  // Of two titles every answer takes the later in the alphabet.
  const titles = [{ name: 'title', value: ['甲', '乙'].sort().at(-1) }];
  expect(first[7]).toMatchObject({ subject: noteAt(7), labels: titles });
  expect(gathered.isFull).toBe(false);
  gathered.add([row(7, '2026-07-01'), row(50_000, '2026-07-01')]);
  expect(gathered.totals).toMatchObject({ values: 50_002, subjects: 50_001 });
  expect(gathered.takeNamed().map(({ subject, seen }) => [subject, seen])).toEqual(
    [7, 50_000].map((at) => [noteAt(at), [{ source: 'xinghe', grain: 'note', since: '2026-07-01' }]]),
  );
  expect(gathered.totals.subjects).toBe(50_001);
});

it('refuses a file with more kinds of traffic than there can be', () => {
  const gathered = new Gathered();
  const many = Array.from({ length: 501 }, (_, at) => row(1, '2026-07-01', String(at)));
  gathered.add(many.slice(0, 500));
  expect(() => gathered.add(many)).toThrow(expect.objectContaining({ code: 'export_many_scopes' }));
});

it('refuses a file with more links than any map', () => {
  const gathered = new Gathered();
  const links = Array.from({ length: 500_001 }, (_, at): Parsed => {
    return { type: 'link', link: { from: noteAt(at), to: 'taobao/item/600000000001' } };
  });
  gathered.add(links.slice(0, 500_000));
  expect(() => gathered.add(links.slice(500_000))).toThrow(expect.objectContaining({ code: 'export_many_links' }));
});

it('counts different texts', () => {
  const distinct = new DistinctCount();
  for (let round = 0; round < 2; round++) for (let at = 0; at < 200_000; at++) distinct.add(noteAt(at));
  expect(distinct.count).toBe(200_000);
});

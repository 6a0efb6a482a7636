import { expect, it } from 'vitest';
import { applicable, cutNotice, mappedReader, openExport, parseMapping, refuseUnanswered } from '../../../src/exports';
import { cutsIn, cutTexts } from '../../../src/metrics/declared-cuts';
import type { Declared } from '../../../src/metrics/values';
import { hasWords, LOCALES, say } from '../../../src/text/text';
import { csv, fileOf, NOTE_A } from './support';

const TABLE = [
  ['时间', '包名', '归因模型', '笔记ID', '消费', '展现量'],
  ['2026-09-01', '甲', '首次', NOTE_A, '100', '10'],
  ['2026-09-01', '乙', '末次', NOTE_A, '200', '20'],
];

async function readWith(declared: Declared) {
  const opened = await openExport(fileOf('聚光.csv', csv(TABLE)));
  const applied = applicable(declared, opened);
  for await (const _ of opened.parsed(applied.declared));
  return { ...applied, cuts: opened.prepared.cuts ?? [] };
}

it('refuses a table with a sentence that names the column, both results and the way to answer', async () => {
  const { cuts } = await readWith({ cuts: { 归因模型: '末次', 包名: 'sum' } });
  expect(() => refuseUnanswered(cuts)).not.toThrow();
  const open = (await readWith({})).cuts;
  expect(() => refuseUnanswered(open)).toThrow(expect.objectContaining({ code: 'export_cut_alternative' }));
  for (const locale of LOCALES) {
    for (const question of open) {
      const { code, params } = cutNotice(question);
      if (!hasWords(code)) throw new Error(`no words for ${code}`);
      const sentence = say(locale, code, params);
      expect(sentence).toContain(`--cut ${question.column}=`);
      expect(sentence).not.toMatch(/[{}]/);
    }
  }
});

it('takes answers about columns that are there, and says which were of no use', async () => {
  const { declared, warnings } = await readWith({ cuts: { 归因模型: '末次', 计划: 'sum' } });
  expect(declared).toEqual({ cuts: { 归因模型: '末次' } });
  expect(warnings).toEqual([{ code: 'server_declared_needless_cut', params: { column: '计划' } }]);
  expect((await readWith({ cuts: { 计划: 'sum' } })).declared).toEqual({});
});

it('answers by a saved mapping, unless something else is said of the file', async () => {
  const mapping = parseMapping({
    grasslens: 'mapping/1',
    name: '日报',
    source: 'juguang',
    columns: { 日: 'date', 笔记: 'note', 花: 'spend', 组: 'ignore' },
    cuts: { 组: 'sum' },
  });
  const table = csv([
    ['日', '组', '笔记', '花'],
    ['2026-09-01', 'a', NOTE_A, '100'],
    ['2026-09-01', 'b', NOTE_A, '200'],
  ]);
  for (const [declared, answer] of [
    [{}, 'sum'],
    [{ cuts: { 组: 'first' } }, 'first'],
  ] as const) {
    const opened = await openExport(fileOf('日报.csv', table), { mapping });
    expect(opened.reader.kind).toBe(mappedReader(mapping).kind);
    expect(applicable(declared, opened).declared).toEqual({ cuts: { 组: answer } });
  }
});

it('reads answers as they are typed and sent', () => {
  expect(cutsIn(['包名=sum', '归因模型=a=b', '列='])).toEqual({ 包名: 'sum', 归因模型: 'a=b', 列: '' });
  expect(cutsIn(['包名'])).toBeNull();
  expect(cutsIn(['=sum'])).toBeNull();
  expect(cutTexts({ 包名: 'sum', 列: '' })).toEqual(['包名=sum', '列=']);
});

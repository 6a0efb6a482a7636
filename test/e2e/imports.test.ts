import { afterAll, describe, expect, it } from 'vitest';
import type { MetricsResponse } from '../../src/api/contract';
import { askMetrics, program, startApi, tempFolder } from '../support/api';
import { BOTH_SHOPS, JD_SKU, TAOBAO_ITEM, TAOBAO_ONLY, writeSmallWorkspace } from '../support/small-workspace';

const folder = tempFolder();
const files = writeSmallWorkspace(`${folder.path}/files`);
afterAll(() => folder.remove());

const SUBJECTS = [
  `xhs/note/${BOTH_SHOPS}`,
  `xhs/note/${TAOBAO_ONLY}`,
  `taobao/item/${TAOBAO_ITEM}`,
  `jd/sku/${JD_SKU}`,
];

/** The answers of a new data folder after these imports, one after the other, without the imports' own ids. */
async function answersAfter(name: string, imported: readonly string[]): Promise<MetricsResponse['answers']> {
  const api = await startApi(`${folder.path}/${name}`, imported);
  try {
    const { answers } = await askMetrics(api, {
      subjects: SUBJECTS,
      range: { since: 'publication', to: '2026-07-16' },
    });
    return JSON.parse(JSON.stringify(answers, (key, value) => (key === 'imports' ? undefined : value)));
  } finally {
    await api.stop();
  }
}

describe('what was imported decides, not how', () => {
  const { map, xingheFirst, xingheSecond, juguang, jdSeeding } = files;

  it('in either order, and a file twice: the same answers', async () => {
    const once = await answersAfter('once', [map, xingheFirst, xingheSecond, juguang, jdSeeding]);
    const note = once[`xhs/note/${BOTH_SHOPS}`]?.cells.find(({ platform }) => platform === 'taobao');
    // 15 days × 40: the rows of 30 days and of parts of the traffic, which have 3, 7 and 11 times as many, are not in it.
    expect(note?.figures.visitors).toMatchObject({ state: 'known', low: 600, high: 600 });

    expect(await answersAfter('reversed', [jdSeeding, juguang, xingheSecond, xingheFirst, map])).toEqual(once);
    const twice = [map, xingheFirst, xingheFirst, xingheSecond, juguang, jdSeeding, juguang, map];
    expect(await answersAfter('twice', twice)).toEqual(once);
  });

  it('a day that no import covers is missing and never 0', async () => {
    const answers = await answersAfter('uncovered', [map, xingheFirst, juguang]);
    const note = answers[`xhs/note/${BOTH_SHOPS}`];
    // Only 07-01…07-08 of 星河: 8 × 40, and nothing is known of JD.
    const taobao = note?.cells.find(({ platform }) => platform === 'taobao');
    expect(taobao?.range).toEqual({ from: '2026-07-01', to: '2026-07-08' });
    expect(taobao?.figures.visitors).toMatchObject({ state: 'known', low: 320, high: 320 });
    const jd = note?.cells.find(({ platform }) => platform === 'jd');
    expect(jd?.figures.item_viewers).toMatchObject({ state: 'missing' });
  });

  it('a file that is refused leaves nothing behind, and the files beside it are taken', async () => {
    const data = `${folder.path}/refused`;
    const notExport = new URL(import.meta.url).pathname;
    const { code, err } = await program(data).run('import', map, notExport, juguang);
    expect(code).toBe(1);
    expect(err).toContain(notExport);
    const listed = (await program(data).ask('imports')).split('\n').map((line) => line.split('\t')[2]);
    expect(listed.sort()).toEqual(['juguang.csv', 'map.csv']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/metrics/subjects';
import { type Extension, openExtension } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { NO_MISMATCH, settledMismatch, shifts } from './matching';
import { movedByUs } from './stillness';
import { JD_SURFACES } from './surfaces/jd';
import { TAOBAO_SURFACES } from './surfaces/taobao';
import { goodsId, htmlOf, itemId, noteId, range, skuId, userId } from './surfaces/tree';
import { XHS_SURFACES } from './surfaces/xhs';

/** Every id of the fixtures, users' as notes and variants' as products too: what is taken for a subject is drawn. */
const SUBJECTS: Subject[] = [
  ...range(40).flatMap((n) => [`xhs/note/${noteId(n)}`, `xhs/note/${userId(n)}`, `xhs/goods/${goodsId(n)}`]),
  ...range(100).map((n) => `taobao/item/${itemId(n)}`),
  ...range(5000).map((n) => `jd/sku/${skuId(n)}`),
  'taobao/item/2616970884',
  'taobao/item/4520490491817',
];

describe('every surface', () => {
  let api: FakeApi;
  let extension: Extension;
  beforeAll(async () => {
    api = await openFakeApi(SUBJECTS);
    extension = await openExtension(api);
  });
  afterAll(async () => {
    await extension?.close();
    await api?.close();
  });

  const surfaces = [...XHS_SURFACES, ...TAOBAO_SURFACES, ...JD_SURFACES];
  it.each(
    surfaces.flatMap((surface) => [
      { ...surface, renamed: false },
      { ...surface, renamed: true },
    ]),
  )('$name, classes renamed: $renamed', async ({ renamed, ...surface }) => {
    const tab = await extension.tab((url) =>
      url.href === new URL(surface.url).href ? htmlOf(surface, renamed) : undefined,
    );
    const errors: unknown[] = [];
    tab.on('pageerror', (error) => errors.push(error));
    await tab.goto(surface.url);
    const expected = JSON.stringify(surface.body).split('"data-for"').length - 1;
    // Where nothing is to be found, wait as long as finding takes elsewhere.
    if (expected === 0) await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await settledMismatch(tab, api)).toEqual(NO_MISMATCH);
    if (expected > 0 && !renamed) expect(await movedByUs(tab, extension, api)).toEqual([]);
    expect(await shifts(tab)).toEqual([]);
    expect(errors).toEqual([]);
    await tab.close();
  });
});

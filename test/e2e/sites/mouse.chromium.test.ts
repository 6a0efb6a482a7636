import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Extension, openExtension, readDrawn, until } from './extension';
import { type FakeApi, openFakeApi } from './fake-api';
import { htmlOfSurface, MOUSE_SUBJECTS, MOUSE_SURFACES, useMouse } from './mouse';

describe('a mouse in Chromium', () => {
  const table: Record<string, unknown>[] = [];
  let api: FakeApi;
  let extension: Extension;
  beforeAll(async () => {
    api = await openFakeApi(MOUSE_SUBJECTS);
    extension = await openExtension(api);
  });
  afterAll(async () => {
    console.table(table);
    await extension?.close();
    await api?.close();
  });

  it.each(MOUSE_SURFACES)('opens and closes the card of a badge: $name', async (surface) => {
    const tab = await extension.tab((url) =>
      url.href === new URL(surface.url).href ? htmlOfSurface(surface) : undefined,
    );
    await tab.goto(surface.url);
    await tab.bringToFront();
    const [badge] = await until(
      () => readDrawn(tab, api),
      (drawn) => drawn.length > 0,
    );
    if (!badge) throw new Error('nothing is drawn here');
    const middle = { x: (badge.left + badge.right) / 2, y: (badge.top + badge.bottom) / 2 };
    const result = await useMouse(tab, middle, async () => tab.frames().length - 1);
    table.push({ browser: 'Chromium', surface: surface.name, ...result, seen: result.seen.join(' ') });
    expect(result).toEqual({ hover: true, leave: true, click: true, 'press beside': true, seen: [] });
    expect(tab.url()).toBe(new URL(surface.url).href);
    await tab.close();
  });
});

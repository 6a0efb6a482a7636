import { expect, it } from 'vitest';
import { Recent } from '../../../src/server/recent';

it('makes a value once for all who ask while it is being made, and after', async () => {
  const recent = new Recent<number>(2);
  let made = 0;
  const make = async () => ++made;
  expect(await Promise.all([recent.get('a', make), recent.get('a', make)])).toEqual([1, 1]);
  expect(await recent.get('a', make)).toBe(1);
});

it('makes again what could not be made', async () => {
  const recent = new Recent<number>(2);
  const fail = async () => {
    throw new Error('away');
  };
  await expect(recent.get('a', fail)).rejects.toThrow('away');
  expect(await recent.get('a', async () => 7)).toBe(7);
});

it('lets go of the oldest', async () => {
  const recent = new Recent<string>(2);
  for (const key of ['a', 'b', 'c']) await recent.get(key, async () => key);
  expect(await recent.get('c', async () => 'anew')).toBe('c');
  expect(await recent.get('a', async () => 'anew')).toBe('anew');
});

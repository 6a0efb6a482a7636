import { expect, test } from 'vitest';
import { Load } from '../../../src/server/http/load';

const OVERLOADED = { code: 'server_overloaded', params: { seconds: 2 } };

/** Questions that are under way until `end`. */
function asker(load: Load) {
  const ends: (() => void)[] = [];
  return {
    ask: (client: string) => load.run(client, () => new Promise<void>((resolve) => ends.push(resolve))),
    end: () => {
      for (const end of ends.splice(0)) end();
    },
  };
}

test('beyond the bound a question is refused, and answered once others are', async () => {
  const load = new Load({ all: 3, crowded: 3, share: 3 });
  const { ask, end } = asker(load);
  const kept = ['a', 'b', 'c'].map(ask);
  await expect(ask('d')).rejects.toMatchObject(OVERLOADED);
  end();
  await Promise.all(kept);
  expect(await load.run('d', async () => 'answered')).toBe('answered');
});

test('a client beyond its share is refused in a crowd only, and others are answered', async () => {
  const load = new Load({ all: 9, crowded: 4, share: 2 });
  const { ask, end } = asker(load);
  const kept = ['a', 'a', 'a', 'a'].map(ask);
  await expect(ask('a')).rejects.toMatchObject(OVERLOADED);
  kept.push(ask('b'), ask('b'));
  await expect(ask('b')).rejects.toMatchObject(OVERLOADED);
  expect(await load.run('c', async () => 'answered')).toBe('answered');
  end();
  await Promise.all(kept);
});

test('a failed question is no longer under way', async () => {
  const load = new Load({ all: 1, crowded: 1, share: 1 });
  await expect(load.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await load.run('a', async () => 'answered')).toBe('answered');
});

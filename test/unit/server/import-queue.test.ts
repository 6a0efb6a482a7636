import { expect, test } from 'vitest';
import { ImportQueue } from '../../../src/server/imports/import-queue';

/** Work that ends when it is told to, and a list of what began. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('an import waits for those of its workspace only', async () => {
  const queue = new ImportQueue();
  const { begun, work, end } = works();
  const first = queue.run('a', work('a1'));
  const second = queue.run('a', work('a2'));
  const other = queue.run('b', work('b1'));
  await settle();
  expect(begun).toEqual(['a1', 'b1']);
  end('b1');
  expect(await other).toBe('b1');
  expect(begun).toEqual(['a1', 'b1']);
  end('a1');
  await first;
  await settle();
  expect(begun).toEqual(['a1', 'b1', 'a2']);
  end('a2');
  expect(await second).toBe('a2');
});

test('a bound on running workspaces is fair to those that waited longest', async () => {
  const queue = new ImportQueue({ ofWorkspace: 9, ofAll: 9, running: 1 });
  const { begun, work, end } = works();
  const all = ['a', 'b', 'a'].map((workspace, at) => queue.run(workspace, work(`${at}`)));
  for (const name of ['0', '1', '2']) {
    await settle();
    expect(begun.at(-1)).toBe(name);
    end(name);
  }
  await Promise.all(all);
});

test('beyond its bounds an import is refused with the time to wait, and others go on', async () => {
  const queue = new ImportQueue({ ofWorkspace: 2, ofAll: 3, running: 4 });
  const { work, end } = works();
  const kept = [queue.run('a', work('a1')), queue.run('a', work('a2'))];
  const full = { code: 'server_imports_full', params: { seconds: 30 } };
  await expect(queue.run('a', work('a3'))).rejects.toMatchObject(full);
  kept.push(queue.run('b', work('b1')));
  await expect(queue.run('c', work('c1'))).rejects.toMatchObject(full);
  for (const name of ['b1', 'a1', 'a2']) {
    await settle();
    end(name);
  }
  await Promise.all(kept);
  const again = queue.run('c', work('c1'));
  await settle();
  end('c1');
  expect(await again).toBe('c1');
});

test('a failed import lets the next one begin', async () => {
  const queue = new ImportQueue();
  await expect(queue.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await queue.run('a', async () => 'next')).toBe('next');
});

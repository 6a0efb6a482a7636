import type { Answer } from '../metrics/question';

/**
 * What sold most first: by the largest GMV on any one platform, a band by its lower end; then what was visited; what
 * has no number last, in the order given.
 */
export function byMoney<T extends { answer: Answer | null }>(answers: readonly T[]): T[] {
  const size = new Map(answers.map((one) => [one, sizeOf(one.answer)]));
  return [...answers].sort((a, b) => {
    const [gmvA, peopleA] = size.get(a) ?? [-1, -1];
    const [gmvB, peopleB] = size.get(b) ?? [-1, -1];
    return gmvB - gmvA || peopleB - peopleA;
  });
}

function sizeOf(answer: Answer | null): readonly [gmv: number, people: number] {
  const shops = answer?.cells.filter(({ platform }) => platform !== 'xhs') ?? [];
  const largest = (keys: readonly ('gmv' | 'visitors' | 'item_viewers')[]) =>
    Math.max(
      -1,
      ...shops.flatMap(({ figures }) =>
        keys.flatMap((key) => {
          const figure = figures[key];
          return figure?.state === 'known' ? [figure.low] : [];
        }),
      ),
    );
  return [largest(['gmv']), largest(['visitors', 'item_viewers'])];
}

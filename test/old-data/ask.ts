import type { FilesSource } from '../../src/files/source';
import type { FilesStore } from '../../src/files/store';
import { OLD_SUBJECTS } from './exports';
import { DETAILED, PATHS, QUESTIONS } from './questions';

/** Answers by what was asked. */
export type Answers = Record<string, unknown>;
export type Get = (path: string, init?: { method?: string; body?: string }) => Promise<Response>;

/** Everything that is kept of the API's answers. */
export async function askApi(get: Get): Promise<Answers> {
  const answers: Answers = {};
  const keep = async (name: string, response: Response) => {
    const text = await response.text();
    answers[name] = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  };
  for (const path of PATHS) await keep(path, await get(path));
  for (const question of QUESTIONS) {
    const body = JSON.stringify({ subjects: OLD_SUBJECTS, verdicts: true, ...question });
    await keep(`/v1/metrics ${named(question)}`, await get('/v1/metrics', { method: 'POST', body }));
  }
  return answers;
}

/** The same of files in a browser. */
export async function askFiles({ source, store, set }: { source: FilesSource; store: FilesStore; set: string }) {
  const answers: Answers = {
    coverage: await source.coverage(),
    pairs: await source.pairs(),
    template: await store.mapTemplate(set),
    marks: await source.marks(),
    known: await source.known(null),
    imports: await store.imports(set),
    search: await source.search('笔记 1'),
  };
  for (const question of QUESTIONS) {
    const name = named(question);
    answers[`metrics ${name}`] = await source.metrics(OLD_SUBJECTS, question);
    answers[`summary ${name}`] = await source.summary(question);
    answers[`targets ${name}`] = await source.targets(question);
    answers[`top ${name}`] = await source.top(question);
    for (const subject of DETAILED) answers[`detail ${subject} ${name}`] = await source.detail(subject, question);
  }
  return answers;
}

const named = ({ range, window }: (typeof QUESTIONS)[number]) => `${JSON.stringify(range)} ${window}`;

import type { ImportAnswer, ImportList, Problem } from '../../../../src/api/contract';
import type { DetailResponse } from '../../../../src/api/contract-detail';
import { queryOf } from '../../../../src/api/query';
import type { Workspace } from '../../server/support/api';
import { noticesOf, type Side } from './side';

/** A workspace behind the API. */
export function apiSide(workspace: Workspace): Side {
  return {
    async import(name, bytes, declare) {
      const query = Object.entries(declare).map(([key, value]) => [key, inQuery(value)]);
      const response = await workspace.tryImport(bytes, { filename: name, ...Object.fromEntries(query) });
      if (!response.ok) {
        const { detail = '', status } = (await response.json()) as Problem;
        if (status >= 500) throw new Error(`${name}: ${status} ${detail}`);
        return { isLive: false, words: detail, report: null, id: null };
      }
      const { id, report } = (await response.json()) as ImportAnswer;
      const { imports } = (await (await workspace.request('/v1/imports')).json()) as ImportList;
      const isLive = imports.some((one) => one.id === id && one.state === 'live');
      return { isLive, words: noticesOf(report, ({ message = '' }) => message), report, id };
    },
    async undo(id) {
      const response = await workspace.undo(id);
      if (!response.ok) throw new Error(await response.text());
    },
    async ask({ subject, detail, question }) {
      if (subject === null) {
        const answer = await (await workspace.request(`/v1/summary?${queryOf(question)}`)).json();
        return { answer, verdicts: null, floors: [] };
      }
      const { answers, verdicts } = await workspace.metrics([subject], { ...question, verdicts: true });
      const found = { answer: answers[subject] ?? null, verdicts: verdicts?.[subject] ?? null, floors: [] };
      if (!detail || found.answer === null) return found;
      const response = await workspace.request(`/v1/subjects/${subject}?${queryOf(question)}`);
      const answered = ((await response.json()) as DetailResponse).detail;
      return { ...found, answer: answered, floors: answered.floors };
    },
  };
}

function inQuery(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

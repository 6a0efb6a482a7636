import type { Answered, PageSetup } from '../../../src/messages/protocol';
import type { Figure } from '../../../src/metrics/figures';
import { badgeWords } from '../../../src/text/text';

export const SETUP: PageSetup = { enabled: true, connection: 'bench', locale: 'zh_CN', words: badgeWords('zh_CN') };

const figure = (value: number): Figure => ({
  state: 'known',
  low: value,
  high: value,
  bound: 'exact',
  days: { covered: 15, asked: 15 },
  marks: [],
  provenance: [],
});

/** The same numbers for every subject. */
export function constantAnswer(subject: string): Answered {
  const range = { from: '2026-10-01', to: '2026-10-15' };
  const figures = { visitors: figure(1234), cost_per_visitor: figure(1250), roi: figure(2.5) };
  return {
    subject,
    freshness: 'fresh',
    status: 'ok',
    fetchedAt: 0,
    mark: null,
    verdicts: {},
    answer: {
      subject,
      title: null,
      group: null,
      linked: 1,
      marks: [],
      cells: [{ platform: 'taobao', range, asOf: range.to, figures, provenance: [] }],
    },
  };
}

/** What a team decides about a note or product: 加投 · 观察 · 停投. */
export const DECISIONS = ['boost', 'watch', 'stop'] as const;
export type Decision = (typeof DECISIONS)[number];

/** A decision with what was said about it. */
export interface MarkWish {
  decision: Decision;
  remark: string;
}

/** A decision as it is kept; `at` as ISO 8601. */
export interface DecisionMark extends MarkWish {
  at: string;
}

/** The longest remark. */
export const MAX_REMARK = 500;

import type { Source } from './sources';
import type { Scope } from './values';

/** Whose day the windowed rows of a source are, where its files do not say: asked once per source and workspace. */
export interface CaliberAnswer {
  caliber: 'click' | 'conversion';
  /** The user's answer, or restated or unchanged days of the workspace's own exports (domain.md §3.3). */
  by: 'user' | 'exports';
}

export type Calibers = Partial<Record<Source, CaliberAnswer>>;

/** The user's answers as they are stored. */
export function answeredBy(answers: Partial<Record<Source, CaliberAnswer['caliber']>>): Calibers {
  const entries = Object.entries(answers).map(([source, caliber]) => [source, { caliber, by: 'user' }]);
  return Object.fromEntries(entries);
}

type Attributes = Pick<Scope, 'source' | 'window' | 'caliber'>;

/** Whether the file of such rows leaves open whose day they are. */
export function isCaliberOpen({ window, caliber }: Pick<Scope, 'window' | 'caliber'>): boolean {
  return caliber === 'unknown' && typeof window === 'number';
}

/** A row or run under the caliber that its source's answer gives it; the same where it needs none. */
export function withCaliber<T extends Attributes>(of: T, calibers: Calibers): T {
  const answer = isCaliberOpen(of) ? calibers[of.source] : undefined;
  return answer ? { ...of, caliber: answer.caliber } : of;
}

/** The scopes under which a store has the rows of a scope: rows of an answered source are stored as they came. */
export function storedScopes(scope: Scope, calibers: Calibers): Scope[] {
  const answer = typeof scope.window === 'number' ? calibers[scope.source] : undefined;
  return answer?.caliber === scope.caliber ? [scope, { ...scope, caliber: 'unknown' }] : [scope];
}

/** The sources whose caliber is open: the question stands wherever their figures do. */
export function openSources(coverage: readonly Attributes[], calibers: Calibers): Source[] {
  const open = coverage.filter((run) => isCaliberOpen(run) && calibers[run.source]?.by !== 'user');
  return [...new Set(open.map(({ source }) => source))].sort();
}

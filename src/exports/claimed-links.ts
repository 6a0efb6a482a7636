/**
 * 蒲公英's 星任务主任务id is not proven to be the shop's task id (domain.md §1.2): its links count only where a report
 * of the shop that is live knows a task of that id.
 */
export interface ClaimingImports {
  /** Imports whose links are claims. */
  claiming: string[];
  /** Imports that know the shop's tasks. */
  knowing: string[];
}

interface Importing {
  id: string;
  kind: string;
  source: string | null;
}

export function claimingImports(live: readonly Importing[]): ClaimingImports {
  const idsOf = (passes: (one: Importing) => boolean) => live.filter(passes).map(({ id }) => id);
  return {
    claiming: idsOf(({ kind }) => kind === 'pgy-note'),
    knowing: idsOf(({ source }) => source === 'xinghe' || source === 'sycm'),
  };
}

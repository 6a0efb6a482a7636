import type { PolicyProblem } from '../messages/protocol';
import { t } from './language';

/** What is wrong with the policy that an administrator has set; nothing where it is well. */
export function PolicyNotice({ problem }: { problem: PolicyProblem | undefined }) {
  if (problem === undefined) return null;
  const { where, found } = problem;
  return (
    <p class="notice" role="status">
      {found === null ? t('policy_missing', { where }) : t('policy_problem', { where, found })}
    </p>
  );
}

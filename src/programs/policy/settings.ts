/** What follows from the settings of a policy alone. */
import {learnsFromOf} from '../../objectives/policy/index.spec.ts';
import {isTrained, type LearntJudge, type PolicySettings} from './index.spec.ts';

/** Whether a run with these settings has a frozen reference. */
export const hasReference = ({objective}: Pick<PolicySettings, 'objective'>): boolean =>
  learnsFromOf(objective.kind) !== 'demonstrations';

/** A judge that was trained; undefined for one who knows. */
export const learntJudge = ({judge}: Pick<PolicySettings, 'judge'>): LearntJudge | undefined =>
  isTrained(judge) ? judge : undefined;

/**
 * The beta for which the policy comes to ref exp(r / beta) / Z if it learns all that its objective can teach, with the judge's
 * reward r; undefined where that is not what it comes to.
 */
export function targetBeta({objective, sampling, judge, world}: PolicySettings): number | undefined {
  switch (objective.kind) {
    case 'reinforce':
    case 'rloo':
    case 'ppo':
      return objective.control === 'fixed' ? objective.beta : undefined;
    case 'copg':
      return objective.beta;
    case 'nca':
    case 'infoNCA':
      return objective.beta * objective.alpha;
    case 'dpo':
      // The choices of annotators are those of the Bradley-Terry model with their taste times their care.
      return 'labels' in sampling &&
        sampling.labels === 'annotators' &&
        sampling.pairing === 'random' &&
        !(world.kind === 'bandit' && world.cyclic > 0) &&
        judge.kind === 'taste' &&
        judge.noise === 0 &&
        objective.smoothing === 0
        ? objective.beta / world.care
        : undefined;
    default:
      return undefined;
  }
}

import {betaField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const ipo = policyObjective({
  kind: 'ipo',
  label: 'IPO',
  help: 'Like DPO with a goal: the log-ratios of the two answers are brought 1 / (2 β) apart and no further, however clear the choice.',
  fields: {beta: betaField},
  learnsFrom: 'pairs',
});

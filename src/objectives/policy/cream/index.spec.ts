import {betaField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const cream = policyObjective({
  kind: 'cream',
  label: 'CREAM',
  help: 'DPO with a smoothing that it sets itself: choices count as far as the policy and the one before it put the same answers in the same order.',
  fields: {beta: betaField},
  learnsFrom: 'pairs',
  needs: {consistency: true},
});

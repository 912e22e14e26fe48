import {betaField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const apoDown = policyObjective({
  kind: 'apoDown',
  label: 'APO-down',
  help: 'Both answers become less likely than under the reference, the rejected one more so: for chosen answers that are worse than what the policy gives.',
  fields: {beta: betaField},
  learnsFrom: 'pairs',
});

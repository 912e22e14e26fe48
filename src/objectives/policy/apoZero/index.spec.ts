import {betaField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const apoZero = policyObjective({
  kind: 'apoZero',
  label: 'APO-zero',
  help: 'Chosen answers become likelier than under the reference and rejected ones less likely: for chosen answers that are better than what the policy gives.',
  fields: {beta: betaField},
  learnsFrom: 'pairs',
});

import {betaField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const copg = policyObjective({
  kind: 'copg',
  label: 'Contrastive policy gradient',
  help: 'The difference of two rewards is to equal β times the difference of the log-ratios, as it does for the best policy. Whoever wrote the answers, the best policy stays the same.',
  fields: {beta: betaField},
  learnsFrom: 'sets',
  needs: {groups: true},
});

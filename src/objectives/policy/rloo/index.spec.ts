import {controlFields} from '../control.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const rloo = policyObjective({
  kind: 'rloo',
  label: 'RLOO',
  help: 'REINFORCE, leave one out: the reward of each answer minus the mean of the other answers to the same question. Needs two answers or more to a question.',
  fields: {...controlFields},
  learnsFrom: 'samples',
  needs: {groups: true},
});

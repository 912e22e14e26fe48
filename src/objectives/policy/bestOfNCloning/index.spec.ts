import {policyObjective} from '../objective.spec.ts';

export const bestOfNCloning = policyObjective({
  kind: 'bestOfNCloning',
  label: 'Cloning the best of n',
  help: 'Supervised learning on the answer with the highest reward; the other answers are left out. Answers that are level share.',
  fields: {},
  learnsFrom: 'sets',
});

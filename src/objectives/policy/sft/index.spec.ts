import {policyObjective} from '../objective.spec.ts';

export const sft = policyObjective({
  kind: 'sft',
  label: 'Supervised (SFT)',
  help: 'The policy learns to give the answers that it is shown, each move as likely as it can.',
  fields: {},
  learnsFrom: 'demonstrations',
});

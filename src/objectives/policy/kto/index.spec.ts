import {number} from '../../../spec/index.ts';
import {betaField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

const weight = {default: 1, range: [0, 5], step: 0.05, acts: 'next step'} as const;

export const kto = policyObjective({
  kind: 'kto',
  label: 'KTO',
  help: 'Each answer is good or bad on its own: good ones are pushed above the point where the policy is on the whole, bad ones below it, and far ones no more.',
  fields: {
    beta: betaField,
    desirableWeight: number({
      label: 'Weight of good answers',
      symbol: 'λD',
      help: 'What a chosen answer counts. Gains and losses need not weigh the same.',
      ...weight,
    }),
    undesirableWeight: number({
      label: 'Weight of bad answers',
      symbol: 'λU',
      help: 'What a rejected answer counts. Above the other weight, losses loom larger than gains.',
      ...weight,
    }),
  },
  learnsFrom: 'pairs',
  needs: {mismatched: true},
});

import {number} from '../../../spec/index.ts';
import {rewardTemperatureField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const rewardWeighted = policyObjective({
  kind: 'rewardWeighted',
  label: 'Reward-weighted regression',
  help: 'Supervised learning on all answers to a question, each weighted by its reward.',
  fields: {
    temperature: number({...rewardTemperatureField, symbol: 'β'}),
  },
  learnsFrom: 'sets',
});

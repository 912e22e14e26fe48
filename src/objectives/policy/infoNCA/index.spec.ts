import {betaField, rewardTemperatureField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const infoNCA = policyObjective({
  kind: 'infoNCA',
  label: 'InfoNCA',
  help: 'DPO for several answers with rewards: their log-ratios are to be as far apart as their rewards. Only differences count, so all may fall together.',
  fields: {beta: betaField, alpha: rewardTemperatureField},
  learnsFrom: 'sets',
});

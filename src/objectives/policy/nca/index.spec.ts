import {betaField, rewardTemperatureField} from '../fields.spec.ts';
import {policyObjective} from '../objective.spec.ts';

export const nca = policyObjective({
  kind: 'nca',
  label: 'NCA',
  help: 'Each answer on its own must be told from one of the reference, in proportion to its reward, so good answers become likelier and not only less unlikely than bad ones.',
  fields: {beta: betaField, alpha: rewardTemperatureField},
  learnsFrom: 'sets',
});

import {rewardObjective} from '../objective.spec.ts';

export const meanDifference = rewardObjective({
  kind: 'meanDifference',
  label: 'Mean difference',
  help: 'The last layer becomes the mean difference between the representations of chosen and rejected texts. The other layers stay as an earlier stage left them.',
  fields: {},
  needs: {trunk: true},
});

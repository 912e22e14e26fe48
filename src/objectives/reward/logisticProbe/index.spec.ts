import {rewardObjective} from '../objective.spec.ts';

export const logisticProbe = rewardObjective({
  kind: 'logisticProbe',
  label: 'Logistic probe',
  help: 'Bradley–Terry, but only the last layer learns. What the other layers make of a text stays as an earlier stage left it.',
  fields: {},
  needs: {trunk: true},
});

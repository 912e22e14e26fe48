import {rewardObjective} from '../objective.spec.ts';

export const regression = rewardObjective({
  kind: 'regression',
  label: 'Regression',
  help: 'The reward is fitted to the score of each item by least squares. Choices are not used.',
  fields: {},
  needs: {scores: true},
});

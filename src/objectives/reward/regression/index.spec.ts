import {rewardObjective} from '../objective.spec.ts';

export const regression = rewardObjective({
  kind: 'regression',
  label: 'Regression',
  help: 'The reward learns the score that each item was given, by least squares. Choices are not used.',
  fields: {},
  needs: {scores: true},
});

import {rewardObjective} from '../objective.spec.ts';

export const strengthMargin = rewardObjective({
  kind: 'strengthMargin',
  label: 'Margin by strength',
  help: 'Bradley–Terry with a margin of 1, 2 or 3: the stronger the preference, the further ahead the chosen item must be.',
  fields: {},
  needs: {strengths: true},
});

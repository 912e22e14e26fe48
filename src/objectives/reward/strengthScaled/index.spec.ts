import {rewardObjective} from '../objective.spec.ts';

export const strengthScaled = rewardObjective({
  kind: 'strengthScaled',
  label: 'Scaled by strength',
  help: 'Bradley–Terry in which a strong preference counts two or three times.',
  fields: {},
  needs: {strengths: true},
});

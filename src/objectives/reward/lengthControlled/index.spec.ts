import {rewardObjective} from '../objective.spec.ts';

export const lengthControlled = rewardObjective({
  kind: 'lengthControlled',
  label: 'Length explained away',
  help: 'A coefficient of length is trained with the reward and dropped after training: it explains the choices that were made for length.',
  fields: {},
  needs: {lengths: true, coefficient: true},
});

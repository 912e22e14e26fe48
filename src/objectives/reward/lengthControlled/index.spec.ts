import {rewardObjective} from '../objective.spec.ts';

export const lengthControlled = rewardObjective({
  kind: 'lengthControlled',
  label: 'Length explained away',
  help: 'A coefficient for length is learnt beside the reward and thrown away after training: it takes the blame for what was chosen because it was long.',
  fields: {},
  needs: {lengths: true, coefficient: true},
});

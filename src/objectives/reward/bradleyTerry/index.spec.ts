import {rewardObjective} from '../objective.spec.ts';

export const bradleyTerry = rewardObjective({
  kind: 'bradleyTerry',
  label: 'Bradley–Terry',
  help: 'The chance that an item is chosen is the logistic function of its lead in reward: the standard loss of reward models.',
  fields: {},
  matchModel: () => ({tieRate: 0, likelihood: true}),
});

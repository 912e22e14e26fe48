import {choice, number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const pairConsistency = rewardObjective({
  kind: 'pairConsistency',
  label: 'The same in other words',
  help: 'Bradley–Terry, and the reward of an answer should stay the same when it is said in other words.',
  fields: {
    consistency: number({
      label: 'Consistency',
      symbol: 'α',
      help: 'The weight of the squared difference between both rewards. 0 is plain Bradley–Terry.',
      default: 1,
      range: [0, 20],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
    partner: choice({
      label: 'Compared with',
      help: 'Whose rewording an answer should have the reward of.',
      default: 'own',
      options: {
        own: {label: 'its own rewording'},
        other: {label: 'that of another answer', help: 'A control: this only makes rewards small.'},
      },
    }),
  },
  needs: {reworded: true, single: true},
});

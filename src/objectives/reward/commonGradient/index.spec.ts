import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const commonGradient = rewardObjective({
  kind: 'commonGradient',
  label: 'What all groups share (MORE)',
  help: 'Bradley–Terry for each group of annotators, weighed at every step so that the reward moves in the direction that their losses have in common.',
  fields: {
    average: number({
      label: 'Moving average',
      symbol: 'ρ',
      help: 'How much of the groups’ earlier gradients is kept when weights are found. 0: only this batch, as in the released code.',
      default: 0,
      range: [0, 0.99],
      step: 0.01,
      acts: 'next step',
      main: true,
    }),
  },
  needs: {groups: true},
});

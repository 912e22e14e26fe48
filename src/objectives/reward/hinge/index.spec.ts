import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const hinge = rewardObjective({
  kind: 'hinge',
  label: 'Hinge',
  help: 'A pair has no loss any more once the chosen item is ahead by the margin.',
  fields: {
    margin: number({
      label: 'Margin',
      symbol: 'm',
      help: 'How far ahead the chosen item must be.',
      default: 1,
      range: [0.1, 5],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
  },
});

import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const margin = rewardObjective({
  kind: 'margin',
  label: 'Bradley–Terry with a margin',
  help: 'The chosen item must be ahead by a margin before the loss becomes small.',
  fields: {
    margin: number({
      label: 'Margin',
      symbol: 'm',
      help: 'How far ahead the chosen item must be. 0 is plain Bradley–Terry; a larger margin drives rewards further apart, even of close pairs.',
      default: 1,
      range: [0, 5],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
  },
});

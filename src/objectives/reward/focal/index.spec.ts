import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const focal = rewardObjective({
  kind: 'focal',
  label: 'Focal',
  help: 'Bradley–Terry in which pairs count less, the surer the model already is of the chosen item.',
  fields: {
    focus: number({
      label: 'Focus',
      symbol: 'γ',
      help: 'How much less sure pairs count. 0 is plain Bradley–Terry.',
      default: 2,
      range: [0, 5],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
  },
});

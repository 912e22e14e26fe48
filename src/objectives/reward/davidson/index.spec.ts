import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const davidson = rewardObjective({
  kind: 'davidson',
  label: 'Ties (Davidson)',
  help: 'Bradley–Terry with a third outcome: the closer two items are, the likelier a tie.',
  fields: {
    tieRate: number({
      label: 'Proneness to ties',
      symbol: 'ν',
      help: 'How often two equal items are called a tie: with probability ν / (2 + ν).',
      default: 1,
      range: [0.01, 10],
      scale: 'log',
      acts: 'next step',
      main: true,
    }),
  },
  matchModel: ({tieRate}) => ({tieRate, likelihood: true}),
});

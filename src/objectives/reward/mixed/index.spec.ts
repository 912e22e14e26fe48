import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const mixed = rewardObjective({
  kind: 'mixed',
  label: 'Bradley–Terry and regression',
  help: 'Choices and scores together: choices say which is better, scores how good.',
  fields: {
    regressionWeight: number({
      label: 'Weight of the scores',
      symbol: 'λ',
      help: '0 is plain Bradley–Terry.',
      default: 0.5,
      range: [0, 5],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
  },
  needs: {scores: true},
});

import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const decorrelated = rewardObjective({
  kind: 'decorrelated',
  label: 'No correlation with length',
  help: 'Bradley–Terry with a penalty on the squared correlation of reward and length over the batch.',
  formerly: {fine: 'penalty'},
  fields: {
    penalty: number({
      label: 'Length penalty',
      symbol: 'λ',
      help: 'The weight of the penalty. It also costs reward where long answers are really better.',
      default: 1,
      range: [0, 20],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
  },
  needs: {lengths: true, single: true},
});

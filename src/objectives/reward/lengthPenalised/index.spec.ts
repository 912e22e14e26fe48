import {number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const lengthPenalised = rewardObjective({
  kind: 'lengthPenalised',
  label: 'Length offset',
  help: 'A fixed amount for each unit of length is added to the difference of rewards, so that length alone explains part of the choices and the reward need not.',
  formerly: {handicap: 'offset'},
  fields: {
    offset: number({
      label: 'Offset',
      symbol: 'α',
      help: 'What one unit of length is taken to be worth to the annotators: twenty tokens of an answer, ten words of a review, fifty of a text of your own. The true value is their length bias times their care.',
      default: 1,
      range: [-3, 5],
      step: 0.05,
      acts: 'next step',
      main: true,
    }),
  },
  needs: {lengths: true},
});

import {choice, number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const voteMargin = rewardObjective({
  kind: 'voteMargin',
  label: 'Margin by votes',
  help: 'Bradley–Terry with a margin for each pair: large where many others vote for the chosen answer, below 0 where most vote against it.',
  fields: {
    marginScale: number({
      label: 'Scale of the margin',
      symbol: 'κ',
      help: 'The margin is κ where all votes are for the chosen answer, and −κ where none is. 0 is plain Bradley–Terry.',
      default: 1,
      range: [0, 10],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
    votes: choice({
      label: 'Votes',
      help: 'What the votes are used for.',
      default: 'own',
      options: {
        own: {label: 'margin of their pair'},
        other: {label: 'margin of another pair', help: 'A control: the margins say nothing.'},
        labels: {label: 'in place of the choice', help: 'Their share is the label, and there is no margin.'},
      },
    }),
  },
  needs: {votes: true},
});

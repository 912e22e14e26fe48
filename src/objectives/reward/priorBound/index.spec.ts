import {choice, number} from '../../../spec/index.ts';
import {rewardObjective} from '../objective.spec.ts';

export const priorBound = rewardObjective({
  kind: 'priorBound',
  label: 'Bounded margin',
  help: 'Bradley–Terry in which the chosen item must not be too far ahead either: the more alike two items are, the lower the bound (PCRM).',
  fields: {
    likeness: choice({
      label: 'Likeness',
      help: 'What makes two items alike.',
      default: 'lengths',
      options: {
        lengths: {
          label: 'lengths',
          help: 'The shorter length divided by the longer one, behind the words that both begin with.',
        },
        words: {label: 'words', help: 'One minus the angle between their counts of words, in half turns.'},
        shuffled: {label: 'that of another pair', help: 'The likeness in length of some other pair.'},
        mean: {label: 'the same for all', help: 'The mean likeness in length of all pairs.'},
      },
    }),
    boundScale: number({
      label: 'Scale of the bound',
      symbol: 'b₁',
      help: 'The bound is b₁ / (likeness + b₂) + b₃.',
      default: 2,
      range: [0, 20],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
    boundShift: number({
      label: 'Shift of the likeness',
      symbol: 'b₂',
      help: 'The smaller, the higher is the bound of pairs that are not alike.',
      default: 0.2,
      range: [0.05, 5],
      scale: 'log',
      acts: 'next step',
    }),
    boundOffset: number({
      label: 'Offset of the bound',
      symbol: 'b₃',
      help: 'Added to every bound.',
      default: 0,
      range: [-10, 10],
      step: 0.1,
      acts: 'next step',
    }),
  },
  needs: {likeness: true},
});

import {number} from '../../../spec/index.ts';
import {policyObjective} from '../objective.spec.ts';

export const rankMargin = policyObjective({
  kind: 'rankMargin',
  label: 'Ranking with margins (BRIO)',
  help: 'The likelihoods of the answers are to be in the order of their rewards, further apart the more places lie between them.',
  fields: {
    margin: number({
      label: 'Margin',
      symbol: 'λ',
      help: 'How far apart two neighbours in the order must be; answers that are m places apart, m times as far.',
      default: 0.1,
      range: [0, 2],
      step: 0.01,
      acts: 'next step',
      main: true,
    }),
    lengthExponent: number({
      label: 'Length exponent',
      symbol: 'a',
      help: 'What log-probabilities are divided by: the number of moves to this power. 0 compares whole answers, 1 the mean of a move.',
      default: 1,
      range: [0, 2],
      step: 0.1,
      acts: 'next step',
    }),
    mleWeight: number({
      label: 'Supervised weight',
      symbol: 'c',
      help: 'What the best answer counts as one to learn from. At 0 only the order is learnt, and all answers may become unlikely.',
      default: 0.1,
      range: [0, 5],
      step: 0.05,
      acts: 'next step',
    }),
  },
  learnsFrom: 'sets',
});

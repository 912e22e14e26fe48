import {number} from '../../spec/index.ts';

/** How far the probability of a move may go before the objective stops asking for more. */
export const clipField = number({
  label: 'Clip',
  symbol: 'ε',
  help: 'How far the probability of a move may go from what it was when the answer was given, as a share of it, before its gradient is cut off. It acts from the second update with the same answers.',
  default: 0.2,
  range: [0.01, 1],
  scale: 'log',
  acts: 'next step',
  main: true,
  marks: [0.05, 0.1, 0.2, 0.5],
});

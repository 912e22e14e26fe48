import {number} from '../../../spec/index.ts';
import {policyObjective} from '../objective.spec.ts';

export const simpo = policyObjective({
  kind: 'simpo',
  label: 'SimPO',
  help: 'No reference: the mean log-probability of a move must be higher in the chosen answer than in the rejected one, by a margin.',
  fields: {
    beta: number({
      label: 'Reward scale',
      symbol: 'β',
      help: 'What a difference of 1 in the mean log-probability of a move counts. Large: only pairs within the margin still push.',
      default: 2,
      range: [0.1, 20],
      scale: 'log',
      acts: 'next step',
      main: true,
      marks: [0.5, 2, 10],
    }),
    gamma: number({
      label: 'Margin',
      symbol: 'γ',
      help: 'How far ahead the chosen answer must be, in units of the scaled log-probability.',
      default: 1,
      range: [0, 10],
      step: 0.1,
      acts: 'next step',
      main: true,
    }),
  },
  learnsFrom: 'pairs',
});

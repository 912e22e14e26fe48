import {number} from '../../../spec/index.ts';
import {objective} from '../objective.spec.ts';

const weight = {range: [0, 50], step: 0.5, acts: 'next step', main: true} as const;

export const vicReg = objective({
  kind: 'vicReg',
  label: 'VICReg',
  help: 'No negatives: views agree (invariance), each coordinate keeps its spread (variance), and no two say the same (covariance).',
  fields: {
    invariance: number({
      ...weight,
      label: 'Invariance',
      symbol: 'λ',
      help: 'How strongly the two views of a pair are pulled together.',
      default: 25,
    }),
    variance: number({
      ...weight,
      label: 'Variance',
      symbol: 'μ',
      help: 'How strongly each coordinate is kept from shrinking below a standard deviation of 1. At 0 everything collapses.',
      default: 25,
    }),
    covariance: number({
      ...weight,
      label: 'Covariance',
      symbol: 'ν',
      help: 'How strongly different coordinates are kept from saying the same.',
      default: 1,
    }),
  },
});

import type {Metric} from '../metric.ts';

export const gradientNorm = {
  name: 'gradientNorm',
  label: 'Gradient norm',
  help: 'Length of the gradient over all weights. A jump shows that training is about to break.',
} as const satisfies Metric;

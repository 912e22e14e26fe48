import type {Metric} from '../metric.ts';

export const batchHardness = {
  name: 'batchHardness',
  label: 'Hardness of a batch',
  help: 'The mean cosine of first views with the second views of other things, in a training batch. The higher, the harder are the negatives.',
  range: [-1, 1],
} as const satisfies Metric;

export const batchSameClass = {
  name: 'batchSameClass',
  label: 'Negatives of the same class',
  help: 'How many of the negatives in a training batch are of the class of their anchor. They may mean the same.',
  range: [0, 1],
} as const satisfies Metric;

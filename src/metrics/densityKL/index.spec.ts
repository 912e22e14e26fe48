import type {Metric} from '../metric.ts';

export const densityKL = {
  name: 'densityKL',
  label: 'Distance from the density',
  symbol: 'KL(p* ‖ q)',
  help: 'KL divergence, in nats, of the density that the reward stands for from that of the annotators: the mean of theirs where there are several. 0: the same.',
  better: 'lower',
} as const satisfies Metric;

export const densityUnliked = {
  name: 'densityUnliked',
  label: 'Mass where nobody likes it',
  help: 'How much of the learnt density lies where each annotator’s is below a tenth of its highest value.',
  better: 'lower',
  range: [0, 1],
} as const satisfies Metric;

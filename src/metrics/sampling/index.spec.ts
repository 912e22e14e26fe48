/** What is seen of a policy in its own samples, and what is made of it. */
import type {Metric} from '../metric.ts';

export const sampledReward = {
  name: 'sampledReward',
  label: 'Reward of the batch',
  help: 'What the judge gave the answers of the last batch, on average. It jumps about the exact reward of all answers.',
  better: 'higher',
} as const satisfies Metric;

export const beta = {
  name: 'beta',
  label: 'KL coefficient',
  symbol: 'β',
  help: 'The price of divergence from the reference, as its controller has moved it.',
} as const satisfies Metric;

export const criticLoss = {
  name: 'criticLoss',
  label: 'Loss of the value network',
  help: 'The squared error of what the value network expects at each move.',
  better: 'lower',
} as const satisfies Metric;

export const SAMPLING_METRICS: readonly Metric[] = [sampledReward, beta, criticLoss];

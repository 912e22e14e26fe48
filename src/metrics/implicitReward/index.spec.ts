/** What training on pairs of answers does to the answers themselves. */
import type {Metric} from '../metric.ts';

export const chosenLog = {
  name: 'chosenLog',
  label: 'Chosen, change of log π',
  help: 'How much likelier the chosen answers (of sets, the best ones) are than under the reference, as a logarithm. Below 0 they have become rarer: only the difference between chosen and rejected is trained.',
} as const satisfies Metric;

export const rejectedLog = {
  name: 'rejectedLog',
  label: 'Rejected, change of log π',
  help: 'The same of the rejected answers (of sets, the worst ones).',
} as const satisfies Metric;

export const pairAccuracy = {
  name: 'pairAccuracy',
  label: 'Accuracy as a judge',
  help: 'Share of pairs in which the policy has made the chosen answer rise by more than the rejected one. It is the accuracy of the reward that the policy stands for.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const IMPLICIT_METRICS: readonly Metric[] = [chosenLog, rejectedLog, pairAccuracy];

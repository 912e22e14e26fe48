/** How a policy stands in comparisons, where one can say of any two answers how often one is preferred. */
import type {Metric} from '../metric.ts';

export const exploitability = {
  name: 'exploitability',
  label: 'Exploitability',
  help: 'How much more often than every second time the best reply to the policy is preferred to it. 0: nothing beats it, and it is a Nash equilibrium.',
  better: 'lower',
  range: [0, 0.5],
} as const satisfies Metric;

export const averageExploitability = {
  name: 'averageExploitability',
  label: 'Exploitability of the average',
  help: 'The same of the mean of all policies that have collected answers so far. Single ones may go round in a circle while their mean comes to rest.',
  better: 'lower',
  range: [0, 0.5],
} as const satisfies Metric;

export const preferred = {
  name: 'preferred',
  label: 'Preferred to the reference',
  help: 'How often an answer of the policy is preferred to one of the reference.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const PREFERENCE_METRICS: readonly Metric[] = [exploitability, averageExploitability, preferred];

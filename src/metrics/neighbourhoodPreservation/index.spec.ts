import type {Metric} from '../metric.ts';

export const neighbourhoodPreservation = {
  name: 'neighbourhoodPreservation',
  label: 'Neighbours kept',
  help: 'Share of the ten nearest in the input that are still among the ten nearest in the representation.',
  range: [0, 1],
} as const satisfies Metric;

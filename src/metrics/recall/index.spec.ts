import type {Metric} from '../metric.ts';

export const recallAt1 = {
  name: 'recallAt1',
  label: 'Partner found',
  symbol: 'R@1',
  help: 'How often an unseen thing’s nearest neighbour among those shown in another way (by another artist, in another face) is the same thing.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const recallAt5 = {
  name: 'recallAt5',
  label: 'Partner among five',
  symbol: 'R@5',
  help: 'How often the same thing is among the five nearest of those shown in another way.',
  better: 'higher',
  range: [0, 1],
} as const satisfies Metric;

export const recallAt1RawPixels = {
  name: 'recallAt1RawPixels',
  label: 'Found by raw pixels',
  symbol: 'R@1',
  help: 'The same search by the cosine of the plain pixels: no learning.',
  range: [0, 1],
  reference: true,
} as const satisfies Metric;

export const recallAt1CentredPixels = {
  name: 'recallAt1CentredPixels',
  label: 'Found by mean-centred pixels',
  symbol: 'R@1',
  help: 'The same search after the mean picture is taken away: the best that needs no learning.',
  range: [0, 1],
  reference: true,
} as const satisfies Metric;

export const recallAt5RawPixels = {
  name: 'recallAt5RawPixels',
  label: 'Found among five by raw pixels',
  symbol: 'R@5',
  help: 'The same search by the cosine of the plain pixels: no learning.',
  range: [0, 1],
  reference: true,
} as const satisfies Metric;

export const recallAt5CentredPixels = {
  name: 'recallAt5CentredPixels',
  label: 'Found among five by mean-centred pixels',
  symbol: 'R@5',
  help: 'The same search after the mean picture is taken away.',
  range: [0, 1],
  reference: true,
} as const satisfies Metric;

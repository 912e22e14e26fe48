import type {Metric} from '../metric.ts';

export const recallAt1: Metric = {
  name: 'recallAt1',
  label: 'Partner found',
  symbol: 'R@1',
  help: 'Share of unseen things whose partner, the same thing shown in another way, is the nearest of all shown in that way.',
  better: 'higher',
  range: [0, 1],
};

export const recallAt5: Metric = {
  name: 'recallAt5',
  label: 'Partner among five',
  symbol: 'R@5',
  help: 'Share of unseen things whose partner, the same thing shown in another way, is among the five nearest.',
  better: 'higher',
  range: [0, 1],
};

export const recallAt1RawPixels: Metric = {
  name: 'recallAt1RawPixels',
  label: 'Found by raw pixels',
  symbol: 'R@1',
  help: 'The same search by the cosine of the plain pixels: no learning.',
  range: [0, 1],
  reference: true,
};

export const recallAt1CentredPixels: Metric = {
  name: 'recallAt1CentredPixels',
  label: 'Found by mean-centred pixels',
  symbol: 'R@1',
  help: 'The same search after the mean picture is taken away: the best that needs no learning.',
  range: [0, 1],
  reference: true,
};

export const recallAt5RawPixels: Metric = {
  name: 'recallAt5RawPixels',
  label: 'Found among five by raw pixels',
  symbol: 'R@5',
  help: 'The same search by the cosine of the plain pixels: no learning.',
  range: [0, 1],
  reference: true,
};

export const recallAt5CentredPixels: Metric = {
  name: 'recallAt5CentredPixels',
  label: 'Found among five by mean-centred pixels',
  symbol: 'R@5',
  help: 'The same search after the mean picture is taken away.',
  range: [0, 1],
  reference: true,
};

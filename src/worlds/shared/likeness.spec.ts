/** Settings of worlds whose batches may be of things that are alike. */
import {choice, number} from '../../spec/index.ts';

export const batchesField = choice({
  label: 'Batches',
  help: 'Which concepts come together, and so are negatives of each other.',
  default: 'random',
  options: {
    random: {label: 'random'},
    alike: {
      label: 'of clusters',
      help: 'Clusters of concepts that are alike as they are, found before training, as in B3.',
    },
  },
});

export const clusterField = number({
  label: 'Cluster',
  symbol: 'K',
  help: 'How many concepts are a cluster. Those that are left over are not trained on.',
  default: 8,
  range: [2, 64],
  scale: 'log',
  step: 'octave',
  integer: true,
});

export const skippedField = number({
  label: 'Skipped',
  symbol: 'p',
  help: 'How many of the concepts most like a concept are kept from counting as its neighbours: they may mean the same.',
  default: 8,
  range: [0, 40],
  integer: true,
});

/** What nothing reads where batches are random. */
export const idleOfBatches = ({batches}: {batches: string}): string[] =>
  batches === 'random' ? ['cluster', 'skipped'] : [];

import {choice, number} from '../../spec/index.ts';
import {emoji} from '../emoji/index.spec.ts';
import {viewsFace} from '../faces.spec.ts';
import {strengthField} from '../shared/fields.spec.ts';

const {styles, resolution} = emoji.fields;

export const pairs = viewsFace({
  kind: 'pairs',
  label: 'Emoji and their keywords',
  help: '1,563 concepts in pictures and in words: two encoders, one that sees and one that reads, meet on one sphere.',
  fields: {
    styles,
    strength: number({
      ...strengthField,
      label: 'View changes',
      help: 'How strongly each picture is changed at random, and the share of words that are left out of each text.',
      default: 0.2,
      range: [0, 0.9],
    }),
    resolution,
    batches: choice({
      label: 'Batches',
      help: 'Which concepts come together, and so are negatives of each other.',
      default: 'random',
      options: {
        random: {label: 'random'},
        alike: {
          label: 'of clusters',
          help: 'Clusters of concepts whose words are alike, found before training, as in B3.',
        },
      },
      main: true,
    }),
    cluster: number({
      label: 'Cluster',
      symbol: 'K',
      help: 'How many concepts are a cluster. Those that are left over are not trained on.',
      default: 8,
      range: [2, 64],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
    skipped: number({
      label: 'Skipped',
      symbol: 'p',
      help: 'How many of the concepts most like a concept are kept from counting as its neighbours: they may mean the same.',
      default: 8,
      range: [0, 40],
      integer: true,
    }),
  },
  offers: () => ({inputs: ['pictures', 'tokens'], classes: true}),
  idle: ({batches}) => (batches === 'random' ? ['cluster', 'skipped'] : []),
});

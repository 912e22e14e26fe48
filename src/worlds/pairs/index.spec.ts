import {number} from '../../spec/index.ts';
import {emoji} from '../emoji/index.spec.ts';
import {viewsFace} from '../faces.spec.ts';
import {strengthField} from '../shared/fields.spec.ts';
import {batchesField, clusterField, idleOfBatches, skippedField} from '../shared/likeness.spec.ts';

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
    batches: batchesField,
    cluster: clusterField,
    skipped: skippedField,
  },
  offers: () => ({inputs: ['pictures', 'tokens'], classes: true}),
  idle: idleOfBatches,
});

import {choice, choices} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {strengthField} from '../shared/fields.spec.ts';
import {batchesField, clusterField, idleOfBatches, skippedField} from '../shared/likeness.spec.ts';

export const emoji = viewsFace({
  kind: 'emoji',
  label: 'Emoji',
  help: '1,563 concepts, each drawn by four artists.',
  fields: {
    styles: choices({
      label: 'Artists',
      help: 'Whose pictures the model sees.',
      default: ['noto', 'twemoji', 'fluent-flat', 'high-contrast'],
      options: {
        noto: {label: 'Noto'},
        twemoji: {label: 'Twemoji'},
        'fluent-flat': {label: 'Fluent'},
        'high-contrast': {label: 'High contrast'},
      },
      main: true,
    }),
    positive: choice({
      label: 'Positive pair',
      help: 'Which two pictures are treated as belonging together.',
      default: 'artist',
      options: {
        artist: {label: 'two artists', help: 'The same concept, drawn by two different artists.'},
        augmentation: {label: 'one picture', help: 'One and the same picture, changed at random in two ways.'},
      },
      main: true,
    }),
    strength: strengthField,
    resolution: choice({
      label: 'Picture size',
      help: 'Pixels along each side of the pictures that the model sees.',
      default: '16',
      options: {'8': {label: '8 × 8'}, '16': {label: '16 × 16'}, '32': {label: '32 × 32'}},
    }),
    batches: batchesField,
    cluster: clusterField,
    skipped: skippedField,
  },
  idle: idleOfBatches,
  check: ({positive, styles}) =>
    positive === 'artist' && styles.length < 2
      ? 'Artists must be at least two when a positive pair is drawn by two artists; choose a second artist or pairs of one picture.'
      : undefined,
  offers: () => ({inputs: ['pictures'], classes: true}),
});

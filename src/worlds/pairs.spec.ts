import {number, part} from '../spec/index.ts';
import {emoji, strengthField} from './emoji.spec.ts';

const {styles, resolution} = emoji.fields;

export const pairs = part({
  kind: 'pairs',
  label: 'Emoji and their keywords',
  help: '1,563 concepts in pictures and in words: two encoders, one that sees and one that reads, meet on one sphere.',
  fields: {
    styles,
    strength: number({
      ...strengthField,
      label: 'View changes',
      help: 'How strongly each picture is changed at random, and the share of its keywords that each text loses.',
      default: 0.2,
      range: [0, 0.9],
    }),
    resolution,
  },
});

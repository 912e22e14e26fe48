import {choice, number} from '../../spec/index.ts';
import {viewsFace} from '../faces.spec.ts';
import {maskField} from '../shared/fields.spec.ts';

export const sentences = viewsFace({
  kind: 'sentences',
  label: 'Sentences',
  help: 'Made-up sentences about eight topics, each meaning in four wordings: how alike any two mean is known exactly.',
  fields: {
    positive: choice({
      label: 'Positive pair',
      help: 'Which two sentences are treated as belonging together.',
      default: 'paraphrase',
      options: {
        paraphrase: {label: 'two wordings', help: 'The same meaning in other words, in active and passive voice.'},
        same: {
          label: 'one sentence',
          help: 'The same sentence twice: the views differ only by dropout in the encoder or by blanks.',
        },
      },
      main: true,
    }),
    strength: maskField,
    change: choice({
      label: 'Left out as',
      help: 'What becomes of words that are left out.',
      default: 'blanks',
      options: {
        blanks: {label: 'blanks'},
        deletion: {label: 'nothing', help: 'The other words move together.'},
      },
    }),
    negations: number({
      label: 'Negations',
      help: 'The share of sentences with "not" in them. A denial shares nearly every word with what it denies.',
      default: 0.15,
      range: [0, 0.5],
      step: 0.05,
      main: true,
    }),
    lengthSkew: number({
      label: 'Length skew',
      help: 'How unequal sentences are in length. 1: half of them are as short as possible, the others as long as possible.',
      default: 0,
      range: [0, 1],
      step: 0.05,
    }),
    frequencySkew: number({
      label: 'Word frequency skew',
      symbol: 's',
      help: "Exponent of Zipf's law: the word of rank r is used in proportion to 1 / r^s. 0: all alike, 1: as in real texts.",
      default: 0.5,
      range: [0, 2],
      step: 0.1,
    }),
    sentences: number({
      label: 'Sentences',
      help: 'How many sentences there are; a fifth of them are kept unseen.',
      default: 2400,
      range: [800, 8000],
      step: 400,
      integer: true,
    }),
    drawing: number({
      label: 'Drawing',
      help: 'Which random draw of the sentences: another number gives others about the same topics.',
      default: 1,
      range: [0, 9999],
      integer: true,
    }),
  },
  offers: () => ({inputs: ['tokens'], classes: true}),
});

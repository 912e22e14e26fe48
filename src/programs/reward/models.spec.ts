/** What a reward model can be. */
import {choice, number, part} from '../../spec/index.ts';

const ensemble = {
  members: number({
    label: 'Ensemble',
    help: 'How many reward models are trained side by side, each on its own draw of seven tenths of the pairs.',
    default: 1,
    range: [1, 8],
    integer: true,
  }),
  aggregate: choice({
    label: 'Their verdict',
    help: 'What counts as the reward of several models.',
    default: 'mean',
    options: {
      mean: {label: 'mean'},
      worst: {label: 'worst', help: 'The lowest of all: what one of them doubts is not trusted.'},
      cautious: {label: 'cautious', help: 'The mean minus their standard deviation.'},
    },
  }),
};

export const lengthOnly = part({
  kind: 'lengthOnly',
  label: 'Length only',
  help: 'The reward is a weight times the length: how far can one get without reading?',
  fields: ensemble,
});

export const linear = part({
  kind: 'linear',
  label: 'Linear on attributes',
  help: 'A weight for each known attribute. What it learns can be read off and compared with the truth.',
  fields: ensemble,
});

export const unit = part({
  kind: 'unit',
  label: 'Unit weights',
  help: 'One more of what is known to be good counts as much as one less of what is bad. Only the scale is learnt.',
  fields: ensemble,
});

export const mixture = part({
  kind: 'mixture',
  label: 'Mixture of tastes',
  help: 'A reward for each annotator, made from a few prototypes that all share (PAL).',
  fields: {
    form: choice({
      label: 'Form',
      help: 'How an item is compared with a taste.',
      default: 'ideal',
      options: {
        ideal: {label: 'ideal points', help: 'PAL-A: minus the squared distance from the annotator’s ideal point.'},
        inner: {label: 'inner products', help: 'PAL-B: the product with the annotator’s mixture.'},
      },
    }),
    prototypes: number({
      label: 'Prototypes',
      symbol: 'K',
      help: 'How many tastes are mixed. 1: one reward for everyone.',
      default: 3,
      range: [1, 8],
      integer: true,
      main: true,
    }),
    weights: choice({
      label: 'Weights',
      help: 'How much of each prototype an annotator has.',
      default: 'learnt',
      options: {
        learnt: {label: 'learnt'},
        groups: {label: 'known groups', help: 'Each annotator has the prototype of their true group.'},
        own: {label: 'nothing shared', help: 'A linear reward for each annotator, from their own pairs.'},
      },
    }),
    hidden: number({
      label: 'Hidden units',
      help: 'Of the layer between attributes and representation.',
      default: 16,
      range: [4, 128],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
    dimension: number({
      label: 'Dimension',
      help: 'Of the space in which prototypes lie.',
      default: 8,
      range: [2, 32],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
    ...ensemble,
  },
});

export const pairScore = part({
  kind: 'pairScore',
  label: 'Scores of pairs',
  help: 'A small network on the attributes that scores one item against another, so that choices can go in a circle (GPM).',
  fields: {
    form: choice({
      label: 'Form',
      help: 'How two items are compared.',
      default: 'embedding',
      options: {
        embedding: {
          label: 'preference embedding',
          help: 'GPM: areas between vectors. A beats B as much as B loses to A.',
        },
        joint: {
          label: 'both at once',
          help: 'PairPM: a network reads both. The score can depend on which comes first.',
        },
        reward: {label: 'difference of rewards', help: 'Bradley–Terry, with the same network.'},
      },
      main: true,
    }),
    blocks: number({
      label: 'Blocks',
      symbol: 'k',
      help: 'An embedding has two numbers for each. Every block can hold one circle.',
      default: 4,
      range: [1, 16],
      integer: true,
      main: true,
    }),
    hidden: number({
      label: 'Hidden units',
      help: 'Of each hidden layer.',
      default: 32,
      range: [4, 128],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
    ...ensemble,
  },
});

export const bag = part({
  kind: 'bag',
  label: 'Bag of words',
  help: 'The mean of the words’ vectors through dense layers: it knows which words are there, not in which order.',
  fields: {
    width: number({
      label: 'Width',
      help: 'Numbers in each word’s vector, and units in the hidden layer.',
      default: 32,
      range: [8, 256],
      scale: 'log',
      step: 'octave',
      integer: true,
      main: true,
    }),
    depth: number({
      label: 'Hidden layers',
      help: 'Dense layers on top of the mean.',
      default: 1,
      range: [1, 3],
      integer: true,
    }),
    ...ensemble,
  },
});

export const transformer = part({
  kind: 'transformer',
  label: 'Transformer',
  help: 'Attention over the words of question and answer: it can know their order, and what belongs to the question. Slower.',
  fields: {
    width: number({
      label: 'Width',
      help: 'Numbers for each word in every layer.',
      default: 32,
      range: [16, 128],
      scale: 'log',
      step: 'octave',
      integer: true,
      main: true,
    }),
    layers: number({
      label: 'Layers',
      help: 'Blocks of attention and a small network.',
      default: 1,
      range: [1, 2],
      integer: true,
    }),
    heads: number({
      label: 'Heads',
      help: 'Attentions side by side; each sees a part of the width.',
      default: 2,
      range: [1, 8],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
    dropout: number({
      label: 'Dropout',
      help: 'Share of numbers that are set to 0 at random while training.',
      default: 0.1,
      range: [0, 0.5],
      step: 0.05,
    }),
    ...ensemble,
  },
  check: ({width, heads}) =>
    width % heads === 0
      ? undefined
      : `Width must be a multiple of Heads, which are ${heads}: ${width} cannot be shared out evenly.`,
});

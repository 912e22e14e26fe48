/** The reward program's settings: a reward model that learns from choices between two items. */
import {rewardNeedsOf, rewardObjectiveSection} from '../../objectives/reward/index.spec.ts';
import {choice, number, part, partOf, type SectionsValue, section} from '../../spec/index.ts';
import {preferenceOffersOf, preferenceSection} from '../../worlds/preferences.spec.ts';
import {trainingSection} from '../training.spec.ts';
import {rewardFrames, rewardQuestions} from './frames.ts';

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

const lengthOnly = part({
  kind: 'lengthOnly',
  label: 'Length only',
  help: 'The reward is a weight times the length: how far can one get without reading?',
  fields: ensemble,
});

const linear = part({
  kind: 'linear',
  label: 'Linear on attributes',
  help: 'A weight for each known attribute. What it learns can be read off and compared with the truth.',
  fields: ensemble,
});

const unit = part({
  kind: 'unit',
  label: 'Unit weights',
  help: 'One more of what is known to be good counts as much as one less of what is bad. Only the scale is learnt.',
  fields: ensemble,
});

const mixture = part({
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

const bag = part({
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

const transformer = part({
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

const modelSection = section('Model', 'What the reward can see of an item.', [
  bag,
  transformer,
  linear,
  lengthOnly,
  unit,
  mixture,
]);

const sections = {
  world: preferenceSection,
  model: modelSection,
  objective: rewardObjectiveSection,
  training: trainingSection,
} as const;

export type RewardSettings = SectionsValue<typeof sections>;

function check({world, model, objective}: RewardSettings): string | undefined {
  const needs = rewardNeedsOf(objective.kind);
  const has = preferenceOffersOf(world);
  const [{label: chosen}, {label: from}] = [
    partOf(rewardObjectiveSection, objective.kind),
    partOf(preferenceSection, world.kind),
  ];
  const reads = model.kind === 'bag' || model.kind === 'transformer';
  if (reads && !has.texts)
    return `${partOf(modelSection, model.kind).label} reads texts, and the world ${from} has none; choose Linear on attributes.`;
  if (model.kind === 'lengthOnly' && !has.lengths)
    return `Length only needs items that have a length, and those of the world ${from} have none.`;
  if (model.kind === 'unit' && !has.signs)
    return `Unit weights needs attributes that are known to be good or bad, and the world ${from} has none; choose Linear on attributes.`;
  if (model.kind === 'mixture' && !has.judges)
    return `Mixture of tastes needs annotators who differ, and the world ${from} has none; raise Annotators above 0, or choose another model.`;
  if (needs.scores && !has.scores)
    return `${chosen} needs a score of every item, and the world ${from} has choices only; choose Bradley–Terry.`;
  if (needs.strengths && !has.strengths)
    return `${chosen} needs to know how strong a preference is, and the world ${from} has choices only; choose Bradley–Terry.`;
  if (needs.lengths && !has.lengths)
    return `${chosen} needs items that have a length, and those of the world ${from} have none.`;
  if (needs.looks && !reads) return `${chosen} works on the representation of texts; choose Bag of words as the model.`;
  return undefined;
}

/** How many differ when a model is chosen that needs some who do. */
const ANNOTATORS = 20;

/** The settings with what must follow from the kind that was just chosen. */
function fitted(settings: RewardSettings, chosen: string): unknown {
  const has = preferenceOffersOf(settings.world);
  const {members, aggregate} = settings.model;
  const {looks, ...needs} = rewardNeedsOf(settings.objective.kind);
  const lacks =
    (needs.scores && !has.scores) ||
    (needs.strengths && !has.strengths) ||
    (needs.lengths && !has.lengths) ||
    (looks && !has.texts);
  const objective = chosen === 'world' && lacks ? {kind: 'bradleyTerry'} : settings.objective;
  const reads = settings.model.kind === 'bag' || settings.model.kind === 'transformer';
  const unreadable =
    (reads && !has.texts) ||
    (settings.model.kind === 'lengthOnly' && !has.lengths) ||
    (settings.model.kind === 'unit' && !has.signs) ||
    (settings.model.kind === 'mixture' && !has.judges);
  if (chosen === 'world' && unreadable) {
    return {...settings, objective, model: {kind: 'linear', members, aggregate}};
  }
  if (chosen === 'model' && settings.model.kind === 'mixture' && settings.world.kind === 'responses' && !has.judges) {
    return {...settings, objective, world: {...settings.world, annotators: ANNOTATORS}};
  }
  if (looks && !reads && has.texts) return {...settings, model: {kind: 'bag', width: 32, depth: 1, members, aggregate}};
  return {...settings, objective};
}

export const rewardSpec = {
  program: 'reward',
  label: 'Reward model',
  sections,
  frames: rewardFrames,
  questions: rewardQuestions,
  check,
  fitted,
} as const;

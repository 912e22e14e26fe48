/** The encoder program's settings: an encoder trained by a contrastive objective on a world of views. */
import {headAlone, needsOf, objectiveSection, weighs} from '../../objectives/contrastive/index.spec.ts';
import {choice, number, part, partOf, type SectionsValue, section} from '../../spec/index.ts';
import type {ViewsOffers} from '../../worlds/faces.spec.ts';
import {idleInViews, viewsOffersOf, viewsSection} from '../../worlds/index.spec.ts';
import {adamW, sgd, trainingSection} from '../training.spec.ts';
import {encoderFrames, encoderQuestions} from './frames.ts';

const lossOn = choice({
  label: 'Loss works on',
  help: 'Where similarities are compared: on the head alone, as in SimCLR, or with equal weight on the representation too, so that a small head does not limit what is learned.',
  default: 'head',
  options: {head: {label: 'head'}, both: {label: 'head and representation'}},
});

const representation = number({
  label: 'Representation',
  help: 'Size of the vector that is used after training: retrieval is measured on it.',
  default: 64,
  range: [2, 256],
  scale: 'log',
  step: 'octave',
  integer: true,
  main: true,
});

const head = number({
  label: 'Head',
  help: 'Size of the vector on which the loss works, put on the unit sphere: 2 is a circle, 3 the sphere that is shown.',
  default: 3,
  range: [2, 128],
  scale: 'log',
  integer: true,
  main: true,
});

const mlp = part({
  kind: 'mlp',
  label: 'Perceptron',
  help: 'Dense layers with ReLU, a representation, and a small head on top of it whose output is put on the sphere.',
  fields: {
    depth: number({
      label: 'Hidden layers',
      help: 'Dense layers before the representation. With none, the representation is a linear map of the input.',
      default: 1,
      range: [0, 4],
      integer: true,
    }),
    width: number({
      label: 'Width',
      help: 'Units in each hidden layer.',
      default: 128,
      range: [16, 1024],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
    representation,
    head,
    lossOn,
  },
});

const transformer = part({
  kind: 'transformer',
  label: 'Transformer',
  help: 'Reads the words of a text in their order, each looking at the others. Its dropout makes the two views of a text differ.',
  fields: {
    layers: number({
      label: 'Layers',
      help: 'How often words look at one another.',
      default: 1,
      range: [1, 2],
      integer: true,
    }),
    heads: number({
      label: 'Heads',
      help: 'Ways of looking in each layer, between which the width is shared out.',
      default: 4,
      range: [1, 8],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
    width: number({
      label: 'Width',
      help: 'Size of the vector of each word.',
      default: 64,
      range: [16, 128],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
    dropout: number({
      label: 'Dropout',
      help: 'Share of numbers left out at random while training, anew for each view. Where both views are the same text, this alone tells them apart.',
      default: 0.1,
      range: [0, 0.5],
      step: 0.01,
      acts: 'recapture',
      main: true,
    }),
    masks: choice({
      label: 'Left out in both views',
      help: 'Whether dropout leaves out other numbers in the second view of a text. If not, equal texts are equal views.',
      default: 'own',
      options: {own: {label: 'others'}, same: {label: 'the same'}},
    }),
    representation,
    head,
    lossOn,
  },
  check: ({width, heads}) =>
    width % heads === 0
      ? undefined
      : `Width must be a multiple of Heads, which are ${heads}: ${width} cannot be shared out evenly.`,
});

const convolution = part({
  kind: 'convolution',
  label: 'Convolution',
  help: 'Looks for the same small patterns all over a picture, and then for patterns of them. What is no picture is read by a perceptron.',
  fields: {
    layers: number({
      label: 'Layers',
      help: 'How often the picture is halved, with twice as many kinds of patterns each time.',
      default: 2,
      range: [2, 3],
      integer: true,
    }),
    channels: number({
      label: 'Channels',
      help: 'Kinds of patterns that the first layer looks for, in 3 × 3 pixels.',
      default: 16,
      range: [4, 32],
      scale: 'log',
      step: 'octave',
      integer: true,
    }),
    representation,
    head,
    lossOn,
  },
});

const chunk = choice({
  label: 'Chunk',
  help: 'How many inputs go through the encoder at a time. Each chunk is computed twice and the step is the same, but it takes the memory of one chunk: for large batches.',
  default: 'off',
  options: {
    off: {label: 'off'},
    '16': {label: '16'},
    '64': {label: '64'},
    '256': {label: '256'},
  },
});

const negatives = choice({
  label: 'Negatives',
  help: 'With chunks: whether a pair is compared with the whole batch, or with its own chunk, as where the gradients of small batches are added up.',
  default: 'batch',
  options: {batch: {label: 'of the batch'}, chunk: {label: 'of the chunk'}},
});

/** With the size of a chunk beside that of the batch. */
const {batch, ...ofAdamW} = adamW.fields;
const {batch: _, ...ofSgd} = sgd.fields;
const chunkedTraining = section(trainingSection.label, trainingSection.help, [
  {...adamW, fields: {batch, chunk, negatives, ...ofAdamW}},
  {...sgd, fields: {batch, chunk, negatives, ...ofSgd}},
]);

const modelSection = section('Model', 'The network that turns an input into a point.', [mlp, transformer, convolution]);

/** The kind of input that a network needs; networks that are not listed read every kind. */
const READS: Readonly<Record<string, ViewsOffers['inputs'][number]>> = {
  transformer: 'tokens',
  convolution: 'pictures',
};

const NAMES = {vectors: 'vectors', pictures: 'pictures', tokens: 'words'} as const;

const sections = {
  world: viewsSection,
  model: modelSection,
  objective: objectiveSection,
  training: chunkedTraining,
} as const;

export type EncoderSettings = SectionsValue<typeof sections>;

/** Checks settings of different sections against each other. */
function check({world, model, objective, training}: EncoderSettings): string | undefined {
  const needs = needsOf(objective.kind);
  const [{label: chosen}, {label: from}] = [partOf(objectiveSection, objective.kind), partOf(viewsSection, world.kind)];
  if (needs.classes && !viewsOffersOf(world).classes) {
    return `${chosen} needs the class of every item, and the world ${from} has no classes; choose another objective or world.`;
  }
  if (needs.salient && !viewsOffersOf(world).salient) {
    return `${chosen} needs background and targets, and the world ${from} has none; choose another objective or world.`;
  }
  if (needs.third && !viewsOffersOf(world).third) {
    return `${chosen} needs a negative for every pair, and the world ${from} has none; choose another objective or world.`;
  }
  if (needs.third && training.chunk !== 'off') {
    return `Chunk must be "off" with ${chosen}: negatives of pairs go through the encoder at once.`;
  }
  if (viewsOffersOf(world).weights && !weighs(objective.kind)) {
    return `${chosen} lets every pair count alike: choose equal weights in the world ${from}, or InfoNCE.`;
  }
  const reads = unreadable({model, world});
  if (reads) {
    return `Model must be one that reads what the world shows: ${partOf(modelSection, model.kind).label} reads ${reads}, and the world ${from} has none; choose another world or model.`;
  }
  if (headAlone(objective.kind) && model.lossOn !== 'head') {
    return `Loss works on must be "head" with ${chosen}: only the head has what it compares with.`;
  }
  if (needs.mostPairs && training.batch > needs.mostPairs) {
    return `Batch must be at most ${needs.mostPairs} with ${chosen}, which compares all similarities of a batch: it is ${training.batch}.`;
  }
  return undefined;
}

/** The kind of input that the model needs and the world does not have, if any. */
function unreadable({model, world}: Pick<EncoderSettings, 'model' | 'world'>): string | undefined {
  const reads = READS[model.kind];
  return reads && !viewsOffersOf(world).inputs.includes(reads) ? NAMES[reads] : undefined;
}

/** The settings after a kind was chosen in one section: others that no longer fit are changed too. */
function fitted(settings: EncoderSettings, chosen: string): unknown {
  const {objective} = settings;
  const {representation, head, lossOn} = settings.model;
  const needs = needsOf(objective.kind);
  const model =
    chosen === 'world' && unreadable(settings) ? {kind: 'mlp', representation, head, lossOn} : settings.model;
  const {training} = settings;
  const batch = Math.min(training.batch, needs.mostPairs ?? training.batch);
  return {
    ...settings,
    model: headAlone(objective.kind) ? {...model, lossOn: 'head'} : model,
    training: {...training, batch, ...(needs.third && {chunk: 'off'})},
  };
}

/** Without hidden layers there is no width, except of the word vectors of a text. */
function idle({world, model}: EncoderSettings): string[] {
  const ofWorld = idleInViews(world).map((name) => `world.${name}`);
  if (model.kind !== 'mlp' || model.depth > 0 || viewsOffersOf(world).inputs.includes('tokens')) return ofWorld;
  return ['model.width', ...ofWorld];
}

export const encoderSpec = {
  program: 'encoder',
  label: 'Encoder',
  sections,
  frames: encoderFrames,
  questions: encoderQuestions,
  check,
  fitted,
  idle,
} as const;

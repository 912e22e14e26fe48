/** Encoders: networks from inputs to a representation, chosen by the kind of input. */
import type {Tensor} from '@tensorflow/tfjs-core';
import type {Context, Keys, Slots} from '../engine/program.ts';
import {meanEmbedding} from '../kernels/embedding.ts';
import {convolutionEncoder} from './convolution.ts';
import {embeddingSlots} from './embeddings.ts';
import {type InputShape, sizeOfInput} from './inputs.ts';
import {applyMlp, type Mlp, mlpSlots, weightsOf} from './mlp.ts';
import {transformerEncoder} from './transformer.ts';

/** The part of a phase's context that an encoder uses. Keys have a stream for each view in the inputs. */
export interface EncoderContext extends Pick<Context, 'get' | 'replicas'> {
  key(use: string): Keys;
}

export type Mode = 'train' | 'evaluate';

export interface Encoder {
  slots: Slots;
  /** How many numbers all layers put out for one row of inputs, and how many the largest layer: for the memory plan. */
  units: {total: number; largest: number};
  /** How many rows at most go through its layers at once where nothing is trained; all when left out. */
  atOnce?: number;
  /** The number of trained parameters. */
  weights: number;
  /**
   * Inputs [R or 1, N, size] -> representation [R, N, D]. While training, dropout is drawn at every
   * tick for each row; otherwise there is no dropout.
   */
  apply(context: EncoderContext, inputs: Tensor, mode: Mode): Tensor;
}

interface Place {
  /** The prefix of the encoder's slots. */
  name: string;
  group: string;
}

/** The kinds of networks and their settings. */
export type Architecture = {representation: number} & (
  | {kind: 'mlp'; depth: number; width: number}
  | {kind: 'transformer'; layers: number; heads: number; width: number; dropout: number}
  | {kind: 'convolution'; layers: number; channels: number}
);

/** Width of the perceptron for inputs that a convolution cannot read. */
const BESIDE_CONVOLUTION = 128;

/** The network for a tower's inputs: a perceptron of the same size if the chosen network cannot read them. */
export function encoderOf(model: Architecture, input: InputShape, place: Place): Encoder {
  if (model.kind === 'transformer' && input.kind === 'tokens') return transformerEncoder({...model, ...place, input});
  if (model.kind === 'convolution') {
    if (input.kind === 'pictures') return convolutionEncoder({...model, ...place, input});
    return mlpEncoder({...model, ...place, input, depth: 1, width: BESIDE_CONVOLUTION});
  }
  const depth = model.kind === 'mlp' ? model.depth : model.layers;
  return mlpEncoder({...model, ...place, input, depth});
}

interface MlpShape extends Place {
  input: InputShape;
  /** The number of hidden layers, and their width. */
  depth: number;
  width: number;
  representation: number;
}

/**
 * The initial standard deviation of word vectors. Adam moves each number by about the learning rate at a step, whatever
 * its size: vectors with deviation 1 would hardly turn while the other layers learn.
 */
const WORD_DEVIATION = 0.1;

/** Dense layers. The input of a text is the mean of its word vectors: a bag of embeddings. */
function mlpEncoder({name, group, input, depth, width, representation}: MlpShape): Encoder {
  const hidden = Array.from({length: depth}, () => width);
  const reads = input.kind === 'tokens' ? width : sizeOfInput(input);
  const mlp: Mlp = {name, sizes: [reads, ...hidden, representation], group, activateLast: false};
  const table = `${name}/words`;
  const words = input.kind === 'tokens' ? embeddingSlots(table, input.vocabulary, width, group, WORD_DEVIATION) : {};
  const sizes = input.kind === 'tokens' ? mlp.sizes : mlp.sizes.slice(1);
  return {
    slots: {...words, ...mlpSlots(mlp)},
    units: {total: sizes.reduce((a, b) => a + b, 0), largest: Math.max(...mlp.sizes)},
    weights: weightsOf(mlp.sizes) + (input.kind === 'tokens' ? input.vocabulary * width : 0),
    apply(context, inputs) {
      if (input.kind !== 'tokens') return applyMlp(mlp, context, inputs, 'data');
      return applyMlp(mlp, context, meanEmbedding(context.get(table), inputs));
    },
  };
}

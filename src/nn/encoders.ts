/** Networks from inputs to a representation, by the kind of what they read. */
import type {Tensor} from '@tensorflow/tfjs-core';
import type {Context, Keys, Slots} from '../engine/program.ts';
import {meanEmbedding} from '../kernels/embedding.ts';
import {convolutionEncoder} from './convolution.ts';
import {embeddingSlots} from './embeddings.ts';
import {type InputShape, sizeOfInput} from './inputs.ts';
import {applyMlp, type Mlp, mlpSlots, weightsOf} from './mlp.ts';
import {transformerEncoder} from './transformer.ts';

/** What an encoder sees of a phase. Keys have a stream for each view that the inputs hold. */
export interface EncoderContext extends Pick<Context, 'get' | 'replicas'> {
  key(use: string): Keys;
}

export type Mode = 'train' | 'evaluate';

export interface Encoder {
  slots: Slots;
  /** Numbers of all layers' outputs for one row of inputs, and those of the largest: for the plan of memory. */
  units: {total: number; largest: number};
  /** Trained numbers. */
  weights: number;
  /**
   * Inputs [R or 1, N, size] -> representation [R, N, D]. While training, what is random (dropout) is drawn anew at every
   * tick, for each row; else there is none of it.
   */
  apply(context: EncoderContext, inputs: Tensor, mode: Mode): Tensor;
}

interface Place {
  /** Prefix of its slots. */
  name: string;
  group: string;
}

/** The kinds of networks, and what they can be told. */
export type Architecture = {representation: number} & (
  | {kind: 'mlp'; depth: number; width: number}
  | {kind: 'transformer'; layers: number; heads: number; width: number; dropout: number}
  | {kind: 'convolution'; layers: number; channels: number}
);

/** Width of the perceptron that reads what a convolution cannot. */
const BESIDE_CONVOLUTION = 128;

/** The network for what a tower reads: a perceptron of the same size where the chosen one cannot read it. */
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
  /** Hidden layers, and their width. */
  depth: number;
  width: number;
  representation: number;
}

/**
 * Deviation of words' vectors at first. Adam moves each number by about the learning rate at a step, however large it is:
 * vectors of length 1 in every direction would hardly turn in the time that the rest takes to learn.
 */
const WORD_DEVIATION = 0.1;

/** Dense layers. A text enters as the mean of its words' vectors: a bag of embeddings. */
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

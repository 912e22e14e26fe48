/** Networks from inputs to a representation, by the kind of what they read. */
import type {Tensor} from '@tensorflow/tfjs-core';
import {normals} from '../engine/keys.ts';
import type {Context, Slots} from '../engine/program.ts';
import {meanEmbedding} from '../kernels/embedding.ts';
import {type InputShape, sizeOfInput} from './inputs.ts';
import {applyMlp, type Mlp, mlpSlots} from './mlp.ts';

export type EncoderContext = Pick<Context, 'get' | 'key' | 'replicas'>;

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
  apply(context: EncoderContext, inputs: Tensor, mode: 'train' | 'evaluate'): Tensor;
}

export interface EncoderShape {
  /** Prefix of its slots. */
  name: string;
  group: string;
  input: InputShape;
  /** Hidden layers, and their width. */
  depth: number;
  width: number;
  representation: number;
}

/** Dense layers. A text enters as the mean of its words' vectors: a bag of embeddings. */
export function mlpEncoder({name, group, input, depth, width, representation}: EncoderShape): Encoder {
  const hidden = Array.from({length: depth}, () => width);
  const reads = input.kind === 'tokens' ? width : sizeOfInput(input);
  const mlp: Mlp = {name, sizes: [reads, ...hidden, representation], group, activateLast: false};
  const table = `${name}/words`;
  const words = input.kind === 'tokens' ? embeddingSlots(table, input.vocabulary, width, group) : {};
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

/** Vectors of words [V, D], standard normal. */
export function embeddingSlots(name: string, vocabulary: number, width: number, group: string): Slots {
  return {
    [name]: {
      shape: [vocabulary, width],
      dtype: 'float32',
      axis: 'replica',
      role: 'parameter',
      group,
      initial: (key) => normals(key, vocabulary * width),
    },
  };
}

export const weightsOf = (sizes: readonly number[]) =>
  sizes.slice(1).reduce((sum, outputs, layer) => sum + outputs * (sizes[layer] + 1), 0);

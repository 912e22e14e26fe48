/** Multilayer perceptrons, whose parameters are slots. */
import type {Tensor} from '@tensorflow/tfjs-core';
import {normals} from '../engine/keys.ts';
import type {Context, Slots} from '../engine/program.ts';
import {dense} from '../kernels/dense.ts';

export interface Mlp {
  name: string;
  /** Sizes of input, hidden layers and output. */
  sizes: readonly number[];
  group: string;
  /** Whether the last layer has an activation, too. */
  activateLast: boolean;
}

/**
 * Weights [I, O], normal with variance 2 / I before a ReLU (He et al., "Delving deep into rectifiers", 2015) and 1 / I
 * before a layer without one; biases [O], zero.
 */
export function mlpSlots({name, sizes, group, activateLast}: Mlp): Slots {
  const slots: Slots = {};
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    const [inputs, outputs] = [sizes[layer], sizes[layer + 1]];
    const relu = activateLast || layer + 2 < sizes.length;
    const deviation = Math.sqrt((relu ? 2 : 1) / inputs);
    slots[`${name}/w${layer}`] = {
      shape: [inputs, outputs],
      dtype: 'float32',
      axis: 'replica',
      role: 'parameter',
      group,
      decays: true,
      initial: (key) => normals(key, inputs * outputs).map((x) => x * deviation),
    };
    slots[`${name}/b${layer}`] = {shape: [outputs], dtype: 'float32', axis: 'replica', role: 'parameter', group};
  }
  return slots;
}

/**
 * x [R, N, sizes[0]] -> [R, N, last size]. `input: 'data'` if x needs no gradient; `counts` as in `dense`.
 */
export function applyMlp(
  {name, sizes, activateLast}: Mlp,
  context: Pick<Context, 'get'>,
  x: Tensor,
  input: 'tensor' | 'data' = 'tensor',
  counts?: Tensor,
): Tensor {
  let h = x;
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    const last = layer + 2 === sizes.length;
    h = dense(
      h,
      context.get(`${name}/w${layer}`),
      context.get(`${name}/b${layer}`),
      last && !activateLast ? 'none' : 'relu',
      layer === 0 ? input : 'tensor',
      counts,
    );
  }
  return h;
}

/** The number of parameters of dense layers with these sizes. */
export const weightsOf = (sizes: readonly number[]) =>
  sizes.slice(1).reduce((sum, outputs, layer) => sum + outputs * (sizes[layer] + 1), 0);

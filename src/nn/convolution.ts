/**
 * A small convolutional network. Each layer is a 3 x 3 convolution with stride 2 and ReLU, which halves the picture and
 * doubles its channels. A dense layer then makes the representation.
 */
import * as tf from '@tensorflow/tfjs-core';
import {dense} from '../kernels/dense.ts';
import {patches, patchesAlong, TAPS} from '../kernels/patches.ts';
import type {Encoder, EncoderContext} from './encoders.ts';
import type {InputShape} from './inputs.ts';
import {applyMlp, type Mlp, mlpSlots, weightsOf} from './mlp.ts';

export interface Convolution {
  /** The prefix of the network's slots. */
  name: string;
  group: string;
  input: Extract<InputShape, {kind: 'pictures'}>;
  /** Channels of the first layer. */
  channels: number;
  layers: number;
  representation: number;
}

/** Pictures that are encoded at once outside training: the patches of all would not fit into one buffer. */
const TOGETHER = 1024;

interface Layer {
  /** The side and the channels of the layer's input. */
  side: number;
  channels: number;
  outputs: number;
  weights: Mlp;
}

export function convolutionEncoder(shape: Convolution): Encoder {
  const {name, group, representation} = shape;
  const layers = layersOf(shape);
  const last = layers[layers.length - 1];
  const flat = patchesAlong(last.side) ** 2 * last.outputs;
  const out: Mlp = {name: `${name}/out`, sizes: [flat, representation], group, activateLast: false};
  const all = [...layers.map(({weights}) => weights), out];
  const sizes = layers.flatMap(({side, channels, outputs}) => {
    const places = patchesAlong(side) ** 2;
    return [places * TAPS * channels, places * outputs];
  });

  const look = (context: EncoderContext, x: tf.Tensor): tf.Tensor => {
    const n = x.shape[1]!;
    let h = x;
    for (const [at, {side, channels, weights}] of layers.entries()) {
      const input = at === 0 ? 'data' : 'tensor';
      const [w, b] = [context.get(`${weights.name}/w0`), context.get(`${weights.name}/b0`)];
      const y = dense(patches(h, {side, channels}, input), w, b, 'relu', input);
      h = tf.reshape(y, [y.shape[0], n, -1]);
    }
    return applyMlp(out, context, h);
  };

  return {
    slots: Object.assign({}, ...all.map(mlpSlots)),
    units: {
      total: sizes.reduce((sum, size) => sum + size, representation),
      largest: Math.max(...sizes, representation),
    },
    atOnce: TOGETHER,
    weights: all.reduce((sum, {sizes}) => sum + weightsOf(sizes), 0),
    apply(context, inputs, mode) {
      const n = inputs.shape[1]!;
      if (mode === 'train' || n <= TOGETHER) return look(context, inputs);
      const parts = Array.from({length: Math.ceil(n / TOGETHER)}, (_, part) => {
        const from = part * TOGETHER;
        return tf.tidy(() => look(context, tf.slice(inputs, [0, from, 0], [-1, Math.min(TOGETHER, n - from), -1])));
      });
      return tf.concat(parts, 1);
    },
  };
}

function layersOf({name, group, input, channels, layers}: Convolution): Layer[] {
  const all: Layer[] = [];
  let {side, channels: reads} = input;
  for (let at = 0; at < layers; at++) {
    const outputs = channels * 2 ** at;
    const weights: Mlp = {name: `${name}/${at}`, sizes: [TAPS * reads, outputs], group, activateLast: true};
    all.push({side, channels: reads, outputs, weights});
    side = patchesAlong(side);
    reads = outputs;
  }
  return all;
}

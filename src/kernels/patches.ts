/**
 * The 3 x 3 patches of pictures, two pixels apart. A dense layer on them is a convolution with stride 2.
 *
 * A pixel is part of up to four patches. Its gradient sums over them in a fixed order, so no two threads add to one
 * number.
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';

export interface PatchShape {
  /** The side of a picture, in pixels. */
  side: number;
  channels: number;
}

/** Side of a patch, and pixels of it. */
const WIDTH = 3;
export const TAPS = WIDTH * WIDTH;

/** The number of patches along a side, centred on the pixels 0, 2, 4, ... */
export const patchesAlong = (side: number): number => Math.ceil(side / 2);

/**
 * x [R, N, side side C] -> [R, N P P, 9 C] for P patches along a side: number (3 ky + kx) C + c of patch (py, px) is
 * channel c of the pixel (2 py + ky - 1, 2 px + kx - 1), and 0 beyond the edge.
 */
export const patchesForward = defineKernel<'x', PatchShape>({
  name: 'LabPatches',
  outputs: ({x}, {side, channels}) => [
    {shape: [x[0], x[1] * patchesAlong(side) ** 2, TAPS * channels], dtype: 'float32'},
  ],
  plain([y], {x}, shapes, {side, channels}) {
    const along = patchesAlong(side);
    const pictures = shapes.x[0] * shapes.x[1];
    const row = side * channels;
    let to = 0;
    for (let i = 0; i < pictures; i++) {
      for (let py = 0; py < along; py++) {
        for (let px = 0; px < along; px++) {
          for (let ky = 2 * py - 1; ky <= 2 * py + 1; ky++) {
            for (let kx = 2 * px - 1; kx <= 2 * px + 1; kx++) {
              const inside = ky >= 0 && ky < side && kx >= 0 && kx < side;
              const from = (i * side + ky) * row + kx * channels;
              for (let c = 0; c < channels; c++) y[to++] = inside ? x[from + c] : 0;
            }
          }
        }
      }
    }
  },
});

/** dy [R, N P P, 9 C] -> dx [R, N, side side C]: the sum over the patches that hold each pixel. */
export const patchesBackward = defineKernel<'dy', PatchShape>({
  name: 'LabPatchesBackward',
  outputs: ({dy}, {side, channels}) => [
    {shape: [dy[0], dy[1] / patchesAlong(side) ** 2, side * side * channels], dtype: 'float32'},
  ],
  plain([dx], {dy}, _shapes, {side, channels}) {
    const along = patchesAlong(side);
    const patch = TAPS * channels;
    dx.fill(0);
    for (let to = 0; to < dx.length; to += channels) {
      const at = to / channels;
      const [y, x] = [Math.floor(at / side) % side, at % side];
      const first = Math.floor(at / side / side) * along * along;
      for (let py = y >> 1; py <= (y + 1) >> 1 && py < along; py++) {
        for (let px = x >> 1; px <= (x + 1) >> 1 && px < along; px++) {
          const tap = (y + 1 - 2 * py) * WIDTH + x + 1 - 2 * px;
          const from = (first + py * along + px) * patch + tap * channels;
          for (let c = 0; c < channels; c++) dx[to + c] += dy[from + c];
        }
      }
    }
  },
});

/** The patches of x [R, N, side side C]; see `patchesForward`. `input: 'data'` where x needs no gradient. */
export function patches(x: tf.Tensor, shape: PatchShape, input: 'tensor' | 'data' = 'tensor'): tf.Tensor {
  const fused = hasKernel(patchesForward) && hasKernel(patchesBackward);
  const forward = (value: tf.Tensor) =>
    fused ? runKernel(patchesForward, {x: value}, shape)[0] : composedForward(value, shape);
  if (input === 'data') return forward(x);
  const operation = tf.customGrad((value) => ({
    value: forward(value as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => (fused ? runKernel(patchesBackward, {dy}, shape)[0] : composedBackward(dy, shape)),
  }));
  return operation(x);
}

/** Picks numbers of each row of x [R, N, K] by a list of indices; index K picks 0. -> [R, N, length]. */
function picked(x: tf.Tensor, name: string, length: number, make: () => Int32Array): tf.Tensor {
  const ended = tf.pad(x, [
    [0, 0],
    [0, 0],
    [0, 1],
  ]);
  return tf.gather(ended, constant(name, [length], make), 2);
}

/** For each pixel of a picture: the patches that hold it, and its place in each. */
function placesOf(side: number): {pixel: number; tap: number}[][] {
  const along = patchesAlong(side);
  const places: {pixel: number; tap: number}[][] = Array.from({length: side * side}, () => []);
  for (let pixel = 0; pixel < along * along; pixel++) {
    for (let tap = 0; tap < TAPS; tap++) {
      const y = 2 * Math.floor(pixel / along) + Math.floor(tap / WIDTH) - 1;
      const x = 2 * (pixel % along) + (tap % WIDTH) - 1;
      if (y >= 0 && y < side && x >= 0 && x < side) places[y * side + x].push({pixel, tap});
    }
  }
  return places;
}

/** The same, composed of TensorFlow.js operations: works on every backend. */
export function composedForward(x: tf.Tensor, {side, channels}: PatchShape): tf.Tensor {
  const along = patchesAlong(side);
  const length = along ** 2 * TAPS * channels;
  const list = picked(x, `patches of ${[side, channels]}`, length, () => {
    const numbers = new Int32Array(length).fill(side * side * channels);
    for (const [at, some] of placesOf(side).entries()) {
      for (const {pixel, tap} of some) {
        for (let c = 0; c < channels; c++) numbers[(pixel * TAPS + tap) * channels + c] = at * channels + c;
      }
    }
    return numbers;
  });
  return tf.reshape(list, [x.shape[0], -1, TAPS * channels]);
}

/** The greatest number of patches that hold one pixel. */
const MOST = 4;

export function composedBackward(dy: tf.Tensor, {side, channels}: PatchShape): tf.Tensor {
  const replicas = dy.shape[0];
  const size = side * side * channels;
  const flat = tf.reshape(dy, [replicas, -1, patchesAlong(side) ** 2 * TAPS * channels]);
  const length = MOST * size;
  const list = picked(flat, `pixels of ${[side, channels]}`, length, () => {
    const numbers = new Int32Array(length).fill(flat.shape[2]!);
    for (const [at, some] of placesOf(side).entries()) {
      for (const [place, {pixel, tap}] of some.entries()) {
        for (let c = 0; c < channels; c++) {
          numbers[place * size + at * channels + c] = (pixel * TAPS + tap) * channels + c;
        }
      }
    }
    return numbers;
  });
  return tf.addN(tf.split(list, MOST, 2));
}

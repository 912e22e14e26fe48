/**
 * A batch of pictures, each moved, turned, scaled, tinted and partly erased by its own random amounts.
 *
 * Pixels from beyond the edge and erased pixels are 0. That is the mean colour where pictures are standardised, and
 * blank paper where they are ink.
 *
 * There are two forms with the same result: a loop over memory for backends whose tensors JavaScript can read (wasm,
 * cpu), and a composition of TensorFlow.js operations for the others.
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import {defineKernel, hasKernel, runKernel} from '../engine/kernel.ts';
import {uniforms} from '../engine/keys.ts';
import type {Keys} from '../engine/program.ts';
import type {Values} from '../engine/records.ts';
import {keysIn, uniform} from './random.ts';

export interface PictureShape {
  side: number;
  channels: number;
}

/** Numbers drawn for each picture, in this order; `changes` says what they do. */
export const DRAWS = 10;
const [DX, DY, ZOOM, TURN, GAIN, FLIP, ERASE_X, ERASE_Y, TINT, STRETCH] = Array.from({length: DRAWS}, (_, i) => i);

/** How many numbers describe the change of a picture. */
export const CHANGES = 12;

/**
 * The greatest change of each kind. Shift and the side of the erased rectangle are in units of the picture's side; zoom
 * and gain are shares; turn is the tangent of the angle; tint is a share of the gain; flip is a probability; stretch is
 * the share by which a side of the rectangle may be longer or shorter.
 */
export const AMOUNTS = ['shift', 'zoom', 'turn', 'gain', 'tint', 'flip', 'erase', 'stretch'] as const;
const [SHIFT_BY, ZOOM_BY, TURN_BY, GAIN_BY, TINT_BY, FLIP_BY, ERASE_BY, STRETCH_BY] = AMOUNTS.keys();

/** The amounts in their order in the tensor. Amounts that are not given are 0. */
export const amountsOf = (amounts: Partial<Record<(typeof AMOUNTS)[number], number>>): number[] =>
  AMOUNTS.map((name) => amounts[name] ?? 0);

/**
 * From uniform draws [R, N, 10] and amounts [R, 8] to what is done to each picture, [R, N, 12]:
 * the affine map from a target pixel to a source point, in units of the side about the centre
 * (xx, xy, yx, yy, x0, y0), a gain, a tint between the first and the last channel, and the erased rectangle: its centre
 * (x, y) and half its sides (x, y). No sine or cosine: a GPU computes those too coarsely for runs to agree.
 */
export function changes(draws: tf.Tensor, amounts: tf.Tensor): tf.Tensor {
  const most = tf.split(amounts, AMOUNTS.length, 1);
  const draw = (i: number) => tf.squeeze(tf.slice(draws, [0, 0, i], [-1, -1, 1]), [2]);
  const signed = (i: number, by: number) => tf.mul(tf.sub(tf.mul(draw(i), 2), 1), most[by]);
  const zoom = tf.add(signed(ZOOM, ZOOM_BY), 1);
  const turn = signed(TURN, TURN_BY);
  // The rotation by atan(turn): (1, -turn; turn, 1) / sqrt(1 + turn^2).
  const along = tf.div(zoom, tf.sqrt(tf.add(tf.square(turn), 1)));
  const across = tf.mul(along, turn);
  const flip = tf.sub(1, tf.mul(2, tf.cast(tf.less(draw(FLIP), most[FLIP_BY]), 'float32')));
  const half = tf.div(most[ERASE_BY], 2);
  const stretch = signed(STRETCH, STRETCH_BY);
  return tf.stack(
    [
      tf.mul(along, flip),
      tf.neg(across),
      tf.mul(across, flip),
      along,
      signed(DX, SHIFT_BY),
      signed(DY, SHIFT_BY),
      tf.add(signed(GAIN, GAIN_BY), 1),
      signed(TINT, TINT_BY),
      tf.sub(draw(ERASE_X), 0.5),
      tf.sub(draw(ERASE_Y), 0.5),
      tf.mul(half, tf.add(1, stretch)),
      tf.mul(half, tf.sub(1, stretch)),
    ],
    2,
  );
}

interface Inputs {
  /** [M, side * side * channels]. */
  pictures: tf.Tensor;
  /** Which pictures, int32 [R, N]. */
  rows: tf.Tensor;
  /** The result of `changes`, [R, N, 12]. */
  change: tf.Tensor;
}

/** keys int32 [R, V, 2], amounts [R, 8] -> what is done to each picture, [R, V count, 12]; see `changes`. */
export const pictureChanges = defineKernel<'keys' | 'amounts', {count: number}>({
  name: 'LabPictureChanges',
  outputs: ({keys}, {count}) => [{shape: [keys[0], keys[1] * count, CHANGES], dtype: 'float32'}],
  plain([out], {keys, amounts}, shapes, {count}) {
    for (const [i, key] of keysIn(keys).entries()) {
      const draws = uniforms(key, count * DRAWS);
      const r = Math.floor(i / shapes.keys[1]);
      const most = amounts.subarray(r * AMOUNTS.length, (r + 1) * AMOUNTS.length);
      for (let k = 0; k < count; k++) changeOne(out, (i * count + k) * CHANGES, draws, k * DRAWS, most);
    }
  },
});

function changeOne(out: Values, to: number, draws: Float32Array, from: number, most: Values): void {
  const signed = (i: number, by: number) => (2 * draws[from + i] - 1) * most[by];
  const turn = signed(TURN, TURN_BY);
  const along = (signed(ZOOM, ZOOM_BY) + 1) / Math.sqrt(turn * turn + 1);
  const across = along * turn;
  const flip = draws[from + FLIP] < most[FLIP_BY] ? -1 : 1;
  const half = most[ERASE_BY] / 2;
  const stretch = signed(STRETCH, STRETCH_BY);
  out[to] = along * flip;
  out[to + 1] = -across;
  out[to + 2] = across * flip;
  out[to + 3] = along;
  out[to + 4] = signed(DX, SHIFT_BY);
  out[to + 5] = signed(DY, SHIFT_BY);
  out[to + 6] = signed(GAIN, GAIN_BY) + 1;
  out[to + 7] = signed(TINT, TINT_BY);
  out[to + 8] = draws[from + ERASE_X] - 0.5;
  out[to + 9] = draws[from + ERASE_Y] - 0.5;
  out[to + 10] = half * (1 + stretch);
  out[to + 11] = half * (1 - stretch);
}

/**
 * The whole operation, [R, N, side * side * channels]: pictures `rows` int32 [R, N], each changed by its own draws. N
 * is a multiple of the number of streams.
 */
export function augmentPictures(
  pictures: tf.Tensor,
  rows: tf.Tensor,
  keys: Keys,
  amounts: tf.Tensor,
  shape: PictureShape,
): tf.Tensor {
  const count = rows.shape[1]! / keys.tensor.shape[1]!;
  const change = hasKernel(pictureChanges)
    ? runKernel(pictureChanges, {keys: keys.tensor, amounts}, {count})[0]
    : changes(uniform(keys, [count, DRAWS]), amounts);
  return changed({pictures, rows, change}, shape);
}

/** The pictures of `rows`, each changed by its row of `change`. */
export function changed(inputs: Inputs, shape: PictureShape): tf.Tensor {
  return hasKernel(augmentKernel) ? runKernel(augmentKernel, {...inputs}, shape)[0] : composed(inputs, shape);
}

/** The same, composed of TensorFlow.js operations: works on every backend. */
export function composed({pictures, rows, change}: Inputs, {side, channels}: PictureShape): tf.Tensor {
  const [replicas, n] = rows.shape as [number, number];
  const parts = tf.split(tf.reshape(change, [replicas * n, CHANGES]), CHANGES, 1);
  const [xx, xy, yx, yy, x0, y0, gain, tint, ex, ey, halfX, halfY] = parts;
  const {x, y} = centredGrid(side);
  const sourceX = tf.sub(tf.mul(tf.add(tf.add(tf.mul(xx, x), tf.mul(xy, y)), x0), side), 0.5 - side / 2);
  const sourceY = tf.sub(tf.mul(tf.add(tf.add(tf.mul(yx, x), tf.mul(yy, y)), y0), side), 0.5 - side / 2);
  const [left, top] = [tf.floor(sourceX), tf.floor(sourceY)];
  const [fx, fy] = [tf.sub(sourceX, left), tf.sub(sourceY, top)];
  const pixels = tf.reshape(pictures, [-1, channels]);
  const base = tf.mul(tf.cast(tf.reshape(rows, [-1, 1]), 'float32'), side * side);
  const tap = (dx: number, dy: number, weight: tf.Tensor) => {
    const [px, py] = [tf.add(left, dx), tf.add(top, dy)];
    const inside = tf.logicalAnd(
      tf.logicalAnd(tf.greaterEqual(px, 0), tf.less(px, side)),
      tf.logicalAnd(tf.greaterEqual(py, 0), tf.less(py, side)),
    );
    const clampedX = tf.clipByValue(px, 0, side - 1);
    const clampedY = tf.clipByValue(py, 0, side - 1);
    const index = tf.cast(tf.add(base, tf.add(tf.mul(clampedY, side), clampedX)), 'int32');
    const value = tf.reshape(tf.gather(pixels, tf.reshape(index, [-1])), [replicas * n, side * side, channels]);
    return tf.mul(value, tf.expandDims(tf.mul(weight, tf.cast(inside, 'float32')), 2));
  };
  const [gx, gy] = [tf.sub(1, fx), tf.sub(1, fy)];
  const sampled = tf.addN([
    tap(0, 0, tf.mul(gx, gy)),
    tap(1, 0, tf.mul(fx, gy)),
    tap(0, 1, tf.mul(gx, fy)),
    tap(1, 1, tf.mul(fx, fy)),
  ]);
  const erased = tf.logicalAnd(tf.less(tf.abs(tf.sub(x, ex)), halfX), tf.less(tf.abs(tf.sub(y, ey)), halfY));
  const left1 = tf.sub(1, tf.cast(erased, 'float32'));
  // From channel 0 (gain - tint) to the last (gain + tint).
  const along = constant(`channel positions ${channels}`, [1, 1, channels], () =>
    Float32Array.from(channelPositions(channels)),
  );
  const gains = tf.add(tf.expandDims(gain, 2), tf.mul(tf.expandDims(tint, 2), along));
  const coloured = tf.mul(tf.mul(sampled, gains), tf.expandDims(left1, 2));
  return tf.reshape(coloured, [replicas, n, -1]);
}

/** -1 for the first channel, +1 for the last; 0 for a single one. */
function channelPositions(channels: number): number[] {
  return Array.from({length: channels}, (_, c) => (channels === 1 ? 0 : (2 * c) / (channels - 1) - 1));
}

/** Centres of the pixels in units of the side, about the middle, [1, side * side] each. */
function centredGrid(side: number): {x: tf.Tensor; y: tf.Tensor} {
  const at = (i: number) => (i + 0.5) / side - 0.5;
  const grid = (name: string, coordinate: (i: number) => number) =>
    constant(`grid ${name} ${side}`, [1, side * side], () =>
      Float32Array.from({length: side * side}, (_, i) => at(coordinate(i))),
    );
  return {x: grid('x', (i) => i % side), y: grid('y', (i) => Math.floor(i / side))};
}

/** Pictures [M, P], rows int32 [R, N], change [R, N, 12] -> [R, N, P]. */
export const augmentKernel = defineKernel<keyof Inputs, PictureShape>({
  name: 'LabAugmentPictures',
  outputs: ({pictures, rows}) => [{shape: [...rows, pictures[1]], dtype: 'float32'}],
  plain([out], inputs, shapes, shape) {
    const [replicas, n] = shapes.rows;
    const size = shapes.pictures[1];
    for (let i = 0; i < replicas * n; i++) {
      augmentOne(out, i * size, inputs, inputs.rows[i] * size, i * CHANGES, shape);
    }
  },
});

/** One picture in one pass over its pixels. `to`, `from` and `c` are its places in output, pictures and changes. */
function augmentOne(
  out: Values,
  to: number,
  {pictures, change}: Readonly<Record<'pictures' | 'change', Values>>,
  from: number,
  c: number,
  {side, channels}: PictureShape,
): void {
  const xx = change[c];
  const xy = change[c + 1];
  const yx = change[c + 2];
  const yy = change[c + 3];
  const x0 = change[c + 4];
  const y0 = change[c + 5];
  const gain = change[c + 6];
  const tint = change[c + 7];
  const ex = change[c + 8];
  const ey = change[c + 9];
  const halfX = change[c + 10];
  const halfY = change[c + 11];
  const last = side - 1;
  const row = side * channels;
  const tintStep = channels === 1 ? 0 : (2 * tint) / (channels - 1);
  const firstGain = channels === 1 ? gain : gain - tint;
  let at = 0;
  for (let py = 0; py < side; py++) {
    const y = (py + 0.5) / side - 0.5;
    for (let px = 0; px < side; px++) {
      const x = (px + 0.5) / side - 0.5;
      const sx = (xx * x + xy * y + x0) * side + last / 2;
      const sy = (yx * x + yy * y + y0) * side + last / 2;
      const left = Math.floor(sx);
      const top = Math.floor(sy);
      const fx = sx - left;
      const fy = sy - top;
      const erased = Math.abs(x - ex) < halfX && Math.abs(y - ey) < halfY;
      // A pixel outside the picture has weight 0; its address is moved to one that exists.
      const weightLeft = left >= 0 && left <= last && !erased ? 1 - fx : 0;
      const weightRight = left >= -1 && left < last && !erased ? fx : 0;
      const weightTop = top >= 0 && top <= last ? 1 - fy : 0;
      const weightBottom = top >= -1 && top < last ? fy : 0;
      const x1 = from + Math.min(Math.max(left, 0), last) * channels;
      const x2 = from + Math.min(Math.max(left + 1, 0), last) * channels;
      const y1 = Math.min(Math.max(top, 0), last) * row;
      const y2 = Math.min(Math.max(top + 1, 0), last) * row;
      const a = weightTop * weightLeft;
      const b = weightTop * weightRight;
      const d = weightBottom * weightLeft;
      const e = weightBottom * weightRight;
      let tinted = firstGain;
      for (let k = 0; k < channels; k++) {
        const value =
          a * pictures[y1 + x1 + k] + b * pictures[y1 + x2 + k] + d * pictures[y2 + x1 + k] + e * pictures[y2 + x2 + k];
        out[to + at] = value * tinted;
        tinted += tintStep;
        at++;
      }
    }
  }
}

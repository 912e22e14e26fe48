/** Views of pictures in black ink, each changed at random. */
import type {Tensor} from '@tensorflow/tfjs-core';
import {AMOUNTS, amountsOf, augmentPictures, type PictureShape} from '../../kernels/augmentPictures.ts';
import {withNoise} from '../../kernels/noisyRows.ts';
import type {WorldContext} from '../world.ts';
import type {changeFields} from './changes.spec.ts';

const PATHS = (['strength', 'shift', 'turn', 'zoom', 'erase'] as const satisfies (keyof typeof changeFields)[]).map(
  (name) => `world.${name}`,
);

/** The sides of the erased rectangle are drawn from 1 - STRETCH to 1 + STRETCH times the setting. */
const STRETCH = 0.5;

/**
 * Random changes of pictures `rows` [R, 2N] of a table. The first N and the last N have random streams of their own, which
 * `use` names.
 */
export function changedPictures(
  context: WorldContext,
  pictures: Tensor,
  rows: Tensor,
  shape: PictureShape,
  use: 'batch' | 'unseen',
): Tensor {
  const streams = (what: string) =>
    context.key([`${use}/${what}/a`, `${use}/${what}/b`], use === 'unseen' ? 'always' : 'now');
  const amounts = context.fromHot(PATHS, AMOUNTS.length, (strength, shift, turn, zoom, erase) =>
    amountsOf({
      shift: strength * shift,
      turn: Math.tan((strength * turn * Math.PI) / 180),
      zoom: strength * zoom,
      erase: strength * erase,
      stretch: STRETCH,
    }),
  );
  const deviation = context.fromHot(['world.strength', 'world.noise'], 1, (strength, noise) => [strength * noise]);
  return withNoise(augmentPictures(pictures, rows, streams('changes'), amounts, shape), streams('noise'), deviation);
}

/** Ink divided by its root mean square over the seen pictures: blank paper stays 0, and full ink becomes `scale`. */
export function scaledInk(
  ink: Float32Array,
  size: number,
  seen: readonly number[],
): {pictures: Float32Array; scale: number} {
  let squares = 0;
  for (const row of seen) for (let p = row * size; p < (row + 1) * size; p++) squares += ink[p] * ink[p];
  const scale = Math.sqrt((seen.length * size) / squares);
  return {pictures: ink.map((value) => value * scale), scale};
}

/** The mean of some pictures. */
export function meanOf(pictures: Float32Array, size: number, rows: readonly number[]): Float32Array {
  const mean = new Float64Array(size);
  for (const row of rows) for (let p = 0; p < size; p++) mean[p] += pictures[row * size + p] / rows.length;
  return Float32Array.from(mean);
}

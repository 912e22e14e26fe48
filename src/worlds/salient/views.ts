/** Points with a common part, and a salient part that only targets have: both hidden in one vector. */
import {deriveKey, normals, randomWords} from '../../engine/keys.ts';
import type {PartValue} from '../../spec/index.ts';
import {noisyViews} from '../latent/views.ts';
import {orthonormal} from '../shared/orthonormal.ts';
import {VectorsWorld} from '../shared/vectors.ts';
import {dataSlot, type World} from '../world.ts';
import type {salient as part} from './index.spec.ts';

export type SalientSpec = PartValue<typeof part>;

/** Of each part, and of a point. */
const PART = 2;
const SIZE = 8;
/** Distance of the centres of classes from the origin. */
const RADIUS = 1.5;
/** Every fifth point is kept unseen. */
const UNSEEN_EVERY = 5;

/**
 * x = A [c, s], with the same random A [8, 4] of orthonormal columns for all. The common part c in R^2 is normal about the centre of
 * its class on a circle; the salient part s, of a class of its own, is as c times the salience in targets, and 0 in the background.
 */
export function openSalient(spec: SalientSpec): World {
  const {common, salient, salience, targets, points, drawing} = spec;
  const key = (use: string) => deriveKey(drawing, `world/salient/${use}`);
  const uniform = (use: string) => Float64Array.from(randomWords(key(use), points), (word) => (word >>> 0) / 2 ** 32);
  const isTarget = uniform('targets').map((u) => Number(u < targets));
  const kind = uniform('classes').map((u) => Math.floor(u * salient));
  const classOf = Array.from({length: points}, (_, i) => i % common);
  const noise = normals(key('places'), 2 * points * PART);
  const random = normals(key('mixing'), 2 * PART * SIZE);
  const mixing = orthonormal(
    Array.from({length: 2 * PART}, (_, k) => Float64Array.from(random.subarray(k * SIZE, (k + 1) * SIZE))),
  );
  const values = new Float32Array(points * SIZE);
  for (let i = 0; i < points; i++) {
    const place = (of: number, classes: number, at: number) =>
      placeOf(spec, {of, classes}, noise.subarray(at, at + PART));
    const c = place(classOf[i], common, 2 * i * PART);
    const s = place(kind[i], salient, (2 * i + 1) * PART).map((value) => isTarget[i] * salience * value);
    [...c, ...s].forEach((value, k) => {
      for (let d = 0; d < SIZE; d++) values[i * SIZE + d] += value * mixing[k][d];
    });
  }
  const world = new VectorsWorld(
    {
      ...{values, size: SIZE, groupOf: classOf},
      groups: Array.from({length: common}, (_, c) => `Class ${c + 1}`),
      details: classOf.map(
        (of, i) => `Class ${of + 1}, ${isTarget[i] ? `salient class ${kind[i] + 1}` : 'background'}`,
      ),
      // The background is a class of its own beside the salient ones.
      second: {of: classOf.map((_, i) => (isTarget[i] ? kind[i] : salient)), count: salient + 1},
      isUnseen: (i) => i % UNSEEN_EVERY === 0,
    },
    noisyViews,
  );
  const slot = {'world/salient': dataSlot([points], Int32Array.from(isTarget))};
  return Object.assign(world, {salient: 'world/salient', slots: {...world.slots, ...slot}});
}

/** The centre of a class on a circle, plus normal noise whose size is `overlap` against the distance of neighbouring centres. */
function placeOf(
  {overlap}: SalientSpec,
  {of, classes}: {of: number; classes: number},
  noise: ArrayLike<number>,
): number[] {
  const angle = (2 * Math.PI * of) / classes;
  const spread = overlap * RADIUS * Math.sin(Math.PI / classes);
  return [RADIUS * Math.cos(angle) + spread * noise[0], RADIUS * Math.sin(angle) + spread * noise[1]];
}

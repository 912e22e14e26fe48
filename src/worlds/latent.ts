/** The latent world: points of the plane from known classes and subclasses. */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, normals} from '../engine/keys.ts';
import type {Slots} from '../engine/program.ts';
import {noisyRows} from '../kernels/noisyRows.ts';
import {permuted} from '../kernels/random.ts';
import type {PartValue} from '../spec/index.ts';
import type {latent} from './latent.spec.ts';
import {
  dataSlot,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  type World,
  type WorldContext,
} from './world.ts';

export type LatentSpec = PartValue<typeof latent>;

const DIMENSION = 2;
/** In every fifth round through all subclasses the points are never trained on. */
const UNSEEN_EVERY = 5;
/** Of the view noise, at strength 1. */
const NOISE = 0.5;

export function openLatent(spec: LatentSpec): World {
  return new LatentWorld(spec);
}

class LatentWorld implements World {
  readonly towers = [
    {input: {kind: 'vectors', size: DIMENSION}, table: 'world/points', classes: 'world/classes'},
  ] as const;
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets = [{tower: 0, rows: 'world/unseen'}];
  readonly unseenGroups = 'world/unseenClasses';
  readonly labelled: Labelled;
  readonly #train: Int32Array;

  constructor(spec: LatentSpec) {
    const {positions, classOf} = drawPoints(spec);
    const all = classOf.map((_, i) => i);
    const isUnseen = (i: number) => Math.floor(i / (spec.classes * spec.subclasses)) % UNSEEN_EVERY === 0;
    const unseen = all.filter(isUnseen);
    this.#train = Int32Array.from(all.filter((i) => !isUnseen(i)));
    this.items = this.#train.length;
    const groups = Array.from({length: spec.classes}, (_, c) => `Class ${c + 1}`);
    this.points = {kind: 'things', groups, groupOf: classOf};
    const {slot, labelled} = labelledThings(0, [...this.#train], unseen, (i) => classOf[i], spec.classes);
    this.labelled = labelled;
    this.slots = {
      'world/points': dataSlot([spec.points, DIMENSION], positions),
      'world/train': dataSlot([this.#train.length], this.#train),
      'world/unseen': dataSlot([unseen.length], Int32Array.from(unseen)),
      'world/unseenClasses': membershipSlot(
        unseen.map((i) => classOf[i]),
        spec.classes,
      ),
      'world/classes': dataSlot([classOf.length], Int32Array.from(classOf)),
      ...slot,
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    const rows = permuted(context.key('batch/points'), this.#train.length, size, table);
    return this.#noisy(context, rows, context.key(['batch/noise/a', 'batch/noise/b']));
  }

  unseenViews(context: WorldContext): InputViews {
    const rows = tf.expandDims(context.get('world/unseen'), 0);
    return this.#noisy(context, rows, context.key(['unseen/noise/a', 'unseen/noise/b'], 'always'));
  }

  #noisy(context: WorldContext, rows: tf.Tensor, keys: Parameters<typeof noisyRows>[2]): InputViews {
    const deviation = context.fromHot(['world.strength'], 1, (strength) => [strength * NOISE]);
    return {inputs: [noisyRows(context.get('world/points'), rows, keys, deviation)], rows: [rows]};
  }
}

/**
 * Class c has its centre at angle 2 pi c / C on a circle of radius 1.5; its subclasses stand on a small circle about it.
 * `overlap` scales the spread of each cluster against the distance between neighbouring classes.
 */
function drawPoints({classes, subclasses, overlap, points, drawing}: LatentSpec): {
  positions: Float32Array;
  classOf: number[];
} {
  const radius = 1.5;
  const apart = 2 * radius * Math.sin(Math.PI / classes);
  const around = subclasses > 1 ? 0.3 * apart : 0;
  const spread = (0.5 * overlap * apart) / Math.sqrt(subclasses);
  const noise = normals(deriveKey(drawing, 'world/latent'), points * DIMENSION);
  const positions = new Float32Array(points * DIMENSION);
  const classOf: number[] = [];
  for (let i = 0; i < points; i++) {
    const c = i % classes;
    const s = Math.floor(i / classes) % subclasses;
    const angle = (2 * Math.PI * c) / classes;
    const inner = angle + (2 * Math.PI * s) / subclasses;
    positions[2 * i] = radius * Math.cos(angle) + around * Math.cos(inner) + spread * noise[2 * i];
    positions[2 * i + 1] = radius * Math.sin(angle) + around * Math.sin(inner) + spread * noise[2 * i + 1];
    classOf.push(c);
  }
  return {positions, classOf};
}

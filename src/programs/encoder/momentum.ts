/** The momentum encoder: an exponential moving average (EMA) of the encoder, and a queue of its points of earlier batches. */
import * as tf from '@tensorflow/tfjs-core';
import {normals} from '../../engine/keys.ts';
import type {Slot, Slots} from '../../engine/program.ts';
import {emaUpdate} from '../../kernels/emaUpdate.ts';
import {normalise} from '../../kernels/normalise.ts';
import type {Views} from '../../objectives/contrastive/objective.ts';
import type {InputViews} from '../../worlds/world.ts';
import type {EncoderSettings} from './index.spec.ts';
import {chunksOf, type EncoderContext, embedAll, embedChunk, trainedSlots} from './networks.ts';

export const QUEUE = 'queue/points';

/** The momentum encoder's points for the views, on the sphere. */
export function targetsOf(context: EncoderContext, {inputs}: InputViews): tf.Tensor {
  const chunks = chunksOf(context, inputs);
  const own = copied(context);
  if (chunks.length === 0) return normalise(embedAll(own, inputs, 'train').raw);
  const parts = chunks.map((chunk) => tf.tidy(() => embedChunk(own, inputs, chunk).raw));
  return normalise(tf.concat(parts, 1));
}

const copyOf = (slot: string) => `momentum/${slot}`;

/** A slot for the copy of each trained parameter, which starts with its value. */
export function copiesOf(slots: Slots): Slots {
  return Object.fromEntries(
    Object.entries(slots).map(([name, slot]) => [
      copyOf(name),
      {...slot, role: 'state', group: undefined, decays: undefined, like: name} as const,
    ]),
  );
}

/** A context in which networks read the copies instead of the trained parameters. */
function copied(context: EncoderContext): EncoderContext {
  const has = new Set(Object.keys(trainedSlots(context.spec, context.world)));
  return {...context, get: (slot) => context.get(has.has(slot) ? copyOf(slot) : slot)};
}

/** The first points of the queue: drawn uniformly from the sphere, until enough batches have replaced them. */
export function queueSlot({model, objective}: EncoderSettings): Slot {
  return pointsOnSphere(settingOf(objective, 'queue'), model.head);
}

export const pointsOnSphere = (count: number, dimension: number): Slot => ({
  shape: [count, dimension],
  dtype: 'float32',
  axis: 'replica',
  role: 'ring',
  initial: (key) => unitRows(normals(key, count * dimension), dimension),
});

function unitRows(values: Float32Array, width: number): Float32Array {
  for (let at = 0; at < values.length; at += width) {
    const row = values.subarray(at, at + width);
    const length = Math.hypot(...row);
    for (let k = 0; k < width; k++) row[k] /= length;
  }
  return values;
}

/**
 * After a step: copy = m copy + (1 - m) encoder for the momentum m, with the encoder as it was before the step; and the
 * second views' targets take the place of the oldest in the queue.
 */
export function updateMomentum(context: EncoderContext, {targets, queue}: Pick<Views, 'targets' | 'queue'>): void {
  const {spec, world} = context;
  if (targets) {
    const momentum = context.hot('objective.momentum');
    for (const name of Object.keys(trainedSlots(spec, world))) {
      context.set(copyOf(name), emaUpdate(context.get(copyOf(name)), context.get(name), momentum));
    }
  }
  if (targets && queue) {
    const size = queue.shape[1]!;
    const newest = tf.split(targets, 2, 1)[1];
    const all = tf.concat([newest, queue], 1);
    context.set(QUEUE, tf.slice(all, [0, 0, 0], [-1, size, -1]));
  }
}

/** A setting that only some objectives have; 0 for the others. */
export const settingOf = (objective: object, name: 'queue' | 'predictor'): number =>
  Number((objective as Record<string, unknown>)[name] ?? 0);

/**
 * The optimisers behind `minimise`.
 *
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019), for update n = 1, 2, ...:
 *     m = b1 m + (1 - b1) g                v = b2 v + (1 - b2) g^2
 *     p = p - lr_n ( (m / (1 - b1^n)) / (sqrt(v / (1 - b2^n)) + eps) + wd p )
 * SGD with momentum:
 *     m = b1 m + g                         p = p - lr_n ( m + wd p )
 * lr_n is the hot learning rate of each replica times the schedule. Weight decay applies only to slots that say `decays`.
 */
import * as tf from '@tensorflow/tfjs-core';
import {defineKernel, hasKernel, runKernel, sizeOf} from './kernel.ts';
import type {OptimiserSettings, Slot, SlotName, Slots} from './program.ts';
import type {Values} from './records.ts';
import {rootSumOfRows} from './reduceRows.ts';
import {storage} from './storage.ts';

export const firstMoment = (parameter: SlotName) => `${parameter}.m`;
export const secondMoment = (parameter: SlotName) => `${parameter}.v`;

/** The slots, and the moments that the optimiser of each trained parameter needs. */
export function withMoments(slots: Slots, optimisers: Record<string, OptimiserSettings>): Slots {
  const all: Slots = {...slots};
  for (const [name, slot] of Object.entries(slots)) {
    if (slot.role !== 'parameter' || slot.trained === false) continue;
    const settings = optimisers[slot.group ?? ''];
    if (!settings) throw new Error(`Parameter ${name} is in the group ${slot.group}, which has no optimiser.`);
    const moment: Slot = {shape: slot.shape, dtype: 'float32', axis: slot.axis, role: 'moment'};
    all[firstMoment(name)] = moment;
    if (settings.kind === 'adamW') all[secondMoment(name)] = moment;
  }
  return all;
}

export function parametersOf(slots: Slots, group: string): SlotName[] {
  return Object.keys(slots).filter((name) => {
    const slot = slots[name];
    return slot.role === 'parameter' && slot.trained !== false && slot.group === group;
  });
}

/** The moments of a group's parameters, as `withMoments` added them. */
export const momentsOf = (slots: Slots, group: string): SlotName[] =>
  parametersOf(slots, group)
    .flatMap((name) => [firstMoment(name), secondMoment(name)])
    .filter((name) => Object.hasOwn(slots, name));

/** 1 / (1 - beta1^n) and 1 / (1 - beta2^n) for update n = 1, 2, ... */
export function biasCorrection({momentum, beta2}: OptimiserSettings, n: number): [number, number] {
  return [1 / (1 - momentum ** n), 1 / (1 - beta2 ** n)];
}

/** Numbers of one update for each replica: lr_n, weight decay and the two bias corrections. */
export const HYPER = 4;

/** Gradient values of one replica whose squares are summed together. */
export const CHUNK = 1024;

export const chunksOf = (shape: readonly number[]): number => Math.ceil(sizeOf(shape) / CHUNK);

interface Attributes extends Pick<OptimiserSettings, 'kind' | 'momentum' | 'beta2' | 'epsilon'> {
  decays: boolean;
  /** Where this tensor's chunks begin in a row of `squares`. */
  at: number;
}

/**
 * One update in place: value, m and v (for AdamW) [R, ...], with gradient [R, ...] and hyper [R, 4]; and into squares
 * [R, C], from column `at`, the sum of the squared gradient of each chunk of 1,024 values. No output.
 */
export const optimise = defineKernel<'value' | 'gradient' | 'm' | 'v' | 'hyper' | 'squares', Attributes>({
  name: 'LabOptimise',
  outputs: () => [],
  plain(_outputs, inputs, shapes, attributes) {
    const [replicas, chunks] = shapes.squares;
    const size = inputs.value.length / replicas;
    for (let r = 0; r < replicas; r++) {
      for (let from = 0; from < size; from += CHUNK) {
        const [begin, end] = [r * size + from, r * size + Math.min(size, from + CHUNK)];
        inputs.squares[r * chunks + attributes.at + from / CHUNK] = updateChunk(inputs, begin, end, r, attributes);
      }
    }
  },
});

/** Updates values `begin` to `end` of replica r; the sum of their squared gradients. */
function updateChunk(
  {value, gradient, m, v, hyper}: Readonly<Record<'value' | 'gradient' | 'm' | 'v' | 'hyper', Values>>,
  begin: number,
  end: number,
  r: number,
  {kind, momentum, beta2, epsilon, decays}: Attributes,
): number {
  const [rate, weightDecay, c1, c2] = hyper.subarray(r * HYPER, (r + 1) * HYPER);
  const decay = decays ? weightDecay : 0;
  let squares = 0;
  for (let i = begin; i < end; i++) {
    const g = gradient[i];
    squares += g * g;
    let direction: number;
    if (kind === 'adamW') {
      m[i] = m[i] * momentum + g * (1 - momentum);
      v[i] = v[i] * beta2 + g * g * (1 - beta2);
      direction = (m[i] * c1) / (Math.sqrt(v[i] * c2) + epsilon);
    } else {
      m[i] = m[i] * momentum + g;
      direction = m[i];
    }
    value[i] -= (direction + value[i] * decay) * rate;
  }
  return squares;
}

/** Uninitialised memory for the squares, [R, C]. */
export const scratch = defineKernel<'hyper', {columns: number}>({
  name: 'LabScratch',
  outputs: ({hyper}, {columns}) => [{shape: [hyper[0], columns], dtype: 'float32'}],
  plain() {},
});

export interface Update {
  name: SlotName;
  slot: Slot;
  settings: OptimiserSettings;
  gradient: tf.Tensor;
  hyper: tf.Tensor;
}

type Read = (slot: SlotName) => tf.Tensor;

/** Whether the present backend can update slots in place. */
export const updatesInPlace = (): boolean => hasKernel(optimise) && hasKernel(scratch);

/** Updates the slots of all `updates` in place, and gives the length of their whole gradient, [R]. */
export function updateInPlace(updates: readonly Update[], read: Read): tf.Tensor {
  const columns = updates.reduce((sum, {slot}) => sum + chunksOf(slot.shape), 0);
  const [squares] = runKernel(scratch, {hyper: updates[0].hyper}, {columns});
  let at = 0;
  for (const {name, slot, settings, gradient, hyper} of updates) {
    const {kind, momentum, beta2, epsilon} = settings;
    const v = kind === 'adamW' ? read(secondMoment(name)) : undefined;
    const attributes = {kind, momentum, beta2, epsilon, decays: slot.decays ?? false, at};
    const value = read(name);
    runKernel(optimise, {value, gradient, m: read(firstMoment(name)), v, hyper, squares}, attributes);
    storage()?.changed(value);
    at += chunksOf(slot.shape);
  }
  return rootSumOfRows(squares);
}

/** The same update composed of TensorFlow.js operations: new values of a parameter and its moments. */
export function updated({name, slot, settings, gradient, hyper}: Update, read: Read): Map<SlotName, tf.Tensor> {
  const [rate, weightDecay, c1, c2] = tf
    .split(hyper, HYPER, 1)
    .map((column) => tf.reshape(column, [-1, ...slot.shape.map(() => 1)]));
  const value = read(name);
  const m = read(firstMoment(name));
  const result = new Map<SlotName, tf.Tensor>();
  let direction: tf.Tensor;
  if (settings.kind === 'adamW') {
    const v = read(secondMoment(name));
    const nextM = tf.add(tf.mul(m, settings.momentum), tf.mul(gradient, 1 - settings.momentum));
    const nextV = tf.add(tf.mul(v, settings.beta2), tf.mul(tf.square(gradient), 1 - settings.beta2));
    direction = tf.div(tf.mul(nextM, c1), tf.add(tf.sqrt(tf.mul(nextV, c2)), settings.epsilon));
    result.set(firstMoment(name), nextM).set(secondMoment(name), nextV);
  } else {
    direction = tf.add(tf.mul(m, settings.momentum), gradient);
    result.set(firstMoment(name), direction);
  }
  if (slot.decays) direction = tf.add(direction, tf.mul(value, weightDecay));
  return result.set(name, tf.sub(value, tf.mul(direction, rate)));
}

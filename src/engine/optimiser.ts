/**
 * The optimisers behind `minimise`, in composed form.
 *
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019), for update n = 1, 2, ...:
 *     m = b1 m + (1 - b1) g                v = b2 v + (1 - b2) g^2
 *     p = p - lr_n ( (m / (1 - b1^n)) / (sqrt(v / (1 - b2^n)) + eps) + wd p )
 * SGD with momentum:
 *     m = b1 m + g                         p = p - lr_n ( m + wd p )
 * lr_n is the hot learning rate [R] times the schedule. Weight decay applies only to slots that say `decays`.
 */
import * as tf from '@tensorflow/tfjs-core';
import type {OptimiserSettings, Slot, SlotName, Slots} from './program.ts';

export const firstMoment = (parameter: SlotName) => `${parameter}.m`;
export const secondMoment = (parameter: SlotName) => `${parameter}.v`;

/** The parameters of each group, and the moments their optimiser needs. */
export function withMoments(slots: Slots, optimisers: Record<string, OptimiserSettings>): Slots {
  const all: Slots = {...slots};
  for (const [name, slot] of Object.entries(slots)) {
    if (slot.role !== 'parameter') continue;
    const settings = optimisers[slot.group ?? ''];
    if (!settings) throw new Error(`Parameter ${name} is in the group ${slot.group}, which has no optimiser.`);
    const moment: Slot = {shape: slot.shape, dtype: 'float32', axis: slot.axis, role: 'moment'};
    all[firstMoment(name)] = moment;
    if (settings.kind === 'adamW') all[secondMoment(name)] = moment;
  }
  return all;
}

export function parametersOf(slots: Slots, group: string): SlotName[] {
  return Object.keys(slots).filter((name) => slots[name].role === 'parameter' && slots[name].group === group);
}

/** What one update needs beside the gradient; `rate` and `decay` are [R], `correction` is [2]. */
export interface UpdateInputs {
  settings: OptimiserSettings;
  rate: tf.Tensor;
  decay: tf.Tensor;
  correction: tf.Tensor;
}

/** 1 / (1 - beta1^n) and 1 / (1 - beta2^n) for update n = 1, 2, ... */
export function biasCorrection({momentum, beta2}: OptimiserSettings, n: number): [number, number] {
  return [1 / (1 - momentum ** n), 1 / (1 - beta2 ** n)];
}

type Read = (slot: SlotName) => tf.Tensor;

/** New values of a parameter and its moments, given its gradient. */
export function update(name: SlotName, slot: Slot, gradient: tf.Tensor, read: Read, inputs: UpdateInputs) {
  const {settings} = inputs;
  const perReplica = (vector: tf.Tensor) => tf.reshape(vector, [-1, ...slot.shape.map(() => 1)]);
  const rate = perReplica(inputs.rate);
  const value = read(name);
  const m = read(firstMoment(name));
  const result = new Map<SlotName, tf.Tensor>();
  let direction: tf.Tensor;
  if (settings.kind === 'adamW') {
    const v = read(secondMoment(name));
    const [c1, c2] = tf.split(inputs.correction, 2);
    const nextM = tf.add(tf.mul(m, settings.momentum), tf.mul(gradient, 1 - settings.momentum));
    const nextV = tf.add(tf.mul(v, settings.beta2), tf.mul(tf.square(gradient), 1 - settings.beta2));
    direction = tf.div(tf.mul(nextM, c1), tf.add(tf.sqrt(tf.mul(nextV, c2)), settings.epsilon));
    result.set(firstMoment(name), nextM).set(secondMoment(name), nextV);
  } else {
    direction = tf.add(tf.mul(m, settings.momentum), gradient);
    result.set(firstMoment(name), direction);
  }
  if (slot.decays) direction = tf.add(direction, tf.mul(value, perReplica(inputs.decay)));
  return result.set(name, tf.sub(value, tf.mul(direction, rate)));
}

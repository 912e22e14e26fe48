/** The eager context: phases run as plain TensorFlow.js operations, one kernel after another. */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey} from './keys.ts';
import {biasCorrection, parametersOf, update} from './optimiser.ts';
import type {Context, Keys, OptimiserSettings, Replica, SlotName} from './program.ts';
import type {SlotStore} from './slots.ts';

/** What stays the same from phase to phase of a stage. */
export interface Surroundings<S, W> {
  spec: S;
  world: W;
  store: SlotStore;
  replicas: readonly Replica[];
  optimisers: Record<string, OptimiserSettings>;
  /** Present value of a hot field for each replica. */
  hotValues(path: string): number[];
}

/** Where in the run a phase stands. `updates` counts the optimiser steps of each group so far. */
export interface Moment {
  tick: number;
  iteration: number;
  updates: ReadonlyMap<string, number>;
}

export interface PhaseResult {
  assignments: Map<SlotName, tf.Tensor>;
  emitted: Map<string, tf.Tensor>;
  updated: string[];
}

/** Runs one phase. The tensors of the result are kept: the caller stores or disposes of them. */
export function runPhase<S, W>(
  phase: (context: Context<S, W>) => void,
  around: Surroundings<S, W>,
  moment: Moment,
): PhaseResult {
  const result: PhaseResult = {assignments: new Map(), emitted: new Map(), updated: []};
  tf.tidy(() => phase(eagerContext(around, moment, result)));
  return result;
}

function eagerContext<S, W>(around: Surroundings<S, W>, moment: Moment, result: PhaseResult): Context<S, W> {
  const {store, replicas, spec, world} = around;
  const count = replicas.length;
  const set = (slot: SlotName, value: tf.Tensor) => {
    if (result.assignments.has(slot)) throw new Error(`Slot ${slot} is set twice in one phase.`);
    result.assignments.set(slot, survivor(value));
  };
  const emit = (name: string, value: tf.Tensor) => {
    if (result.emitted.has(name)) throw new Error(`${name} is emitted twice in one phase.`);
    result.emitted.set(name, survivor(value));
  };
  const hot = (path: string) => tf.tensor1d(around.hotValues(path));

  return {
    spec,
    world,
    replicas: count,
    get: (slot) => store.get(slot),
    set,
    hot,
    key(use, when = 'now'): Keys {
      const {tick, iteration} = when === 'now' ? moment : {tick: 0, iteration: 0};
      return {replicas: replicas.map(({seed}) => deriveKey(seed, use, tick, iteration))};
    },
    perTick(length, compute) {
      const values = Float32Array.from(compute(moment.tick, moment.iteration));
      if (values.length !== length) throw new Error(`perTick wants ${length} values, and got ${values.length}.`);
      return tf.tensor1d(values);
    },
    emit,
    minimise(group, loss) {
      if (result.updated.includes(group)) throw new Error(`Group ${group} is minimised twice in one phase.`);
      result.updated.push(group);
      const settings = around.optimisers[group];
      const names = parametersOf(store.slots, group);
      const {gradients, value} = gradientsOf(
        names.map((name) => store.get(name)),
        loss,
      );
      const n = moment.updates.get(group) ?? 0;
      const inputs = {
        settings,
        rate: tf.mul(hot(settings.learningRate), settings.schedule(n)),
        decay: hot(settings.weightDecay),
        correction: tf.tensor1d(biasCorrection(settings, n + 1)),
      };
      names.forEach((name, i) => {
        const next = update(name, store.slots[name], gradients[i], (slot) => store.get(slot), inputs);
        for (const [slot, tensor] of next) set(slot, tensor);
      });
      // Two groups of one program are two metrics.
      const only = Object.keys(around.optimisers).length === 1;
      emit(only ? 'gradientNorm' : `gradientNorm/${group}`, gradientNorm(gradients, count));
      return value;
    },
  };
}

/**
 * A handle on the value that outlives the phase. A clone, since the tensor itself may be used further and is disposed
 * of on its own; kept at once, since a phase may be inside a gradient's scope, which cleans up when it ends.
 */
const survivor = (value: tf.Tensor) => tf.keep(tf.clone(value));

/** The loss [R] and the gradient of its sum over replicas: replicas share no parameter, so each gets its own. */
function gradientsOf(parameters: tf.Tensor[], loss: () => tf.Tensor): {value: tf.Tensor; gradients: tf.Tensor[]} {
  let kept: tf.Tensor | undefined;
  const {grads} = tf.engine().gradients(() => {
    const value = loss();
    kept = survivor(value);
    return tf.sum(value) as tf.Scalar;
  }, parameters);
  const gradients = grads.map((gradient, i) => gradient ?? tf.zerosLike(parameters[i]));
  const value = tf.clone(kept!);
  kept!.dispose();
  return {value, gradients};
}

/** Euclidean norm over all parameters of the group, [R]. */
function gradientNorm(gradients: tf.Tensor[], replicas: number): tf.Tensor {
  const squares = gradients.map((g) => tf.sum(tf.square(tf.reshape(g, [replicas, -1])), 1));
  return tf.sqrt(tf.addN(squares));
}

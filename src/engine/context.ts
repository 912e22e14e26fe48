/** What a phase sees: slots, live numbers, keys, and a way to train. */
import * as tf from '@tensorflow/tfjs-core';
import {sizeOf} from './kernel.ts';
import {deriveKey, type Key} from './keys.ts';
import type {Compute, LiveNumbers, Moment} from './live.ts';
import {biasCorrection, HYPER, parametersOf, type Update, updated, updateInPlace, updatesInPlace} from './optimiser.ts';
import type {Context, Keys, OptimiserSettings, Replica, SlotName} from './program.ts';
import type {SlotStore} from './slots.ts';

/** What stays the same from phase to phase of a stage. */
export interface Surroundings<S, W> {
  spec: S;
  world: W;
  store: SlotStore;
  replicas: readonly Replica[];
  /** Before the uses of keys. */
  prefix: string;
  optimisers: Record<string, OptimiserSettings>;
  /** Updates of a group in the stages that this one continues. */
  carried(group: string): number;
  /** Present value of a hot field for each replica. */
  hotValues(path: string): number[];
}

export interface PhaseCall<S = unknown, W = unknown> {
  name: string;
  phase: (context: Context<S, W>) => void;
  around: Surroundings<S, W>;
  moment: Moment;
  /** The replica that the phase shows: it must not write slots then. Undefined for a phase of the plan. */
  shown: number | undefined;
}

/** Tells runs of a phase apart that see different numbers: one phase may show several replicas. */
export const callKey = ({name, shown}: Pick<PhaseCall, 'name' | 'shown'>): string =>
  shown === undefined ? name : `${name} of ${shown}`;

export interface PhaseResult {
  /** New values of slots, stored together. None of them shares memory with a slot. */
  assignments: Map<SlotName, tf.Tensor>;
  emitted: Map<string, tf.Tensor>;
  /** Groups that were trained. */
  updated: string[];
}

/** Runs one phase. The tensors of the result are kept: the caller stores or disposes of them. */
export function runPhase<S, W>(call: PhaseCall<S, W>, live: LiveNumbers): PhaseResult {
  const {name, phase, around, shown} = call;
  const result: PhaseResult = {assignments: new Map(), emitted: new Map(), updated: []};
  const updates = new Map<string, Update[]>();
  tf.tidy(() => {
    phase(phaseContext(call, live, result, updates));
    if (shown !== undefined && (result.assignments.size > 0 || updates.size > 0)) {
      tf.dispose([...result.assignments.values(), ...result.emitted.values()]);
      for (const all of updates.values()) for (const {gradient} of all) gradient.dispose();
      throw new Error(`Phase ${name} shows something and must not write slots.`);
    }
    finish(around, live, result, updates);
  });
  return result;
}

/** Live numbers of the phase as a tensor. */
type LiveTensor = (name: string, shape: readonly number[], compute: Compute, dtype?: 'float32' | 'int32') => tf.Tensor;

/** Numbers of every replica, one after another. */
const forEach =
  (replicas: readonly Replica[], compute: (r: number, at: Moment) => ArrayLike<number>): Compute =>
  (at) =>
    replicas.flatMap((_, r) => Array.from(compute(r, at)));

function phaseContext<S, W>(
  {around, moment, shown = 0}: PhaseCall<S, W>,
  live: LiveNumbers,
  result: PhaseResult,
  updates: Map<string, Update[]>,
): Context<S, W> {
  const {store, replicas, spec, world} = around;
  const count = replicas.length;
  const liveTensor: LiveTensor = (name, shape, compute, dtype = 'float32') =>
    live.get(name, shape, dtype, compute, moment);
  const step = stepIn(around, liveTensor, result, updates);
  return {
    spec,
    world,
    replicas: count,
    shown,
    get: (slot) => store.get(slot),
    set(slot, value) {
      store.check(slot, value);
      addOnce(result.assignments, slot, value, `Slot ${slot} is set`);
    },
    hot: (path) => liveTensor(path, [count], () => around.hotValues(path)),
    fromHot: (paths, length, compute) =>
      liveTensor(
        `from ${paths.join()}`,
        [count, length],
        forEach(replicas, (r) => compute(...paths.map((path) => around.hotValues(path)[r]))),
      ),
    key: keysIn(around, liveTensor),
    perTick: (length, compute) =>
      liveTensor('per tick', [length], ({tick, iteration}) => {
        const values = compute(tick, iteration);
        if (values.length !== length)
          throw new Error(`perTick returned ${values.length} numbers: return ${length} for each tick.`);
        return values;
      }),
    emit: (name, value) => addOnce(result.emitted, name, value, `${name} is emitted`),
    minimise: (group, loss) => step(group, (parameters, start) => gradientsOf(parameters, loss, start)),
    minimiseInParts: (group, parts, loss) =>
      step(group, (parameters, start) => gradientsInParts(parameters, parts, loss, start)),
  };
}

/** One optimiser step of a group, from the gradients that `take` computes. Slots change when the phase has ended. */
function stepIn(
  around: Surroundings<unknown, unknown>,
  liveTensor: LiveTensor,
  result: PhaseResult,
  updates: Map<string, Update[]>,
) {
  const {store, replicas} = around;
  return (group: string, take: (parameters: tf.Tensor[], start: tf.Tensor) => Gradients): tf.Tensor => {
    if (updates.has(group)) throw new Error(`Group ${group} is minimised twice in one phase.`);
    const settings = around.optimisers[group];
    const names = parametersOf(store.slots, group);
    const parameters = names.map((name) => store.get(name));
    const {gradients, value} = take(parameters, ones(replicas.length, liveTensor));
    const hyper = liveTensor(
      `updates of ${group}`,
      [replicas.length, HYPER],
      forEach(replicas, (r, {updates: made}) => {
        const n = made.get(group) ?? 0;
        const rate = around.hotValues(settings.learningRate)[r] * settings.schedule(n);
        // Moments that are carried on have seen the updates of earlier stages too.
        const correction = biasCorrection(settings, around.carried(group) + n + 1);
        return [rate, around.hotValues(settings.weightDecay)[r], ...correction];
      }),
    );
    updates.set(
      group,
      names.map((name, i) => {
        const gradient = survivor(gradients[i] ?? tf.zerosLike(parameters[i]));
        return {name, slot: store.slots[name], settings, gradient, hyper};
      }),
    );
    result.updated.push(group);
    return value;
  };
}

/** Random keys for uses of numbers, or for several streams of one phase. */
function keysIn(
  {replicas, prefix}: Pick<Surroundings<unknown, unknown>, 'replicas' | 'prefix'>,
  liveTensor: LiveTensor,
): Context['key'] {
  return (use, when = 'now'): Keys => {
    const uses = typeof use === 'string' ? [use] : use;
    const streams = replicas.length * uses.length;
    const keysOf = ({seed}: Replica, {tick, iteration}: Moment): Key[] =>
      uses.map((one) => {
        const name = prefix + one;
        return when === 'now' ? deriveKey(seed, name, tick, iteration) : deriveKey(seed, name);
      });
    const keys = forEach(replicas, (r, at) => keysOf(replicas[r], at).flat());
    return {
      tensor: liveTensor(`key ${uses}`, [replicas.length, uses.length, 2], keys, 'int32'),
      fed: (shape, dtype, fill) => {
        const size = sizeOf(shape) / streams;
        const compute: Compute = (at) => {
          const all = new Float64Array(size * streams);
          for (const [i, key] of replicas.flatMap((replica) => keysOf(replica, at)).entries()) {
            all.set(fill(key), i * size);
          }
          return all;
        };
        return liveTensor(`numbers of ${uses}`, shape, compute, dtype);
      },
    };
  };
}

/** Backpropagation of a sum over replicas starts with a 1 for each replica. */
const ones = (count: number, live: (name: string, shape: number[], compute: Compute) => tf.Tensor) =>
  live('ones', [count], () => new Float32Array(count).fill(1));

/** Updates the parameters after everything else has read them. Results that share memory with a slot are copied first. */
function finish<S, W>(
  {store, optimisers}: Surroundings<S, W>,
  live: LiveNumbers,
  result: PhaseResult,
  updates: ReadonlyMap<string, readonly Update[]>,
): void {
  const read = (slot: SlotName) => store.get(slot);
  for (const kept of [result.assignments, result.emitted]) {
    for (const [name, value] of kept) {
      if (!store.owns(value) && !live.owns(value)) continue;
      kept.set(name, survivor(tf.mul(value, tf.scalar(1, value.dtype as 'float32'))));
      value.dispose();
    }
  }
  for (const [group, all] of updates) {
    const emitNorm = (norm: tf.Tensor) => {
      // With several groups, each has a metric of its own.
      const only = Object.keys(optimisers).length === 1;
      addOnce(result.emitted, only ? 'gradientNorm' : `gradientNorm/${group}`, norm, 'The gradient norm is emitted');
    };
    if (updatesInPlace()) {
      emitNorm(updateInPlace(all, read));
    } else {
      for (const update of all) {
        for (const [slot, value] of updated(update, read)) {
          addOnce(result.assignments, slot, value, `Slot ${slot} is set`);
        }
      }
      emitNorm(gradientNorm(all.map(({gradient}) => gradient)));
    }
    for (const {gradient} of all) gradient.dispose();
  }
}

function addOnce(to: Map<string, tf.Tensor>, name: string, value: tf.Tensor, what: string): void {
  if (to.has(name)) throw new Error(`${what} twice in one phase.`);
  to.set(name, survivor(value));
}

/**
 * A handle on the value that outlives the phase. It is a clone because the phase may go on using the tensor, which is
 * disposed of on its own. It is kept at once because a gradient's scope disposes of its tensors when it ends.
 */
const survivor = (value: tf.Tensor) => tf.keep(tf.clone(value));

interface Gradients {
  /** The loss, [R]. */
  value: tf.Tensor;
  /** Gradient of the loss summed over replicas, for each parameter. Replicas share no parameter, so each gets its own. */
  gradients: (tf.Tensor | undefined)[];
}

function gradientsOf(parameters: tf.Tensor[], loss: () => tf.Tensor, start: tf.Tensor): Gradients {
  let kept: tf.Tensor | undefined;
  const {grads} = tf.engine().gradients(
    () => {
      const value = loss();
      kept = survivor(value);
      return value;
    },
    parameters,
    start,
  );
  const value = tf.clone(kept!);
  kept!.dispose();
  return {value, gradients: grads};
}

/**
 * Gao, Zhang, Han and Callan, "Scaling deep contrastive learning batch size under memory limited setup" (2021). With the
 * vectors v_k(w) of the parts and the loss L(v, w):
 *
 *     dL/dw = sum_k (dv_k/dw)^T dL/dv_k + the part of L that sees w itself
 *
 * First all v_k without gradient, then dL/dv, and then each v_k again, with its gradient.
 */
function gradientsInParts(
  parameters: tf.Tensor[],
  parts: readonly (() => tf.Tensor)[],
  loss: (vectors: tf.Tensor) => tf.Tensor,
  start: tf.Tensor,
): Gradients {
  const each = parts.map((part) => tf.tidy(part));
  const vectors = tf.concat(each, 1);
  const {value, gradients} = gradientsOf([vectors, ...parameters], () => loss(vectors), start);
  const [first, ...direct] = gradients;
  const pulls = tf.split(
    first!,
    each.map(({shape}) => shape[1]!),
    1,
  );
  let sums = direct;
  for (const [k, part] of parts.entries()) {
    const before = sums;
    // Frees the tensors of one part before the next is computed.
    sums = tf.tidy(() => {
      const {grads} = tf.engine().gradients(part, parameters, pulls[k]);
      return grads.map((gradient, i) =>
        before[i] && gradient ? tf.add(before[i], gradient) : (gradient ?? before[i]),
      );
    });
    tf.dispose(before.filter((sum) => sum && !sums.includes(sum)));
  }
  return {value, gradients: sums};
}

/** Euclidean norm over all parameters of the group, [R]. */
function gradientNorm(gradients: tf.Tensor[]): tf.Tensor {
  const squares = gradients.map((g) => tf.sum(tf.square(tf.reshape(g, [g.shape[0], -1])), 1));
  return tf.sqrt(tf.addN(squares));
}

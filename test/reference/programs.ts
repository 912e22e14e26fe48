/** Two small programs that use everything a program may use, so small that their runs can be followed by hand. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../src/engine/constant.ts';
import {normals} from '../../src/engine/keys.ts';
import type {Program} from '../../src/engine/program.ts';
import {normal} from '../../src/kernels/random.ts';
import {scheduleOf} from '../../src/programs/training.ts';
import type {Spec, Stage} from '../../src/spec/index.ts';
import type {Training} from './optimiser.ts';

export interface PullSettings {
  size: number;
  /** Where the parameters are pulled to. */
  target: {at: number};
  training: Training & {learningRate: number; weightDecay: number};
}

/**
 * Springs of different strengths: matrix w [size, 3] and vector b [size], each pulled to the hot `target.at` by
 * 1/2 sum_k c_k (x_k - at)^2 with c_k = 1 + k / 10. Only w decays.
 */
export const pull: Program<PullSettings> = {
  name: 'pull',
  hot: () => ['target.at', 'training.learningRate', 'training.weightDecay'],
  slots: ({size}) => ({
    w: {
      shape: [size, 3],
      dtype: 'float32',
      axis: 'replica',
      role: 'parameter',
      group: 'all',
      decays: true,
      initial: (key) => normals(key, size * 3),
    },
    b: {shape: [size], dtype: 'float32', axis: 'replica', role: 'parameter', group: 'all'},
  }),
  optimisers: ({training}, steps) => ({
    all: {
      kind: training.kind,
      learningRate: 'training.learningRate',
      weightDecay: 'training.weightDecay',
      momentum: training.momentum,
      beta2: training.beta2,
      epsilon: training.epsilon,
      schedule: scheduleOf(training, steps),
    },
  }),
  begin: () => [{phase: 'look', times: 1}],
  plan: () => [{phase: 'train', times: 1}],
  phases: {
    train(context) {
      const loss = context.minimise('all', () => {
        const at = tf.reshape(context.hot('target.at'), [-1, 1]);
        const energies = ['w', 'b'].map((slot) => {
          const x = tf.reshape(context.get(slot), [context.replicas, -1]);
          return tf.sum(tf.mul(tf.square(tf.sub(x, at)), springs(x.shape[1]!)), 1);
        });
        return tf.div(tf.addN(energies), 2);
      });
      context.emit('loss', loss);
    },
    look(context) {
      context.emit('w', context.get('w'));
    },
  },
};

/** c_k of the springs. */
export const stiffness = (size: number): number[] => Array.from({length: size}, (_, k) => 1 + k / 10);

const springs = (size: number) => constant(`springs ${size}`, [1, size], () => Float32Array.from(stiffness(size)));

export interface EchoSettings {
  size: number;
  /** Entries of the queue. */
  length: number;
  /** Times that `learn` runs in a tick. */
  inner: number;
  /** Of the momentum copy. */
  copy: {momentum: number};
  training: {learningRate: number; weightDecay: number};
}

/**
 * A parameter w that chases noise T times a tick, a slow copy of it (`state`), and a queue of the copy's last values
 * (`ring`), the oldest first. The mask shows only the first `tick + 1` entries of the queue's newest end.
 */
export const echo: Program<EchoSettings> = {
  name: 'echo',
  hot: () => ['copy.momentum', 'training.learningRate', 'training.weightDecay'],
  slots: ({size, length}) => ({
    w: {shape: [size], dtype: 'float32', axis: 'replica', role: 'parameter', group: 'w'},
    slow: {shape: [size], dtype: 'float32', axis: 'replica', role: 'state'},
    queue: {shape: [length, size], dtype: 'float32', axis: 'replica', role: 'ring'},
    ticks: {shape: [], dtype: 'int32', axis: 'shared', role: 'state'},
  }),
  optimisers: () => ({
    w: {
      kind: 'sgd',
      learningRate: 'training.learningRate',
      weightDecay: 'training.weightDecay',
      momentum: 0,
      beta2: 0,
      epsilon: 0,
      // Counted in updates, of which a tick has several.
      schedule: (update) => 1 / (1 + update),
    },
  }),
  plan: ({inner}) => [
    {phase: 'learn', times: inner},
    {phase: 'follow', times: 1},
  ],
  phases: {
    learn(context) {
      const noise = normal(context.key('noise'), [context.spec.size]);
      context.minimise('w', () => tf.div(tf.sum(tf.square(tf.sub(context.get('w'), noise)), 1), 2));
    },
    follow(context) {
      const momentum = tf.reshape(context.hot('copy.momentum'), [-1, 1]);
      const kept = tf.mul(context.get('slow'), momentum);
      const slow = tf.add(kept, tf.mul(context.get('w'), tf.sub(1, momentum)));
      const queue = context.get('queue');
      const {length} = context.spec;
      context.set('slow', slow);
      context.set('queue', tf.concat([tf.slice(queue, [0, 1, 0], [-1, -1, -1]), tf.expandDims(slow, 1)], 1));
      context.set('ticks', tf.add(context.get('ticks'), tf.scalar(1, 'int32')));
      const filled = context.perTick(length, (tick) => Array.from({length}, (_, i) => Number(i >= length - 1 - tick)));
      const lengths = tf.sum(tf.square(context.get('queue')), 2);
      context.emit('stored', tf.sum(tf.mul(lengths, filled), 1));
    },
  },
};

/** A spec of any program: the engine does not ask the language of specs. */
export function specFor(stages: Omit<Stage, 'id'>[] | Stage[], rest: Partial<Spec> = {}): Spec {
  const named = stages.map((stage, i) => ({id: i === 0 ? 'main' : `stage${i + 1}`, ...stage}));
  return {version: 1, seed: 7, stages: named, moves: [], ...rest};
}

/** Toy programs read no files. */
export const noFiles = {
  file: async (path: string): Promise<Uint8Array> => {
    throw new Error(`There is no file ${path}.`);
  },
};

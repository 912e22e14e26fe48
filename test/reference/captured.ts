/** Small programs, each of which a recorded phase would get wrong if it were recorded carelessly. */
import * as tf from '@tensorflow/tfjs-core';
import type {Program, Slots} from '../../src/engine/program.ts';

const state = (...names: string[]): Slots =>
  Object.fromEntries(
    names.map((name, i) => [
      name,
      {
        shape: [3],
        dtype: 'float32',
        axis: 'replica',
        role: 'state',
        initial: () => Float32Array.of(i + 1, 10 * (i + 1), -(i + 1)),
      } as const,
    ]),
  );

const everyTick = () => [{phase: 'turn', times: 1}];

/** a, b, c = b, c, a: all values are those from before. */
export const rotate: Program<object> = {
  name: 'rotate',
  hot: () => [],
  slots: () => state('a', 'b', 'c'),
  plan: everyTick,
  phases: {
    turn(context) {
      context.set('a', context.get('b'));
      context.set('b', context.get('c'));
      context.set('c', context.get('a'));
      context.emit('first', tf.sum(context.get('a'), 1));
    },
  },
};

/** A copy that lags one tick behind a parameter that is updated in place, and a copy of the copy. */
export const lag: Program<{rate: {at: number}}> = {
  name: 'lag',
  hot: () => ['rate.at', 'rate.none'],
  slots: () => ({
    w: {
      shape: [3],
      dtype: 'float32',
      axis: 'replica',
      role: 'parameter',
      group: 'w',
      initial: () => Float32Array.of(1, 2, 3),
    },
    ...state('behind', 'further'),
  }),
  optimisers: () => ({
    w: {
      kind: 'sgd',
      learningRate: 'rate.at',
      weightDecay: 'rate.none',
      momentum: 0,
      beta2: 0,
      epsilon: 0,
      schedule: () => 1,
    },
  }),
  plan: everyTick,
  phases: {
    turn(context) {
      context.set('behind', context.get('w'));
      context.set('further', context.get('behind'));
      context.emit(
        'loss',
        context.minimise('w', () => tf.sum(tf.square(context.get('w')), 1)),
      );
      context.emit('before', tf.sum(context.get('w'), 1));
    },
  },
};

/** Uploads numbers in a phase, where they would be frozen. */
export const upload: Program<object> = {
  name: 'upload',
  hot: () => [],
  slots: () => state('a'),
  plan: everyTick,
  phases: {
    turn(context) {
      context.set('a', tf.add(context.get('a'), tf.tensor([[1, 2, 3]])));
      context.emit('sum', tf.sum(context.get('a'), 1));
    },
  },
};

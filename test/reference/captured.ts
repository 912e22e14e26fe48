/** Small programs, each of which a recorded phase would get wrong if it were recorded carelessly. */
import * as tf from '@tensorflow/tfjs-core';
import type {Program, Slots} from '../../src/engine/program.ts';
import {type Architecture, encoderOf} from '../../src/nn/encoders.ts';

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

/** Texts of up to seven tokens out of nine: two views of each of six, pulled towards each other and away from nothing. */
export const reader: Program<{model: Architecture; training: {learningRate: number; weightDecay: number}}> = {
  name: 'reader',
  hot: () => ['training.learningRate', 'training.weightDecay'],
  slots: ({model}) => ({
    ...readerOf(model).slots,
    texts: {
      shape: [12, TEXT.length],
      dtype: 'int32',
      axis: 'shared',
      role: 'data',
      initial: () =>
        Int32Array.from({length: 12 * TEXT.length}, (_, at) => {
          const [text, place] = [Math.floor(at / TEXT.length) % 6, at % TEXT.length];
          return place > text ? -1 : (5 * text + 3 * place) % TEXT.vocabulary;
        }),
    },
  }),
  optimisers: () => ({
    all: {
      kind: 'adamW',
      learningRate: 'training.learningRate',
      weightDecay: 'training.weightDecay',
      momentum: 0.9,
      beta2: 0.99,
      epsilon: 1e-8,
      schedule: () => 1,
    },
  }),
  plan: () => [{phase: 'train', times: 1}],
  phases: {
    train(context) {
      const texts = tf.expandDims(context.get('texts'), 0);
      const key = (use: string) => context.key([`${use}/a`, `${use}/b`]);
      const loss = context.minimise('all', () => {
        const y = readerOf(context.spec.model).apply({...context, key}, texts, 'train');
        const [a, b] = tf.split(y, 2, 1);
        const apart = tf.sum(tf.square(tf.sub(a, b)), [1, 2]);
        return tf.add(apart, tf.sum(tf.square(tf.sub(tf.sum(tf.square(y), 2), 1)), 1));
      });
      context.emit('loss', loss);
    },
  },
};

const TEXT = {kind: 'tokens', vocabulary: 9, length: 7} as const;
const readerOf = (model: Architecture) => encoderOf(model, TEXT, {name: 'reader', group: 'all'});

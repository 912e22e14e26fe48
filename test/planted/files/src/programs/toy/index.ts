/** The toy program: a vector x is pulled to a point a by 1/2 |x - a - noise|^2. */
import * as tf from '@tensorflow/tfjs-core';
import {normals} from '../../engine/keys.ts';
import type {Context, Program} from '../../engine/program.ts';
import {normal} from '../../kernels/random.ts';
import {hotPaths, once} from '../training.ts';
import {type ToySettings, toySpec} from './index.spec.ts';

const GROUP = 'vector';

export const toy: Program<ToySettings, undefined> = {
  name: toySpec.program,
  hot: (spec) => hotPaths(toySpec.sections, spec),
  slots: ({target: {size}}) => ({
    vector: {
      shape: [size],
      dtype: 'float32',
      axis: 'replica',
      role: 'parameter',
      group: GROUP,
      initial: (key) => normals(key, size),
    },
  }),
  optimisers: () => ({
    [GROUP]: {
      kind: 'sgd',
      learningRate: 'training.learningRate',
      weightDecay: 'training.weightDecay',
      momentum: 0,
      beta2: 0,
      epsilon: 0,
      schedule: () => 1,
    },
  }),
  begin: () => [{phase: 'evaluate', times: 1}],
  plan: ({training: {evaluateEvery}}, tick, steps) => [
    {phase: 'train', times: 1},
    ...once('evaluate', (tick + 1) % evaluateEvery === 0 || tick + 1 === steps),
  ],
  phases: {
    train(context) {
      const noise = normal(context.key('noise'), [context.spec.target.size]);
      const strength = tf.expandDims(context.hot('target.noise'), 1);
      const loss = () => energy(tf.sub(differenceOf(context), tf.mul(noise, strength)));
      context.emit('loss', context.minimise(GROUP, loss));
    },
    evaluate(context) {
      const difference = differenceOf(context);
      context.emit('testLoss', energy(difference));
    },
  },
};

/** x - a, [R, D]. */
const differenceOf = (context: Context<ToySettings, undefined>) =>
  tf.sub(context.get('vector'), tf.expandDims(context.hot('target.at'), 1));

/** 1/2 |d|^2 of d [R, D], [R]. */
const energy = (difference: tf.Tensor) => tf.div(tf.sum(tf.square(difference), 1), 2);

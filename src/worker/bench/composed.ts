/** The measured step as one writes it with TensorFlow.js: its own operations, gradients and Adam. */
import * as tf from '@tensorflow/tfjs-core';
import {STEP_SETTINGS, STEP_SIZES} from '../../programs/step.spec.ts';
import type {Size} from './protocol.ts';

const {noise, temperature, learningRate} = STEP_SETTINGS;

/** Makes one step of all members, and gives the sum of their losses. */
export function composedStep({pairs, members}: Size): () => tf.Scalar {
  const points = tf.randomNormal([members, pairs, STEP_SIZES[0]]);
  const layers = STEP_SIZES.slice(1).map((outputs, i) => {
    const deviation = Math.sqrt(2 / STEP_SIZES[i]);
    return {
      weights: tf.variable(tf.randomNormal([members, STEP_SIZES[i], outputs], 0, deviation)),
      biases: tf.variable(tf.zeros([members, 1, outputs])),
    };
  });

  const encode = (view: tf.Tensor): tf.Tensor => {
    let h = view;
    for (const [i, {weights, biases}] of layers.entries()) {
      h = tf.add(tf.matMul(h, weights), biases);
      if (i < layers.length - 1) h = tf.relu(h);
    }
    return tf.div(h, tf.add(tf.norm(h, 2, 2, true), 1e-8));
  };
  const view = () => tf.add(points, tf.randomNormal(points.shape, 0, noise));
  const loss = (): tf.Scalar => {
    const [a, b] = [encode(view()), encode(view())];
    const similarities = tf.div(tf.matMul(a, b, false, true), temperature);
    const own = tf.div(tf.sum(tf.mul(a, b), 2), temperature);
    return tf.mul(tf.mean(tf.sub(tf.logSumExp(similarities, 2), own)), members);
  };

  const optimizer = tf.train.adam(learningRate);
  const trained = layers.flatMap(({weights, biases}) => [weights, biases]);
  return () => optimizer.minimize(loss, true, trained)!;
}

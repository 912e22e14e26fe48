import * as tf from '@tensorflow/tfjs-core';
import type {Compared, RewardObjective} from '../objective.ts';

/** Half the squared distance of both rewards from the scores. */
export const squaredError = ({rewards, scores}: Compared): tf.Tensor =>
  tf.mul(0.5, tf.add(tf.square(tf.sub(rewards[0], scores![0])), tf.square(tf.sub(rewards[1], scores![1]))));

/** ((r_1 - s_1)^2 + (r_2 - s_2)^2) / 2 for the scores s. */
export const regression: RewardObjective = {
  loss: (_context, compared) => squaredError(compared),
};

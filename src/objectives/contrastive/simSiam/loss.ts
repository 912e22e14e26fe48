import * as tf from '@tensorflow/tfjs-core';
import type {PartValue} from '../../../spec/index.ts';
import {withoutGradient} from '../../withoutGradient.ts';
import type {ContrastiveObjective} from '../objective.ts';
import type {simSiam as part} from './index.spec.ts';

/**
 * SimSiam, [R]. Chen and He, "Exploring simple Siamese representation learning" (2021), eq. 1 to 4: with p_i what the
 * predictor makes of view i, p(i) the other view, and sg the stop-gradient,
 *
 *     L = -1/2N sum_i <p_i, sg(x_p(i))>
 *
 * Here the predictor reads points on the sphere, and nothing is normalised over the batch.
 */
export const simSiam: ContrastiveObjective<PartValue<typeof part>> = {
  loss(_context, {points, predicted}, {stopGradient}) {
    const [a, b] = tf.split(points, 2, 1);
    const others = tf.concat([b, a], 1);
    const guessed = stopGradient ? withoutGradient(others) : others;
    return tf.neg(tf.mean(tf.sum(tf.mul(predicted!, guessed), 2), 1));
  },
};

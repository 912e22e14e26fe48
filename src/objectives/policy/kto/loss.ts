import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {withoutGradient} from '../../withoutGradient.ts';
import {type Answers, type DirectObjective, logistic, logRatio, sides, spread} from '../objective.ts';

/**
 * lambda_D (1 - s(beta (rho_w - z))) of each chosen answer and lambda_U (1 - s(beta (z - rho_l))) of each rejected one,
 * [R, N, 2], with the logistic function s. Ethayarajh et al., "KTO: model alignment as prospect theoretic optimization"
 * (2024), equation 8; TRL has the same.
 */
export const kto: DirectObjective = {
  loss(context, answers) {
    const beta = spread(context, 'beta', 2);
    const [chosen, rejected] = sides(logRatio(answers));
    const point = referencePoint(answers);
    // 1 - s(x) = s(-x), which keeps its digits where it is small.
    const good = logistic(tf.mul(beta, tf.sub(point, chosen)));
    const bad = logistic(tf.mul(beta, tf.sub(rejected, point)));
    const weights = [spread(context, 'desirableWeight', 2), spread(context, 'undesirableWeight', 2)];
    return tf.stack([tf.mul(weights[0], good), tf.mul(weights[1], bad)], 2);
  },
};

/** z, an estimate of KL(pi || ref) over the batch's answers to other questions, at least 0, without gradient, [R, 1]. */
function referencePoint({mismatched}: Answers): tf.Tensor {
  const {policy, reference} = mismatched!;
  const ratios = tf.reshape(tf.sub(withoutGradient(policy), reference), [policy.shape[0], -1]);
  return tf.relu(tf.expandDims(meanOfRows(ratios), 1));
}

import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, type Compared, column, difference, type RewardObjective} from '../objective.ts';

/** d + weight (length_1 - length_2): the choice is explained by reward and length together. */
export const withLength = (compared: Compared, weight: tf.Tensor): tf.Tensor =>
  tf.add(difference(compared), tf.mul(weight, tf.sub(compared.lengths![0], compared.lengths![1])));

/** Bradley-Terry of d + alpha (length_1 - length_2). */
export const lengthPenalised: RewardObjective = {
  loss: (context, compared) => bradleyTerryLoss(withLength(compared, column(context, 'offset')), compared.label),
};

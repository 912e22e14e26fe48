import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, difference, type RewardObjective} from '../objective.ts';

/**
 * sum_k lambda_k L_k over groups of annotators, L_k being the mean of Bradley-Terry over the pairs of group k: the mean over all N pairs
 * with the weights N lambda_k / N_k. The lambda_k are found by the program (`commonGradient.ts` there). "On Diversified Preferences of
 * Large Language Model Alignment" (MORE).
 */
export const commonGradient: RewardObjective = {
  loss: (_context, compared) => tf.mul(compared.weights!, bradleyTerryLoss(difference(compared), compared.label)),
};

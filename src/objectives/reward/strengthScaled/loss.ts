import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, difference, type RewardObjective} from '../objective.ts';

/**
 * -m log s(r_chosen - r_rejected) for the strength m of the preference. "Scaled BT" of "HelpSteer2-Preference:
 * Complementing Ratings with Preferences".
 */
export const strengthScaled: RewardObjective = {
  loss: (_context, compared) => tf.mul(compared.strengths!, bradleyTerryLoss(difference(compared), compared.label)),
};

import * as tf from '@tensorflow/tfjs-core';
import {bradleyTerryLoss, difference, type RewardObjective, sign} from '../objective.ts';

/**
 * -log s(r_chosen - r_rejected - m) for the strength m of the preference; ties have no margin. "Margin BT" of
 * "HelpSteer2-Preference: Complementing Ratings with Preferences".
 */
export const strengthMargin: RewardObjective = {
  loss(_context, compared) {
    const moved = tf.sub(difference(compared), tf.mul(compared.strengths!, sign(compared)));
    return bradleyTerryLoss(moved, compared.label);
  },
};

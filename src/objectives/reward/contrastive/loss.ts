import * as tf from '@tensorflow/tfjs-core';
import {meanOfRows} from '../../../engine/reduceRows.ts';
import {formOf, pairwise} from '../../../kernels/pairwise.ts';
import {bradleyTerryLoss, difference, type RewardObjective} from '../objective.ts';

/** Bradley-Terry + lambda InfoNCE over two looks at each of the batch's 2N items, [R]. */
export const contrastive: RewardObjective = {
  loss(context, compared) {
    const choices = meanOfRows(bradleyTerryLoss(difference(compared), compared.label));
    const points = compared.looks!;
    const items = points.shape[1]! / 2;
    const parameters = context.fromHot(['objective.temperature'], 2, (temperature) => [1 / temperature, 0]);
    const form = formOf({term: 'affine', rows: [0, items], columns: [items, items], positive: 0, contrast: true});
    const contrast = meanOfRows(pairwise({points, parameters}, form));
    return tf.add(choices, tf.mul(context.hot('objective.contrastWeight'), contrast));
  },
};

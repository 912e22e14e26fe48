import {contrastOfTrueNegatives} from '../negatives.ts';
import type {ContrastiveObjective} from '../objective.ts';

/**
 * Robinson et al., "Contrastive learning with hard negative samples" (2021), eq. 4: see `contrastOfTrueNegatives`, with
 * beta on the similarity over the temperature.
 */
export const hardNegatives: ContrastiveObjective = {
  loss: (context, views) => contrastOfTrueNegatives(context, views, 'objective.hardness'),
};

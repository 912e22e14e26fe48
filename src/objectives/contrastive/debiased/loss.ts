import {contrastOfTrueNegatives} from '../negatives.ts';
import type {ContrastiveObjective} from '../objective.ts';

/** Chuang et al., "Debiased contrastive learning" (2020), eq. 8, with one positive view: see `contrastOfTrueNegatives`. */
export const debiased: ContrastiveObjective = {
  loss: (context, views) => contrastOfTrueNegatives(context, views),
};

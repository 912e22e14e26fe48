import {bradleyTerryLoss, difference, type RewardObjective} from '../objective.ts';

/** Bradley-Terry; that only the last layer learns is a matter of the model. */
export const logisticProbe: RewardObjective = {
  loss: (_context, compared) => bradleyTerryLoss(difference(compared), compared.label),
};

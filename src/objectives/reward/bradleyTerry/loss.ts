import {bradleyTerryLoss, difference, type RewardObjective} from '../objective.ts';

/** softplus(d) - y d for d = r_1 - r_2. */
export const bradleyTerry: RewardObjective = {
  loss: (_context, compared) => bradleyTerryLoss(difference(compared), compared.label),
};

import {withLength} from '../lengthPenalised/loss.ts';
import {bradleyTerryLoss, type RewardObjective} from '../objective.ts';

/** Bradley-Terry of d + c (length_1 - length_2), where c is trained with the reward and is no part of it. */
export const lengthControlled: RewardObjective = {
  loss: (_context, compared) => bradleyTerryLoss(withLength(compared, compared.coefficient!), compared.label),
};

import {bradleyTerryLoss, column, difference, type RewardObjective, smoothedLabel} from '../objective.ts';

/** The cross-entropy with the label y (1 - 2 e) + e: e for 0, 1 - e for 1. */
export const smoothed: RewardObjective = {
  loss(context, compared) {
    const label = smoothedLabel(compared.label, column(context, 'smoothing'));
    return bradleyTerryLoss(difference(compared), label);
  },
};

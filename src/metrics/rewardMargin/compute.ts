import {mean} from '../shared/statistics.ts';
import type {Verdicts} from '../shared/verdicts.ts';

/** Mean of r_chosen - r_rejected. */
export const rewardMargin = ({margins, chosen, towardsChosen}: Verdicts): number =>
  mean(chosen.map((i) => towardsChosen(margins, i)));

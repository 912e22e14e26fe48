import {correlation, mean} from '../shared/statistics.ts';
import {differences, half, pairsWith, type Verdicts} from '../shared/verdicts.ts';

/** Share of pairs that reward and gold order alike, equal rewards counting half; Pearson's correlation of the two over all items. */
export function agreementWithGold({channels: c, margins}: Verdicts): {goldAgreement: number; goldCorrelation: number} {
  const gold = differences(c.goldA, c.goldB);
  const told = pairsWith(gold, (x) => x !== 0);
  return {
    goldAgreement: mean(told.map((i) => half(margins[i] * gold[i]))),
    goldCorrelation: correlation([...c.rewardA, ...c.rewardB], [...c.goldA, ...c.goldB]),
  };
}

import {correlation, correlationInterval} from '../shared/statistics.ts';
import type {Verdicts} from '../shared/verdicts.ts';
import {spearman} from '../spearman/compute.ts';

/**
 * Pearson's correlation of reward and length over all items with its 95 % interval, and Spearman's. Where gold is known,
 * also that of gold and length, which a perfect model would have: what is good may be long.
 */
export function lengthCorrelation({channels: c}: Verdicts): Record<string, number> {
  const rewards = [...c.rewardA, ...c.rewardB];
  const lengths = [...c.lengthA, ...c.lengthB];
  const r = correlation(rewards, lengths);
  const [low, high] = correlationInterval(r, rewards.length);
  return {
    lengthCorrelation: r,
    lengthCorrelationLow: low,
    lengthCorrelationHigh: high,
    lengthRankCorrelation: spearman(rewards, lengths),
    ...(c.goldA.some((x) => x !== 0) && {
      lengthCorrelationOfGold: correlation([...c.goldA, ...c.goldB], lengths),
    }),
  };
}

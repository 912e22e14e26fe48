import type {Channel} from '../shared/channels.ts';
import {mean} from '../shared/statistics.ts';

const BINS = 10;

/**
 * Share of the reward gain that length explains. The items are sorted into ten bins of equal numbers by length. The gain
 * is G = mean r of chosen - mean r of rejected items; within bins it is W = sum_b n_b (mean r of chosen in b - mean r of
 * rejected in b) / sum_b n_b over the bins that hold both kinds, n_b items each. The share is 1 - W / G: 0 when length
 * plays no part, 1 when within a length nothing is gained. 0 where there is no gain.
 *
 * After Singhal, Goyal, Xu and Durrett, "A long way to go: investigating length correlations in RLHF" (2023).
 */
export function lengthShare(c: Readonly<Record<Channel, Float32Array>>, chosen: readonly number[]): number {
  const items = chosen.flatMap((i) => [
    {length: c.lengthA[i], reward: c.rewardA[i], won: c.label[i] > 0.5},
    {length: c.lengthB[i], reward: c.rewardB[i], won: c.label[i] < 0.5},
  ]);
  const gainOf = (some: typeof items) => {
    const rewardsOf = (won: boolean) => some.filter((item) => item.won === won).map(({reward}) => reward);
    const [winners, losers] = [rewardsOf(true), rewardsOf(false)];
    return winners.length > 0 && losers.length > 0 ? mean(winners) - mean(losers) : undefined;
  };
  const all = gainOf(items);
  if (!all || all <= 0) return 0;
  items.sort((a, b) => a.length - b.length);
  let [weight, within] = [0, 0];
  for (let b = 0; b < BINS; b++) {
    const bin = items.slice(Math.floor((b * items.length) / BINS), Math.floor(((b + 1) * items.length) / BINS));
    const gain = gainOf(bin);
    if (gain === undefined) continue;
    weight += bin.length;
    within += bin.length * gain;
  }
  return weight === 0 ? 0 : 1 - within / weight / all;
}

import {mean} from '../shared/statistics.ts';

/**
 * From differences [members, pairs]: the mean over pairs of their variance over members (of a sample, with members - 1), over the variance
 * over pairs of their mean; 0 where no member tells any two items apart.
 */
export function rewardSpread(differences: ArrayLike<number>, members: number): {rewardSpread: number} {
  const pairs = differences.length / members;
  const each = Array.from({length: pairs}, (_, i) =>
    Array.from({length: members}, (_, m) => differences[m * pairs + i]),
  );
  const means = each.map(mean);
  const squares = (values: readonly number[], about: number) =>
    values.reduce((sum, value) => sum + (value - about) ** 2, 0);
  const within = mean(each.map((values, i) => squares(values, means[i]) / (members - 1)));
  const between = squares(means, mean(means)) / pairs;
  return {rewardSpread: between > 0 ? within / between : 0};
}

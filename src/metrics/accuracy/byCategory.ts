/** Accuracy by kind of pair, in double precision. */
import type {Categories} from '../../worlds/points.ts';
import type {Channel} from '../shared/channels.ts';
import {shareInterval} from '../shared/statistics.ts';

export interface CategoryAccuracy {
  category: number;
  /** Unseen pairs of this kind in which one item was chosen. */
  count: number;
  /** Share of them in which the chosen item has the higher reward; equal rewards count half. */
  accuracy: number;
  /** Wilson's, of 95 %. */
  interval: readonly [number, number];
  /** The same share for what the annotators like on the whole. */
  best: number;
}

/** Of every kind that has pairs, in the order of the categories. Ties are left out. */
export function accuracyByCategory(
  c: Readonly<Record<Channel, ArrayLike<number>>>,
  {names, of}: Categories,
): CategoryAccuracy[] {
  const sums = names.map(() => ({count: 0, right: 0, best: 0}));
  of.forEach((category, i) => {
    if (c.label[i] === 0.5) return;
    const toChosen = c.label[i] > 0.5 ? 1 : -1;
    const sum = sums[category];
    sum.count++;
    sum.right += rightness(toChosen * (c.rewardA[i] - c.rewardB[i]));
    sum.best += rightness(toChosen * (c.likingA[i] - c.likingB[i]));
  });
  return sums.flatMap(({count, right, best}, category) =>
    count === 0
      ? []
      : [
          {
            category,
            count,
            accuracy: right / count,
            interval: shareInterval(right / count, count),
            best: best / count,
          },
        ],
  );
}

const rightness = (difference: number): number => (difference > 0 ? 1 : difference === 0 ? 0.5 : 0);

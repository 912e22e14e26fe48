/** Accuracy of the reward model by kind of pair. */
import {sum} from 'd3-array';
import {accuracyByCategory, type CategoryAccuracy} from '../../metrics/accuracy/byCategory.ts';
import type {Categories} from '../../worlds/points.ts';
import {isFew} from '../chart/trail.ts';
import type {RewardFrame} from '../data.ts';

export interface CategoryRow extends CategoryAccuracy {
  name: string;
}

export interface CategoryTable {
  tick: number;
  label: string;
  /** From the highest accuracy to the lowest; kinds with a handful of pairs come last. */
  rows: readonly CategoryRow[];
  /** Accuracy over all pairs. */
  accuracy: number;
  hasBest: boolean;
}

export function categoryTableOf({tick, channels}: RewardFrame, categories: Categories): CategoryTable {
  const rows = accuracyByCategory(channels, categories)
    .map((row): CategoryRow => ({...row, name: categories.names[row.category]}))
    .sort((a, b) => Number(isFew(a)) - Number(isFew(b)) || b.accuracy - a.accuracy || a.category - b.category);
  return {
    tick,
    label: categories.label,
    rows,
    accuracy:
      sum(rows, ({count, accuracy}) => count * accuracy) /
      Math.max(
        1,
        sum(rows, ({count}) => count),
      ),
    hasBest: channels.likingA.some((x, i) => x !== channels.likingB[i]),
  };
}

/** The kinds with the highest and the lowest accuracy, among those with more than a handful of pairs. */
export function endsOf({rows}: CategoryTable): readonly [CategoryRow, CategoryRow] | undefined {
  const firm = rows.filter((row) => !isFew(row));
  return firm.length < 2 ? undefined : [firm[0], firm.at(-1)!];
}

/** How often the reward prefers the truly better answer, by how much better and how much longer it is. */
import {quantile, range} from 'd3-array';
import type {RewardFrame} from '../data.ts';
import {once} from '../shared/once.ts';
import {shareRight} from '../shared/verdicts.ts';

/** The aspect that substance is compared with. */
export type Aspect = 'length' | 'style';

export const BETTER = ['far better', 'better', 'just better'];
/** The only row if the true worth is unknown. */
const CHOSEN = ['chosen'];
export const COLUMNS: Readonly<Record<Aspect, readonly string[]>> = {
  length: ['far shorter', 'shorter', 'longer', 'far longer'],
  style: ['far plainer', 'plainer', 'more styled', 'far more'],
};

export interface Cell {
  row: number;
  column: number;
  count: number;
  /** The share of pairs in which the better answer gets the higher reward. */
  share: number;
}

export interface Substance {
  tick: number;
  aspect: Aspect;
  /** Whether the true worth is known; else the chosen answer counts as the better one. */
  isGold: boolean;
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly Cell[];
  /** The same over all pairs in which the better answer has more of the aspect, or less. */
  more: number | undefined;
  less: number | undefined;
}

/** Each number is that of the better answer minus the other one. */
interface Difference {
  gold: number;
  other: number;
  reward: number;
}

/** Whether any answers differ in style. */
export const knowsStyle = ({channels: c}: RewardFrame): boolean => c.styleA.some((x, i) => x !== c.styleB[i]);

const substances: Readonly<Record<Aspect, (frame: RewardFrame) => Substance | undefined>> = {
  length: once((frame) => compute(frame, 'length')),
  style: once((frame) => compute(frame, 'style')),
};

/** Undefined if no two answers differ in the aspect. */
export const substanceOf = (frame: RewardFrame, aspect: Aspect): Substance | undefined => substances[aspect](frame);

function compute({tick, pairs, channels: c}: RewardFrame, aspect: Aspect): Substance | undefined {
  const isGold = c.goldA.some((x) => x !== 0);
  const better = (i: number) => (isGold ? c.goldA[i] - c.goldB[i] : 2 * c.label[i] - 1);
  const [a, b] = aspect === 'length' ? [c.lengthA, c.lengthB] : [c.styleA, c.styleB];
  const all = range(pairs)
    .map((i): Difference => {
      const sign = Math.sign(better(i));
      return {
        gold: Math.abs(better(i)),
        other: sign * (a[i] - b[i]),
        reward: sign * (c.rewardA[i] - c.rewardB[i]),
      };
    })
    .filter(({gold, other}) => gold > 0 && other !== 0);
  if (all.length === 0) return undefined;
  const [low, high] = [1 / 3, 2 / 3].map((p) => quantile(all, p, ({gold}) => gold)!);
  const much = quantile(all, 0.5, ({other}) => Math.abs(other))!;
  const rowOf = ({gold}: Difference) => (!isGold || gold > high ? 0 : gold > low ? 1 : 2);
  const columnOf = ({other}: Difference) => (other < 0 ? (-other > much ? 0 : 1) : other > much ? 3 : 2);
  const shareOf = (some: readonly Difference[]) => shareRight(some.map(({reward}) => reward));
  const sideOf = (some: readonly Difference[]) => (some.length > 0 ? shareOf(some) : undefined);
  const [rows, columns] = [isGold ? BETTER : CHOSEN, COLUMNS[aspect]];
  const cells = rows.flatMap((_, row) =>
    columns.map((_, column) => {
      const some = all.filter((one) => rowOf(one) === row && columnOf(one) === column);
      return {row, column, count: some.length, share: shareOf(some)};
    }),
  );
  return {
    tick,
    aspect,
    isGold,
    rows,
    columns,
    cells,
    more: sideOf(all.filter(({other}) => other > 0)),
    less: sideOf(all.filter(({other}) => other < 0)),
  };
}

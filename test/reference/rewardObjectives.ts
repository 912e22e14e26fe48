/** Losses of preference pairs in double precision, each from its definition; gradients are differences of these. */
import type {RewardObjectiveKind} from '../../src/objectives/reward/index.spec.ts';

export interface Pair {
  rewards: readonly [number, number];
  /** 1: the first was chosen, 0: the second, 1/2: a tie. */
  label: number;
  lengths: readonly [number, number];
  scores: readonly [number, number];
}

type Hot = Readonly<Record<string, number>>;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Minus the log-likelihood of a choice that is made with the logistic function of x. */
const choice = (x: number, y: number): number => -y * Math.log(logistic(x)) - (1 - y) * Math.log(logistic(-x));

const squares = ({rewards, scores}: Pair): number =>
  ((rewards[0] - scores[0]) ** 2 + (rewards[1] - scores[1]) ** 2) / 2;

const of = ({rewards: [a, b]}: Pair): number => a - b;

/** Of one pair, by kind: what a batch's loss is the mean of. `c` is the trained coefficient. */
const PAIR_LOSSES: Partial<Record<RewardObjectiveKind, (pair: Pair, hot: Hot, c: number) => number>> = {
  bradleyTerry: (pair) => choice(of(pair), pair.label),
  margin(pair, {margin}) {
    if (pair.label === 0.5) return choice(of(pair), 0.5);
    const ahead = pair.label === 1 ? of(pair) : -of(pair);
    return -Math.log(logistic(ahead - margin));
  },
  smoothed: (pair, {smoothing}) =>
    (1 - smoothing) * choice(of(pair), pair.label) + smoothing * choice(of(pair), 1 - pair.label),
  davidson(pair, {tieRate}) {
    const [win, loss] = [Math.exp(of(pair) / 2), Math.exp(-of(pair) / 2)];
    const happened = pair.label === 1 ? win : pair.label === 0 ? loss : tieRate;
    return -Math.log(happened / (win + loss + tieRate));
  },
  hinge: (pair, {margin}) => (pair.label === 0.5 ? 0 : Math.max(0, margin - (pair.label === 1 ? of(pair) : -of(pair)))),
  regression: squares,
  mixed: (pair, {regressionWeight}) => choice(of(pair), pair.label) + regressionWeight * squares(pair),
  lengthPenalised: (pair, {handicap}) => choice(of(pair) + handicap * (pair.lengths[0] - pair.lengths[1]), pair.label),
  lengthControlled: (pair, _hot, c) => choice(of(pair) + c * (pair.lengths[0] - pair.lengths[1]), pair.label),
};

const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

/** The loss of a batch. */
export function rewardLoss(kind: RewardObjectiveKind, pairs: readonly Pair[], hot: Hot, c: number): number {
  const single = PAIR_LOSSES[kind];
  if (single) return mean(pairs.map((pair) => single(pair, hot, c)));
  if (kind !== 'decorrelated') throw new Error(`There is no reference for ${kind}.`);
  const [r, l] = [pairs.flatMap(({rewards}) => rewards), pairs.flatMap(({lengths}) => lengths)];
  const about = (x: readonly number[]) => x.map((value) => value - mean(x));
  const product = (x: readonly number[], y: readonly number[]) => mean(x.map((value, i) => value * y[i]));
  const [dr, dl] = [about(r), about(l)];
  const squared = product(dr, dl) ** 2 / ((product(dr, dr) + 1) * product(dl, dl) + 1e-6);
  return mean(pairs.map((pair) => choice(of(pair), pair.label))) + hot.fine * squared;
}

/** Slopes of the loss along every reward, first items before second ones, and along the coefficient. */
export function rewardSlopes(kind: RewardObjectiveKind, pairs: readonly Pair[], hot: Hot, c: number): number[] {
  const step = 1e-5;
  const moved = (i: number, side: 0 | 1, by: number): Pair[] =>
    pairs.map((pair, k) => {
      if (k !== i) return pair;
      const rewards: [number, number] = [...pair.rewards];
      rewards[side] += by;
      return {...pair, rewards};
    });
  const slope = (at: (by: number) => number) => (at(step) - at(-step)) / (2 * step);
  return [
    ...([0, 1] as const).flatMap((side) =>
      pairs.map((_, i) => slope((by) => rewardLoss(kind, moved(i, side, by), hot, c))),
    ),
    slope((by) => rewardLoss(kind, pairs, hot, c + by)),
  ];
}

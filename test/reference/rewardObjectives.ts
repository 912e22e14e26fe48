/**
 * Losses of preference pairs in double precision, each from its definition; gradients are differences of these.
 *
 * `sign` is 1, or -1 to plant a wrong sign in one term (`TERMS`), so that the tests can show that a wrong sign is noticed.
 */
import type {RewardObjectiveKind} from '../../src/objectives/reward/index.spec.ts';
import {differentiate, dot, type Matrix, mean} from './matrix.ts';

export interface Pair {
  rewards: readonly [number, number];
  /** 1: the first was chosen, 0: the second, 1/2: a tie. */
  label: number;
  lengths: readonly [number, number];
  scores: readonly [number, number];
  /** Of the preference: 1, 2 or 3. */
  strength: number;
  /** Share of votes for the chosen item. */
  votes: number;
  /** Rewards of both in other words. */
  reworded: readonly [number, number];
  /** How much the pair counts. */
  weight: number;
  /** What voters say of the first item minus the second one. */
  voted: number;
  /** Share of pairs with a weaker preference by that vote. */
  rank: number;
  /** How much alike the items are, 0 to 1. */
  likeness: number;
}

export interface Batch {
  pairs: readonly Pair[];
  /** The trained coefficient. */
  coefficient: number;
  /** Weights of the last layer. */
  head: number[];
  /** Unit vectors of two looks at each item: rows i and 2N + i show the same. */
  looks: Matrix;
}

export type Hot = Readonly<Record<string, number>>;
export type Sign = 1 | -1;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Minus the log-likelihood of a choice that is made with the logistic function of x. */
const choice = (x: number, y: number): number => -y * Math.log(logistic(x)) - (1 - y) * Math.log(logistic(-x));

const difference = ({rewards: [a, b]}: Pair): number => a - b;
const longer = ({lengths: [a, b]}: Pair): number => a - b;

/** How far the chosen item is ahead of the other. */
const ahead = (pair: Pair): number => (pair.label === 1 ? difference(pair) : -difference(pair));

const squares = ({rewards, scores}: Pair, sign: Sign): number =>
  ((rewards[0] - sign * scores[0]) ** 2 + (rewards[1] - sign * scores[1]) ** 2) / 2;

type PairLoss = (pair: Pair, hot: Hot, sign: Sign, coefficient: number) => number;

/** The mean over the pairs of a batch. */
const ofPairs =
  (loss: PairLoss) =>
  ({pairs, coefficient}: Batch, hot: Hot, sign: Sign): number =>
    mean(pairs.map((pair) => loss(pair, hot, sign, coefficient)));

const bradleyTerry: PairLoss = (pair, _hot, sign) => choice(sign * difference(pair), pair.label);

/** r^2 = cov(x, y)^2 / ((var(x) + 1) var(y) + 10^-6), of rewards and lengths of all items. */
function squaredCorrelation(pairs: readonly Pair[]): number {
  const about = (x: readonly number[]) => x.map((value) => value - mean(x));
  const [dr, dl] = [about(pairs.flatMap(({rewards}) => rewards)), about(pairs.flatMap(({lengths}) => lengths))];
  const product = (x: readonly number[], y: readonly number[]) => mean(x.map((value, i) => value * y[i]));
  return product(dr, dl) ** 2 / ((product(dr, dr) + 1) * product(dl, dl) + 1e-6);
}

/** InfoNCE of the first looks among the second ones. */
function infoNCE(looks: Matrix, temperature: number): number {
  const [first, second] = [looks.slice(0, looks.length / 2), looks.slice(looks.length / 2)];
  return mean(
    first.map((x, i) => {
      const scores = second.map((y) => dot(x, y) / temperature);
      return Math.log(scores.reduce((total, score) => total + Math.exp(score), 0)) - scores[i];
    }),
  );
}

const LOSSES: Record<RewardObjectiveKind, (batch: Batch, hot: Hot, sign: Sign) => number> = {
  bradleyTerry: ofPairs(bradleyTerry),
  margin: ofPairs((pair, {margin}, sign) =>
    pair.label === 0.5 ? choice(difference(pair), 0.5) : -Math.log(logistic(ahead(pair) - sign * margin)),
  ),
  smoothed: ofPairs(
    (pair, {smoothing}, sign) =>
      (1 - smoothing) * choice(difference(pair), pair.label) +
      sign * smoothing * choice(difference(pair), 1 - pair.label),
  ),
  davidson: ofPairs((pair, {tieRate}, sign) => {
    const [win, loss] = [Math.exp((sign * difference(pair)) / 2), Math.exp((-sign * difference(pair)) / 2)];
    const happened = pair.label === 1 ? win : pair.label === 0 ? loss : tieRate;
    return -Math.log(happened / (win + loss + tieRate));
  }),
  hinge: ofPairs((pair, {margin}, sign) => (pair.label === 0.5 ? 0 : Math.max(0, margin - sign * ahead(pair)))),
  focal: ofPairs((pair, {focus}, sign) => {
    const side = (p: number) => (1 - 2 * Math.max(0, p - 0.5)) ** (sign * focus) * -Math.log(p);
    const first = logistic(difference(pair));
    return pair.label * side(first) + (1 - pair.label) * side(1 - first);
  }),
  regression: ofPairs((pair, _hot, sign) => squares(pair, sign)),
  mixed: ofPairs(
    (pair, {regressionWeight}, sign) =>
      choice(difference(pair), pair.label) + sign * regressionWeight * squares(pair, 1),
  ),
  lengthPenalised: ofPairs((pair, {offset}, sign) =>
    choice(difference(pair) + sign * offset * longer(pair), pair.label),
  ),
  lengthControlled: ofPairs((pair, _hot, sign, coefficient) =>
    choice(difference(pair) + sign * coefficient * longer(pair), pair.label),
  ),
  strengthMargin: ofPairs((pair, _hot, sign) =>
    pair.label === 0.5 ? choice(difference(pair), 0.5) : -Math.log(logistic(ahead(pair) - sign * pair.strength)),
  ),
  commonGradient: ofPairs((pair, _hot, sign) => pair.weight * choice(sign * difference(pair), pair.label)),
  strengthScaled: ofPairs((pair, _hot, sign) => sign * pair.strength * choice(difference(pair), pair.label)),
  priorBound: ofPairs((pair, {boundScale, boundShift, boundOffset}, sign) => {
    const bound = boundScale / (pair.likeness + boundShift) + boundOffset;
    const room = pair.label === 0.5 ? bound : bound - sign * ahead(pair);
    return choice(difference(pair), pair.label) - Math.log(logistic(room));
  }),
  pairConsistency: ofPairs((pair, {consistency}, sign) => {
    const apart = pair.rewards.reduce((sum, reward, i) => sum + (reward - pair.reworded[i]) ** 2, 0);
    return choice(difference(pair), pair.label) + sign * consistency * apart;
  }),
  voteMargin: ofPairs((pair, {marginScale}, sign) =>
    pair.label === 0.5
      ? choice(difference(pair), 0.5)
      : -Math.log(logistic(ahead(pair) - sign * marginScale * (pair.votes - (1 - pair.votes)))),
  ),
  votedStrength: ofPairs((pair, {flipShare, softShare, smoothing, dropShare, marginScale}, sign) => {
    if (pair.rank < dropShare) return 0;
    const isTurned = pair.rank < flipShare;
    const chosen = isTurned ? 1 - pair.label : pair.label;
    const wrong = !isTurned && pair.rank < flipShare + softShare ? smoothing : 0;
    // By how much the chosen item is ahead, and how strong the preference for it is.
    const [d, mu] = [difference(pair), pair.voted].map((x) => (chosen === 1 ? x : -x));
    const lead = chosen === 0.5 ? d : d - sign * marginScale * mu;
    const side = chosen === 0.5 ? 0.5 : 1 - wrong;
    return choice(lead, side) / (1 - dropShare);
  }),
  oodMeta: ofPairs(bradleyTerry),
  logisticProbe: ofPairs(bradleyTerry),
  meanDifference: (batch, _hot, sign) =>
    dot(batch.head, batch.head) / 2 - sign * mean(batch.pairs.map((pair) => (pair.label === 0.5 ? 0 : ahead(pair)))),
  decorrelated: (batch, hot, sign) =>
    ofPairs(bradleyTerry)(batch, hot, 1) + sign * hot.penalty * squaredCorrelation(batch.pairs),
  contrastive: (batch, hot, sign) =>
    ofPairs(bradleyTerry)(batch, hot, 1) + sign * hot.contrastWeight * infoNCE(batch.looks, hot.temperature),
};

/** The term of each objective whose sign can be planted wrong. */
export const TERMS: Record<RewardObjectiveKind, string> = {
  bradleyTerry: 'difference of the rewards',
  margin: 'margin',
  smoothed: 'loss of the opposite choice',
  davidson: 'difference of the rewards',
  hinge: 'lead of the chosen item',
  focal: 'weight of what is sure',
  regression: 'scores',
  mixed: 'squared errors',
  lengthPenalised: 'length penalty',
  lengthControlled: 'coefficient of length',
  decorrelated: 'correlation with length',
  strengthMargin: 'margin',
  strengthScaled: 'strength',
  commonGradient: 'difference of the rewards',
  priorBound: 'bound',
  pairConsistency: 'consistency',
  voteMargin: 'margin',
  votedStrength: 'margin',
  oodMeta: 'difference of the rewards',
  logisticProbe: 'difference of the rewards',
  meanDifference: 'lead of the chosen item',
  contrastive: 'contrast',
};

export const rewardLoss = (kind: RewardObjectiveKind, batch: Batch, hot: Hot, sign: Sign = 1): number =>
  LOSSES[kind](batch, hot, sign);

export interface Slopes {
  /** Along the rewards of the first items, and of the second ones, [2][N]. */
  rewards: Matrix;
  /** The same along the rewards in other words. */
  reworded: Matrix;
  coefficient: number;
  looks: Matrix;
}

/** Slopes of the loss by differences. */
export function rewardSlopes(kind: RewardObjectiveKind, batch: Batch, hot: Hot, sign: Sign = 1): Slopes {
  const loss = (part: Partial<Batch>) => rewardLoss(kind, {...batch, ...part}, hot, sign);
  const rewards = [0, 1].map((side) => batch.pairs.map((pair) => pair.rewards[side]));
  const withRewards = ([a, b]: Matrix) => batch.pairs.map((pair, i): Pair => ({...pair, rewards: [a[i], b[i]]}));
  return {
    reworded: differentiate(
      [0, 1].map((side) => batch.pairs.map((pair) => pair.reworded[side])),
      ([a, b]) => loss({pairs: batch.pairs.map((pair, i) => ({...pair, reworded: [a[i], b[i]] as const}))}),
    ),
    rewards: differentiate(rewards, (x) => loss({pairs: withRewards(x)})),
    coefficient: differentiate([[batch.coefficient]], ([[coefficient]]) => loss({coefficient}))[0][0],
    looks: kind === 'contrastive' ? differentiate(batch.looks, (looks) => loss({looks})) : [],
  };
}

/**
 * Answers of m tokens that are drawn independently, with a reward that is a sum over tokens: the source on which best of n
 * and the optimum at a price of divergence can be compared exactly at any length. With n = exp(m delta) the two come
 * together per token as m grows. Yang et al., "Asymptotics of language model alignment" (2024).
 *
 * Equal counts of every token have equal chance and reward, so sums run over counts (types), in logarithms.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import {logAdd, ratio} from './logarithms.ts';
import {rankingOf} from './ranking.ts';
import {bestOfRatios, expectedBest, type ScoreLaw, scoreLawOf} from './scoreLaw.ts';

export interface Source {
  /** The chance of each token; the sum is 1. */
  chances: readonly number[];
  /** What each token adds to the reward. */
  rewards: readonly number[];
}

/** q*(i) = q(i) exp(r(i) / beta) / Z: the optimum draws its tokens independently too. All per token. */
export interface Tilt {
  beta: number;
  chances: readonly number[];
  reward: number;
  /** KL(q* || q), in nats. */
  divergence: number;
  /** log(q*(i) / q(i)) = (r(i) - max r) / beta - this. */
  logNormaliser: number;
}

const MOST_TYPES = 1_000_000;

export function tiltOf({chances, rewards}: Source, beta: number): Tilt {
  const best = Math.max(...rewards);
  const logRatios = rewards.map((reward) => ratio(reward - best, beta));
  const logNormaliser = ln(chances.reduce((sum, chance, i) => sum + chance * exp(logRatios[i]), 0));
  const tilted = chances.map((chance, i) => chance * exp(logRatios[i] - logNormaliser));
  const sum = (x: (i: number) => number) =>
    tilted.reduce((all, chance, i) => (chance === 0 ? all : all + chance * x(i)), 0);
  return {
    beta,
    chances: tilted,
    reward: sum((i) => rewards[i]),
    divergence: sum((i) => logRatios[i] - logNormaliser),
    logNormaliser,
  };
}

/** The tilt with this divergence per token; the best tokens alone where it is more than they need. */
export function tiltAt(source: Source, divergence: number): Tilt {
  const best = Math.max(...source.rewards);
  const span = best - Math.min(...source.rewards);
  if (divergence <= 0) return tiltOf(source, Infinity);
  if (divergence >= tiltOf(source, 0).divergence || span === 0) return tiltOf(source, 0);
  let [low, high] = [span, span];
  while (tiltOf(source, low).divergence < divergence && low > 1e-300) low /= 2;
  while (tiltOf(source, high).divergence > divergence) high *= 2;
  for (let i = 0; i < 100; i++) {
    const middle = Math.sqrt(low) * Math.sqrt(high);
    if (tiltOf(source, middle).divergence < divergence) high = middle;
    else low = middle;
  }
  return tiltOf(source, low);
}

/** The law of the reward of an answer of m tokens. */
export interface Totals {
  length: number;
  /** The rewards that are possible, rising, [G]. */
  rewards: Float64Array;
  score: ScoreLaw;
}

export function totalsOf({chances, rewards}: Source, length: number): Totals {
  const used = chances.flatMap((chance, i) => (chance > 0 ? [{log: ln(chance), reward: rewards[i]}] : []));
  const types = choose(length + used.length - 1, used.length - 1);
  if (types > MOST_TYPES) {
    throw new RangeError(
      `Answers of ${length} tokens of ${used.length} kinds have ${types.toLocaleString('en')} different counts; at most ${MOST_TYPES.toLocaleString('en')} can be summed. Use fewer kinds or fewer tokens.`,
    );
  }
  const logFactorial = new Float64Array(length + 1);
  for (let c = 2; c <= length; c++) logFactorial[c] = logFactorial[c - 1] + ln(c);
  const log = new Float64Array(types);
  const total = new Float64Array(types);
  let type = 0;
  const fill = (token: number, left: number, weight: number, reward: number) => {
    const {log: each, reward: worth} = used[token];
    const weightOf = (count: number) => weight + count * each - logFactorial[count];
    if (token === used.length - 1) {
      log[type] = weightOf(left);
      total[type++] = reward + left * worth;
      return;
    }
    for (let count = 0; count <= left; count++) fill(token + 1, left - count, weightOf(count), reward + count * worth);
  };
  fill(0, length, logFactorial[length], 0);

  const {order, starts} = rankingOf(total);
  const groups = starts.length - 1;
  const weights = new Float64Array(groups).fill(-Infinity);
  for (let g = 0; g < groups; g++) {
    for (let k = starts[g]; k < starts[g + 1]; k++) weights[g] = logAdd(weights[g], log[order[k]]);
  }
  return {
    length,
    rewards: Float64Array.from({length: groups}, (_, g) => total[order[starts[g]]]),
    score: scoreLawOf(weights),
  };
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return Math.round(ways);
}

/** All per token, divergences in nats. */
export interface Comparison {
  best: {reward: number; divergence: number};
  tilt: {reward: number; divergence: number};
  /** KL(best of n || tilt). */
  between: number;
}

/** The best of exp(logN) answers against a tilt of the source that they are drawn from. */
export function bestAgainstTilt({length, rewards, score}: Totals, logN: number, tilt: Tilt): Comparison {
  const ratios = bestOfRatios(score, logN);
  const highest = rewards[rewards.length - 1];
  const tilted = (g: number) => ratio(rewards[g] - highest, tilt.beta) - length * tilt.logNormaliser;
  const perToken = (x: (g: number) => number) => expectedBest(score, ratios, x) / length;
  return {
    best: {reward: perToken((g) => rewards[g]), divergence: perToken((g) => ratios[g])},
    tilt: {reward: tilt.reward, divergence: tilt.divergence},
    between: perToken((g) => ratios[g] - tilted(g)),
  };
}

/**
 * The best share exp(-logN) of all answers, as a law of its own: the edge that is worth the same is taken in part. It is the
 * hard threshold on one answer, against which the best of n is a soft one.
 */
export function filtered({length, rewards, score}: Totals, logN: number): Comparison['best'] {
  const {log} = score;
  let [above, reward, divergence] = [-Infinity, 0, 0];
  for (let g = log.length - 1; g >= 0 && above < -logN; g--) {
    const upTo = logAdd(above, log[g]);
    // Of all that is taken; its ratio to one answer is smaller than n where it is taken in part.
    const share = upTo <= -logN ? exp(log[g] + logN) : 1 - exp(above + logN);
    if (share > 0) {
      reward += share * rewards[g];
      divergence += share * (ln(share) - log[g]);
    }
    above = upTo;
  }
  return {reward: reward / length, divergence: divergence / length};
}

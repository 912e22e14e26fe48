/** What a reward model's verdict on unseen pairs is worth, and how much of it is length. */
import {spearman} from '../spearman.ts';
import {correlation, correlationInterval, mean} from './statistics.ts';

/** What is known of each pair of items A and B, one list after another. */
export const CHANNELS = [
  'label',
  'rewardA',
  'rewardB',
  'goldA',
  'goldB',
  'likingA',
  'likingB',
  'lengthA',
  'lengthB',
  'styleA',
  'styleB',
] as const;

export type Channel = (typeof CHANNELS)[number];

/** Lists of `pairs` numbers each, by channel. */
export function channelsOf(data: Float32Array, pairs: number): Record<Channel, Float32Array> {
  return Object.fromEntries(
    CHANNELS.map((name, k) => [name, data.subarray(k * pairs, (k + 1) * pairs)]),
  ) as unknown as Record<Channel, Float32Array>;
}

/** Which of the channels hold something in this world. */
interface Known {
  length: boolean;
  gold: boolean;
  taste: boolean;
}

/**
 * - `accuracy`: share of pairs in which the chosen item has the higher reward; equal rewards count half, ties not at all
 * - `accuracyLonger`, `accuracyShorter`: the same where the longer, or the shorter, was chosen
 * - `lengthControlledAccuracy`: the same for the reward with the length's own part added: see `lengthCoefficient`
 * - `rewardMargin`: mean of r_chosen - r_rejected
 * - `lengthCorrelation`, `...Low`, `...High`: Pearson's of reward and length over all items, with its 95 % interval;
 *   `lengthRankCorrelation`: Spearman's
 * - `lengthShare`: share of the reward gain of chosen over rejected items that length bins explain: see `lengthShare`
 * - `calibrationError`: see `calibrationError`
 * - `goldAgreement`, `goldCorrelation`: share of pairs that reward and gold order alike; Pearson's of the two
 * - `accuracyOfTheirTaste`: of what the annotators like on the whole: beaten by luck alone, or where their choices run in circles
 */
export function judge(data: Float32Array, pairs: number, known: Known): Record<string, number> {
  const c = channelsOf(data, pairs);
  const delta = differences(c.rewardA, c.rewardB);
  const chosen = pairsWith(c.label, (y) => y !== 0.5);
  const toChosen = (x: ArrayLike<number>, i: number) => (c.label[i] > 0.5 ? x[i] : -x[i]);
  const right = (x: ArrayLike<number>) => (i: number) => half(toChosen(x, i));
  const metrics: Record<string, number> = {
    accuracy: mean(chosen.map(right(delta))),
    rewardMargin: mean(chosen.map((i) => toChosen(delta, i))),
    calibrationError: calibrationError(chosen.map((i) => [delta[i], c.label[i]])),
  };
  if (known.length) Object.assign(metrics, ofLength(c, delta, chosen, right(delta)));
  if (known.gold) {
    const gold = differences(c.goldA, c.goldB);
    const told = pairsWith(gold, (x) => x !== 0);
    metrics.goldAgreement = mean(told.map((i) => half(delta[i] * gold[i])));
    metrics.goldCorrelation = correlation([...c.rewardA, ...c.rewardB], [...c.goldA, ...c.goldB]);
  }
  if (known.taste) metrics.accuracyOfTheirTaste = mean(chosen.map(right(differences(c.likingA, c.likingB))));
  return metrics;
}

function ofLength(
  c: Record<Channel, Float32Array>,
  delta: Float32Array,
  chosen: number[],
  right: (i: number) => number,
): Record<string, number> {
  const rewards = [...c.rewardA, ...c.rewardB];
  const lengths = [...c.lengthA, ...c.lengthB];
  const gap = differences(c.lengthA, c.lengthB);
  const longerBy = (i: number) => (c.label[i] > 0.5 ? gap[i] : -gap[i]);
  const longer = chosen.filter((i) => longerBy(i) > 0);
  const shorter = chosen.filter((i) => longerBy(i) < 0);
  const c0 = lengthCoefficient(chosen.map((i) => ({reward: delta[i], gap: gap[i], won: c.label[i] > 0.5})));
  const r = correlation(rewards, lengths);
  const [low, high] = correlationInterval(r, rewards.length);
  return {
    ...(longer.length > 0 && {accuracyLonger: mean(longer.map(right))}),
    ...(shorter.length > 0 && {accuracyShorter: mean(shorter.map(right))}),
    lengthControlledAccuracy: mean(chosen.map((i) => half((c.label[i] > 0.5 ? 1 : -1) * (delta[i] + c0 * gap[i])))),
    longerChosen: longer.length / Math.max(1, longer.length + shorter.length),
    lengthCorrelation: r,
    lengthCorrelationLow: low,
    lengthCorrelationHigh: high,
    lengthRankCorrelation: spearman(rewards, lengths),
    lengthShare: lengthShare(c, chosen),
    // What is good may be long: the correlation that a perfect model would have.
    ...(c.goldA.some((x) => x !== 0) && {
      lengthCorrelationOfGold: correlation([...c.goldA, ...c.goldB], lengths),
    }),
  };
}

interface Compared {
  /** Of the first item minus that of the second, as all of these. */
  reward: number;
  gap: number;
  won: boolean;
}

const STEPS = 50;

/**
 * What length is worth to the annotators beside the reward: the c that makes the choices likeliest when the first item is
 * chosen with probability s(d + c gap), s the logistic function. Newton's method with halved steps; the loss is convex.
 * So a reward that leaves length out, and one that has learnt it, are asked the same question.
 *
 * After Dubois, Galambosi, Liang and Hashimoto, "Length-controlled AlpacaEval" (2024).
 */
export function lengthCoefficient(pairs: readonly Compared[]): number {
  const loss = (c: number) =>
    mean(pairs.map(({reward, gap, won}) => Math.log1p(Math.exp(-(won ? 1 : -1) * (reward + c * gap)))));
  let c = 0;
  for (let step = 0; step < STEPS; step++) {
    let [slope, curve] = [0, 0];
    for (const {reward, gap, won} of pairs) {
      const p = 1 / (1 + Math.exp(-(reward + c * gap)));
      slope += (p - (won ? 1 : 0)) * gap;
      curve += p * (1 - p) * gap * gap;
    }
    if (!(curve > 1e-12)) return c;
    let by = slope / curve;
    while (Math.abs(by) > 1e-9 && loss(c - by) > loss(c)) by /= 2;
    c -= by;
    if (Math.abs(by) < 1e-9) return c;
  }
  return c;
}

const BINS = 10;

/**
 * Share of the reward gain that length explains. The items are sorted into ten bins of equal numbers by length. The gain
 * is G = mean r of chosen - mean r of rejected items; within bins it is W = sum_b n_b (mean r of chosen in b - mean r of
 * rejected in b) / sum_b n_b over the bins that hold both kinds, n_b items each. The share is 1 - W / G: 0 when length
 * plays no part, 1 when within a length nothing is gained. 0 where there is no gain.
 *
 * After Singhal, Goyal, Xu and Durrett, "A long way to go: investigating length correlations in RLHF" (2023).
 */
export function lengthShare(c: Record<Channel, Float32Array>, chosen: readonly number[]): number {
  const items = chosen.flatMap((i) => [
    {length: c.lengthA[i], reward: c.rewardA[i], won: c.label[i] > 0.5},
    {length: c.lengthB[i], reward: c.rewardB[i], won: c.label[i] < 0.5},
  ]);
  const gainOf = (some: typeof items) => {
    const of = (won: boolean) => some.filter((item) => item.won === won).map(({reward}) => reward);
    const [winners, losers] = [of(true), of(false)];
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

/**
 * Expected calibration error: pairs are sorted by the chance p = 1 / (1 + e^-d) that the model gives to its favourite, into
 * ten equal bins of [1/2, 1]; the mean over all pairs of |share of right ones in the bin - mean p in the bin|. For pairs
 * [d, label]. Guo et al., "On calibration of modern neural networks" (2017).
 */
export function calibrationError(pairs: readonly (readonly [number, number])[]): number {
  return (
    (mean(reliability(pairs).map(({count, accuracy, confidence}) => count * Math.abs(accuracy - confidence))) * BINS) /
    Math.max(1, pairs.length)
  );
}

export interface ReliabilityBin {
  count: number;
  accuracy: number;
  confidence: number;
}

/** The ten bins of the calibration error; those without pairs are all 0. */
export function reliability(pairs: readonly (readonly [number, number])[]): ReliabilityBin[] {
  const bins = Array.from({length: BINS}, () => ({count: 0, right: 0, sure: 0}));
  for (const [d, label] of pairs) {
    const p = 1 / (1 + Math.exp(-Math.abs(d)));
    const bin = bins[Math.min(BINS - 1, Math.floor((p - 0.5) * 2 * BINS))];
    bin.count++;
    bin.sure += p;
    bin.right += half((label - 0.5) * d);
  }
  return bins.map(({count, right, sure}) => ({
    count,
    accuracy: count && right / count,
    confidence: count && sure / count,
  }));
}

const differences = (a: Float32Array, b: Float32Array): Float32Array => a.map((x, i) => x - b[i]);

const pairsWith = (x: ArrayLike<number>, wanted: (value: number) => boolean): number[] =>
  Array.from({length: x.length}, (_, i) => i).filter((i) => wanted(x[i]));

/** 1 for what is above 0, 1/2 at 0. */
const half = (x: number): number => (x > 0 ? 1 : x === 0 ? 0.5 : 0);

/** Values and gradients of the losses of preference pairs against double precision, on the present backend. */
import * as tf from '@tensorflow/tfjs-core';
import type {RewardObjectiveKind} from '../../../src/objectives/reward/index.spec.ts';
import {rewardObjectives} from '../../../src/objectives/reward/index.ts';
import {hotContext} from '../live.ts';
import {matrix, unit} from '../matrix.ts';
import {inputs} from '../random.ts';
import {type Batch, type Hot, type Pair, rewardLoss, rewardSlopes, type Sign} from '../rewardObjectives.ts';
import {type Row, relativeError} from './row.ts';

const VALUE_TOLERANCE = 1e-4;
const SLOPE_TOLERANCE = 2e-4;
/** Far enough for powers of e to overflow. */
const FAR = 1000;

/** Settings of each member of a population. */
export const REWARD_HOTS: Record<RewardObjectiveKind, readonly Hot[]> = {
  bradleyTerry: [{}, {}],
  margin: [{margin: 1}, {margin: 0}],
  smoothed: [{smoothing: 0.1}, {smoothing: 0.3}],
  davidson: [{tieRate: 1}, {tieRate: 0.2}],
  hinge: [{margin: 1}, {margin: 2.5}],
  focal: [{focus: 2}, {focus: 0.5}],
  regression: [{}, {}],
  mixed: [{regressionWeight: 0.5}, {regressionWeight: 2}],
  contrastive: [
    {temperature: 0.3, contrastWeight: 0.5},
    {temperature: 0.1, contrastWeight: 2},
  ],
  lengthControlled: [{}, {}],
  lengthPenalised: [{offset: 1.5}, {offset: -0.5}],
  decorrelated: [{penalty: 1}, {penalty: 10}],
  strengthMargin: [{}, {}],
  strengthScaled: [{}, {}],
  pairConsistency: [{consistency: 1}, {consistency: 5}],
  voteMargin: [{marginScale: 1}, {marginScale: 3}],
  votedStrength: [
    {flipShare: 0.2, softShare: 0.3, smoothing: 0.2, dropShare: 0, marginScale: 1},
    {flipShare: 0.3, softShare: 0.1, smoothing: 0.4, dropShare: 0.1, marginScale: 2},
  ],
  oodMeta: [{stepAhead: 0.1}, {stepAhead: 1}],
  commonGradient: [{average: 0.9}, {average: 0}],
  logisticProbe: [{}, {}],
  meanDifference: [{}, {}],
  priorBound: [
    {boundScale: 2, boundShift: 0.2, boundOffset: 0},
    {boundScale: 4, boundShift: 1, boundOffset: -1},
  ],
};

export const REWARD_KINDS = Object.keys(REWARD_HOTS) as RewardObjectiveKind[];

/** A batch of choices, ties among them, with rewards of about `spread`. */
export function rewardBatch(seed: number, count: number, spread = 2): Batch {
  const next = inputs(seed);
  const two = (scale: number): [number, number] =>
    [scale * next(), scale * next()].map(Math.fround) as [number, number];
  const pairs = Array.from(
    {length: count},
    (_, i): Pair => ({
      rewards: two(spread),
      label: [1, 0, 0.5][i % 3],
      lengths: two(1.5),
      scores: two(2),
      strength: 1 + (((7 * i) % 11) % 3),
      reworded: two(spread),
      votes: Math.fround(((3 * i) % 8) / 7),
      voted: Math.fround(((9 * i) % 17) / 4 - 2),
      rank: (((7 * i) % count) + 0.5) / count,
      weight: 0.5 + ((5 * i) % 7) / 4,
      likeness: Math.fround(((5 * i) % 13) / 12),
    }),
  );
  return {
    pairs,
    coefficient: 0.7,
    head: [0.6, -1.1, 0.4].map(Math.fround),
    looks: matrix(4 * count, 3, next).map((row) => unit(row).map(Math.fround)),
  };
}

/** `sign` -1 plants a wrong sign in the reference, to see the check fail. */
export async function rewardObjectiveChecks(filter = '', sign: Sign = 1): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kind of REWARD_KINDS) {
    const hots = REWARD_HOTS[kind];
    for (const count of [3, 32]) {
      const name = `${kind}, N=${count}`;
      if (name.includes(filter)) rows.push(...(await compare(name, kind, hots, count, sign)));
    }
    const name = `${kind}, rewards of ${FAR}`;
    if (!name.includes(filter)) continue;
    const far = await evaluateReward(kind, [rewardBatch(7, 9, FAR)], [hots[0]]);
    const numbers = Object.values(far[0]).flatMap((values) => [...values]);
    rows.push({
      name: `${name}: numbers that are not finite`,
      error: numbers.filter((x) => !Number.isFinite(x)).length,
      tolerance: 0,
    });
  }
  return rows;
}

async function compare(name: string, kind: RewardObjectiveKind, hots: readonly Hot[], count: number, sign: Sign) {
  const members = hots.map((_, r) => rewardBatch(5 + r, count));
  const got = await evaluateReward(kind, members, hots);
  return members.flatMap((batch, r): Row[] => {
    const slopes = rewardSlopes(kind, batch, hots[r], sign);
    const row = (
      what: string,
      values: ArrayLike<number>,
      right: ArrayLike<number>,
      floor: number,
      tolerance: number,
    ) => ({
      name: `${name}, member ${r}: ${what}`,
      error: relativeError(values, right, floor),
      tolerance,
    });
    // A loss that does not depend on something has slopes of 0 along it: these are measured against those of a mean.
    const floor = 0.1 / count;
    return [
      row('value', got[r].value, [rewardLoss(kind, batch, hots[r], sign)], 1, VALUE_TOLERANCE),
      row('slopes along rewards', got[r].rewards, slopes.rewards.flat(), floor, SLOPE_TOLERANCE),
      row('slopes along rewards in other words', got[r].reworded, slopes.reworded.flat(), floor, SLOPE_TOLERANCE),
      row('slope along the coefficient', got[r].coefficient, [slopes.coefficient], floor, SLOPE_TOLERANCE),
      ...(kind === 'contrastive'
        ? [row('slopes along looks', got[r].looks, slopes.looks.flat(), floor, SLOPE_TOLERANCE)]
        : []),
    ];
  });
}

interface Evaluated {
  value: Float32Array;
  /** Along the rewards of the first items, then of the second ones. */
  rewards: Float32Array;
  reworded: Float32Array;
  coefficient: Float32Array;
  looks: Float32Array;
}

/** Loss and slopes of each member, as the objective computes them. */
export async function evaluateReward(
  kind: RewardObjectiveKind,
  members: readonly Batch[],
  hots: readonly Hot[],
): Promise<Evaluated[]> {
  const table = (read: (pair: Pair) => number) => tf.tensor2d(members.map(({pairs}) => pairs.map(read)));
  const results = tf.tidy(() => {
    const context = hotContext(
      hots.map((hot) => Object.fromEntries(Object.entries(hot).map(([name, value]) => [`objective.${name}`, value]))),
    );
    const fixed = {
      label: table(({label}) => label),
      lengths: [table(({lengths}) => lengths[0]), table(({lengths}) => lengths[1])] as const,
      strengths: table(({strength}) => strength),
      votes: table(({votes}) => votes),
      weights: table(({weight}) => weight),
      voted: table(({voted}) => voted),
      ranks: table(({rank}) => rank),
      head: tf.tensor2d(members.map(({head}) => [...head])),
      likeness: table(({likeness}) => likeness),
      scores: [table(({scores}) => scores[0]), table(({scores}) => scores[1])] as const,
    };
    const loss = (...[a, b, c, d, coefficient, looks]: tf.Tensor[]) => {
      const value = rewardObjectives[kind].loss(context, {
        ...fixed,
        rewards: [a, b],
        reworded: [c, d],
        coefficient,
        looks,
      });
      return value.rank === 2 ? tf.mean(value, 1) : value;
    };
    const inputs = [
      table(({rewards}) => rewards[0]),
      table(({rewards}) => rewards[1]),
      table(({reworded}) => reworded[0]),
      table(({reworded}) => reworded[1]),
      tf.tensor2d(members.map(({coefficient}) => [coefficient])),
      tf.tensor3d(members.map(({looks}) => looks)),
    ];
    const slopes = tf.grads((...x: tf.Tensor[]) => {
      // So that there is a gradient along each of them.
      const none = x.reduce((total: tf.Tensor, one) => tf.add(total, tf.mul(0, tf.sum(one))), tf.scalar(0));
      return tf.add(tf.sum(loss(...x)), none);
    })(inputs);
    const [a, b, c, d, coefficient, looks] = slopes;
    return [
      tf.expandDims(loss(...inputs), 1),
      tf.concat([a, b], 1),
      tf.concat([c, d], 1),
      coefficient,
      tf.reshape(looks, [members.length, -1]),
    ];
  });
  const flat = (await Promise.all(results.map((tensor) => tensor.data()))) as Float32Array[];
  tf.dispose(results);
  return members.map((_, r) => {
    const [value, rewards, reworded, coefficient, looks] = flat.map((values) => {
      const size = values.length / members.length;
      return values.slice(r * size, (r + 1) * size);
    });
    return {value, rewards, reworded, coefficient, looks};
  });
}

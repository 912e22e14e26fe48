/** Values and gradients of the losses of collected answers against double precision, on the present backend. */
import * as tf from '@tensorflow/tfjs-core';
import {
  type DirectObjectiveKind,
  learnsFromOf,
  policyObjectiveSection,
} from '../../../src/objectives/policy/index.spec.ts';
import {directObjectives} from '../../../src/objectives/policy/index.ts';
import {levelsOf} from '../../../src/programs/policy/goals.ts';
import {type NumberField, partOf} from '../../../src/spec/index.ts';
import {levelsRight} from '../levels.ts';
import {hotContext} from '../live.ts';
import {
  type Answer,
  type Batch,
  CONSISTENCY,
  type Hot,
  policyLoss,
  policySlopes,
  type Sign,
} from '../policyObjectives.ts';
import {inputs} from '../random.ts';
import {type Row, relativeError} from './row.ts';

const VALUE_TOLERANCE = 1e-4;
const SLOPE_TOLERANCE = 2e-4;

/** Settings of each member of a population. */
export const DIRECT_HOTS: Record<DirectObjectiveKind, readonly Hot[]> = {
  sft: [{}, {}],
  rewardWeighted: [{temperature: 1}, {temperature: 0.3}],
  bestOfNCloning: [{}, {}],
  dpo: [
    {beta: 0.3, smoothing: 0.1},
    {beta: 1, smoothing: 0.3},
  ],
  ipo: [{beta: 0.3}, {beta: 1}],
  kto: [
    {beta: 0.3, desirableWeight: 1, undesirableWeight: 1.5},
    {beta: 1, desirableWeight: 0.5, undesirableWeight: 1},
  ],
  simpo: [
    {beta: 2, gamma: 1},
    {beta: 10, gamma: 0.3},
  ],
  nca: [
    {beta: 0.3, alpha: 1},
    {beta: 1, alpha: 0.3},
  ],
  infoNCA: [
    {beta: 0.3, alpha: 1},
    {beta: 1, alpha: 0.3},
  ],
  copg: [{beta: 0.3}, {beta: 1}],
  apoZero: [{beta: 0.3}, {beta: 1}],
  apoDown: [{beta: 0.3}, {beta: 1}],
  pmpo: [
    {alpha: 0.5, beta: 1},
    {alpha: 0.2, beta: 0.3},
  ],
  rankMargin: [
    {margin: 0.1, lengthExponent: 1, mleWeight: 0.1},
    {margin: 0.5, lengthExponent: 0.6, mleWeight: 1},
  ],
  dno: [{eta: 0.3}, {eta: 1}],
  cream: [{beta: 0.3}, {beta: 1}],
  quark: [{beta: 0.05}, {beta: 0.8}],
};

export const DIRECT_KINDS = Object.keys(DIRECT_HOTS) as DirectObjectiveKind[];

/** How many answers each question has. */
const answersOf = (kind: DirectObjectiveKind): number =>
  ({demonstrations: 1, pairs: 2, sets: 4, samples: 4, rollouts: 4})[learnsFromOf(kind)];

/** The lowest value of each setting, and the highest. */
function endsOf(kind: DirectObjectiveKind): Hot[] {
  const fields = Object.entries(partOf(policyObjectiveSection, kind).fields);
  return [0, 1].map((end) =>
    Object.fromEntries(fields.map(([name, field]) => [name, (field as NumberField).range[end]])),
  );
}

/** How large the numbers of a batch are. */
interface Sizes {
  /** Log-probabilities are from -2 times this to 0. */
  logProbability: number;
  /** Rewards are from minus this to this. */
  reward: number;
}

const COMMON: Sizes = {logProbability: 4, reward: 2};
/** An answer that the policy no longer gives, and a judge without bounds. */
const FAR: Sizes = {logProbability: 100, reward: 100};

/**
 * Answers to questions; of every third the first two rewards are equal. For odd seeds the policy finds answers to other
 * questions likelier than the reference does, for even ones less likely.
 */
export function answerBatch(seed: number, questions: number, answers: number, sizes: Sizes = COMMON): Batch {
  const next = inputs(seed);
  const logProbability = () => Math.fround(sizes.logProbability * (next() - 1));
  const elsewhere = seed % 2 ? 2 : -2;
  return Array.from({length: questions}, (_, i) => {
    const set = Array.from(
      {length: answers},
      (): Answer => ({
        policy: logProbability(),
        reference: logProbability(),
        reward: Math.fround(sizes.reward * next()),
        moves: 5 + Math.floor(4 * next()),
        divergence: Math.fround(1 + next()),
        mismatched: {policy: logProbability() + elsewhere, reference: logProbability()},
      }),
    );
    return i % 3 === 2 ? set.map((answer, k) => (k === 1 ? {...answer, reward: set[0].reward} : answer)) : set;
  });
}

/** `sign` -1 plants a wrong sign in the reference, to see the check fail. */
export async function policyObjectiveChecks(filter = '', sign: Sign = 1): Promise<Row[]> {
  const rows: Row[] = [];
  const levels = 'levels of rewards';
  if (levels.includes(filter)) rows.push(await levelsCheck(levels));
  for (const kind of DIRECT_KINDS) {
    const hots = DIRECT_HOTS[kind];
    for (const count of [3, 17]) {
      const name = `${kind}, N=${count}`;
      if (name.includes(filter)) rows.push(...(await compare(name, kind, hots, count, sign)));
    }
    const name = `${kind}, log-probabilities down to ${-2 * FAR.logProbability}`;
    if (!name.includes(filter)) continue;
    const far = [7, 8].map((seed) => answerBatch(seed, 9, answersOf(kind), FAR));
    const got = await evaluateDirect(kind, far, endsOf(kind));
    const numbers = got.flatMap((of) => Object.values(of).flatMap((x) => [...x]));
    rows.push({
      name: `${name}: numbers that are not finite`,
      error: numbers.filter((x) => !Number.isFinite(x)).length,
      tolerance: 0,
    });
  }
  return rows;
}

/** Levels of rewards of which many are equal, and the last quarter is not there yet. */
async function levelsCheck(name: string): Promise<Row> {
  const [levels, size, there] = [5, 64, 48];
  const draw = inputs(19);
  const rewards = Array.from({length: size}, (_, i) => (i % 3 === 0 ? 0.5 : Math.fround(draw())));
  const found = tf.tidy(() => {
    const counts = tf.tensor2d([rewards.map((_, i) => Number(i < there))]);
    return tf.reshape(levelsOf(tf.tensor2d([rewards]), levels, counts, tf.sum(counts, 1)), [size, levels]);
  });
  const values = await found.data();
  found.dispose();
  const right = levelsRight(rewards.slice(0, there), levels);
  const isRight = (level: number, i: number) =>
    Array.from({length: levels}, (_, k) => values[i * levels + k] === Number(k === level)).every(Boolean);
  return {name, error: right.filter((level, i) => !isRight(level, i)).length, tolerance: 0};
}

async function compare(name: string, kind: DirectObjectiveKind, hots: readonly Hot[], count: number, sign: Sign) {
  const members = hots.map((_, r) => answerBatch(5 + r, count, answersOf(kind)));
  const got = await evaluateDirect(kind, members, hots);
  return members.flatMap((batch, r): Row[] => {
    const slopes = policySlopes(kind, batch, hots[r], sign);
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
      row('value', got[r].value, [policyLoss(kind, batch, hots[r], sign)], 1, VALUE_TOLERANCE),
      row('slopes along log-probabilities', got[r].policy, slopes.policy.flat(), floor, SLOPE_TOLERANCE),
      row('slopes along divergences', got[r].divergence, slopes.divergence.flat(), floor, SLOPE_TOLERANCE),
      row('slopes along mismatched answers', got[r].mismatched, slopes.policy.flat().fill(0), floor, 0),
    ];
  });
}

interface Evaluated {
  value: Float32Array;
  /** Slopes along the log-probabilities, [N K]. */
  policy: Float32Array;
  divergence: Float32Array;
  /** Along the log-probabilities as answers to other questions. */
  mismatched: Float32Array;
}

/** Loss and slopes of each member, as the objective computes them. */
export async function evaluateDirect(
  kind: DirectObjectiveKind,
  members: readonly Batch[],
  hots: readonly Hot[],
): Promise<Evaluated[]> {
  const table = (read: (answer: Answer) => number) =>
    tf.tensor3d(members.map((batch) => batch.map((answers) => answers.map(read))));
  const results = tf.tidy(() => {
    const context = hotContext(
      hots.map((hot) => Object.fromEntries(Object.entries(hot).map(([name, value]) => [`objective.${name}`, value]))),
    );
    const fixed = {
      reference: table(({reference}) => reference),
      rewards: table(({reward}) => reward),
      moves: table(({moves}) => moves),
    };
    const elsewhere = table(({mismatched}) => mismatched.reference);
    const loss = (policy: tf.Tensor, divergence: tf.Tensor, mismatched: tf.Tensor) => {
      const value = directObjectives[kind].loss(context, {
        ...fixed,
        policy,
        consistency: tf.fill([members.length], CONSISTENCY),
        divergence: () => divergence,
        mismatched: {policy: mismatched, reference: elsewhere},
      });
      return tf.mean(tf.reshape(value, [members.length, -1]), 1);
    };
    const along: [tf.Tensor, tf.Tensor, tf.Tensor] = [
      table(({policy}) => policy),
      table(({divergence}) => divergence),
      table(({mismatched}) => mismatched.policy),
    ];
    const slopes = tf.grads((...x: tf.Tensor[]) => {
      // So that there is a gradient along each of them.
      const none = x.reduce((total: tf.Tensor, one) => tf.add(total, tf.mul(0, tf.sum(one))), tf.scalar(0));
      const [policy, divergence, mismatched] = x;
      return tf.add(tf.sum(loss(policy, divergence, mismatched)), none);
    })(along);
    return [loss(...along), ...slopes];
  });
  const flat = (await Promise.all(results.map((tensor) => tensor.data()))) as Float32Array[];
  tf.dispose(results);
  return members.map((_, r) => {
    const [value, policy, divergence, mismatched] = flat.map((values) => {
      const size = values.length / members.length;
      return values.slice(r * size, (r + 1) * size);
    });
    return {value, policy, divergence, mismatched};
  });
}

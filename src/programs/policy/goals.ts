/**
 * Goals: a further input of the policy that says how good an answer is to be. It is taught answers under the goals that they
 * meet themselves, and answers by itself under the goal that it is set.
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Context, Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {applyMlp, type Mlp} from '../../nn/mlp.ts';
import {oneHot} from '../../worlds/answers/tables.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import type {PolicySettings} from './index.spec.ts';

type GoalContext = Context<PolicySettings, AnswerWorld>;

/** From the numbers of a goal to the hidden units, [G, hidden]. They begin at 0: the policy begins as one without goals. */
const WEIGHTS = 'policy/goals';
/** The lowest and the highest facts and brevity of the first answers that were collected, [2, 2]: what targets are measured in. */
const RANGE = 'policy/range';

/** G: how many numbers a goal is; 0 where the policy has none. */
export function goalWidth({policy}: Pick<PolicySettings, 'policy'>): number {
  if (policy.goals === 'none') return 0;
  return policy.goals === 'levels' ? policy.levels : 2;
}

export function goalSlots(spec: PolicySettings): Slots {
  const width = goalWidth(spec);
  if (width === 0) return {};
  const all = {dtype: 'float32', axis: 'replica'} as const;
  return {
    [WEIGHTS]: {...all, shape: [width, spec.policy.hidden], role: 'parameter', group: 'policy', decays: true},
    ...(spec.policy.goals === 'targets' && {[RANGE]: {...all, shape: [2, 2], role: 'state'}}),
  };
}

/**
 * The network's outputs where it sees `see`, [R or 1, N, F], under these goals, [R or 1, N, G], or under the goal that is set: then
 * the goal moves the biases of the hidden units, and costs nothing more.
 */
export function outputsUnderGoal(
  context: GoalContext,
  mlp: Mlp,
  see: tf.Tensor,
  goals: tf.Tensor | undefined,
): tf.Tensor {
  const weights = context.get(WEIGHTS);
  const [w0, b0] = ['w0', 'b0'].map((name) => context.get(`${mlp.name}/${name}`));
  if (!goals) {
    const moved = tf.add(b0, tf.sum(tf.mul(tf.expandDims(setGoal(context), 2), weights), 1));
    return applyMlp(mlp, replacing(context, {[`${mlp.name}/b0`]: moved}), see, 'data');
  }
  const members = Math.max(see.shape[0], goals.shape[0]);
  const x = tf.concat(
    [see, goals].map((part) => (part.shape[0] === members ? part : tf.tile(part, [members, 1, 1]))),
    2,
  );
  return applyMlp(mlp, replacing(context, {[`${mlp.name}/w0`]: tf.concat([w0, weights], 1)}), x, 'data');
}

const replacing = (context: GoalContext, slots: Readonly<Record<string, tf.Tensor>>): Pick<Context, 'get'> => ({
  get: (name) => slots[name] ?? context.get(name),
});

/** The goal under which the policy answers by itself, [R, G]. */
function setGoal(context: GoalContext): tf.Tensor {
  const width = goalWidth(context.spec);
  const {goals} = context.spec.policy;
  return context.fromHot(['policy.goal'], width, (goal) =>
    goals === 'targets'
      ? targetsOf(goal)
      : Array.from({length: width}, (_, level) => Number(level === Math.round(goal * (width - 1)))),
  );
}

/**
 * Targets of facts and brevity, as shares of their ranges, for the weight w of facts: the reward with the larger weight is to be
 * as high as it can be, the other min(2 w, 1) of its range. Yang et al., "Rewards-in-Context" (2024), the mapping for the
 * largest norm in the released code.
 */
export const targetsOf = (w: number): [facts: number, brevity: number] => [Math.min(2 * w, 1), Math.min(2 - 2 * w, 1)];

/** What facts weigh in row i of so many: rows are spread evenly from brevity alone to facts alone. */
const weightOf = (row: number, rows: number): number => (rows === 1 ? 0.5 : row / (rows - 1));

/** Goals of answers that are asked for while answers are collected, [1, rows times, 2]; undefined where the set goal is used. */
export function goalsAsked({policy}: PolicySettings, rows: number, times: number): tf.Tensor | undefined {
  if (policy.goals !== 'targets') return undefined;
  return ofRows('targets', rows, times, targetsOf);
}

const ofRows = (what: string, rows: number, times: number, of: (w: number) => readonly [number, number]): tf.Tensor =>
  constant(`${what} ${rows} ${times}`, [1, rows * times, 2], () =>
    Float32Array.from(Array.from({length: rows * times}, (_, i) => of(weightOf(Math.floor(i / times), rows))).flat()),
  );

/** w times the facts of an answer plus 1 - w times its brevity, both as shares of their ranges, with the w of its row, [R, n]. */
export const weighedGoals = (goals: tf.Tensor, rows: number, times: number): tf.Tensor =>
  tf.sum(
    tf.mul(
      goals,
      ofRows('weights', rows, times, (w) => [w, 1 - w]),
    ),
    2,
  );

/**
 * Facts and brevity of answers with these features, [R, n, features], as shares of their ranges, [R, n, 2]. The first answers that
 * are collected set the ranges; stages that continue keep them.
 */
export function measuredTargets(context: GoalContext, features: tf.Tensor): tf.Tensor {
  const column = (name: string) => {
    const at = context.world.features.findIndex((feature) => feature.name === name);
    return tf.slice(features, [0, 0, at], [-1, -1, 1]);
  };
  const x = tf.concat([column('facts'), tf.neg(column('length'))], 2);
  const found = tf.stack([tf.min(x, 1), tf.max(x, 1)], 1);
  const before = context.get(RANGE);
  const [lowest, highest] = tf.split(before, 2, 1);
  const known = tf.cast(tf.greater(highest, lowest), 'float32');
  const range = tf.add(tf.mul(before, known), tf.mul(found, tf.sub(1, known)));
  context.set(RANGE, range);
  const [low, high] = tf.split(range, 2, 1);
  return tf.div(tf.sub(x, low), tf.maximum(tf.sub(high, low), 1e-6));
}

/** So many halvings of the range of rewards find a quantile to the last bit of a 32-bit number. */
const HALVINGS = 24;
const FAR = 1e30;

/**
 * The level of each reward [R, P] among those that count (`counts`, 1 or 0, [1, P]; `count`, how many, [1]), as rows of an
 * identity, [R, P, K]. Level k begins at q_k, the largest x with at most k / K of the rewards below it:
 *
 *     level(r) = number of k in 1 ... K-1 with r >= q_k
 *
 * Without ties this cuts the rewards into K parts of one size, as in Lu et al., "Quark" (2022); equal rewards share the
 * highest of their levels, so that there always are answers of the highest level.
 */
export function levelsOf(rewards: tf.Tensor, levels: number, counts: tf.Tensor, count: tf.Tensor): tf.Tensor {
  const [members] = rewards.shape;
  const far = tf.mul(tf.sub(1, counts), FAR);
  const lowest = tf.min(tf.add(rewards, far), 1, true);
  const range = tf.sub(tf.max(tf.sub(rewards, far), 1, true), lowest);
  const shares = constant(`shares of ${levels} levels`, [1, levels - 1], () =>
    Float32Array.from({length: levels - 1}, (_, k) => (k + 1) / levels),
  );
  // Counts are whole numbers: a hundredth makes up for rounding.
  const most = tf.add(tf.mul(shares, count), 0.01);
  const each = tf.expandDims(rewards, 1);
  const counted = tf.expandDims(counts, 1);
  let edges = tf.tile(lowest, [1, levels - 1]);
  for (let halving = 1; halving <= HALVINGS; halving++) {
    const step = tf.mul(range, 2 ** -halving);
    const below = tf.cast(tf.less(each, tf.expandDims(tf.add(edges, step), 2)), 'float32');
    const fits = tf.cast(tf.lessEqual(tf.sum(tf.mul(below, counted), 2), most), 'float32');
    edges = tf.add(edges, tf.mul(fits, step));
  }
  const passed = tf.cast(tf.greaterEqual(tf.expandDims(rewards, 2), tf.expandDims(edges, 1)), 'float32');
  // What does not count has level 0. On WebGPU what was a comparison cannot be summed before it was multiplied.
  const level = tf.cast(tf.sum(tf.mul(passed, tf.expandDims(counts, 2)), 2), 'int32');
  const identity = constant(`identity ${levels}`, [levels, levels], () => oneHot(levels));
  return tf.reshape(gatherRows(identity, level), [members, -1, levels]);
}

/** How a policy learns: from given answers, or from its own. */
import * as tf from '@tensorflow/tfjs-core';
import type {Slots} from '../../engine/program.ts';
import {meanOfRows} from '../../engine/reduceRows.ts';
import {learnsFromOf, policyNeedsOf, type SampledObjectiveSettings} from '../../objectives/policy/index.spec.ts';
import {directObjectives, sampledObjectiveOf} from '../../objectives/policy/index.ts';
import {type Answers, bestOf, logRatio, type Samples, sides, weightedSum} from '../../objectives/policy/objective.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import {
  answer,
  asked,
  beginnings,
  divergence,
  flat,
  type Given,
  type Likelihood,
  likelihood,
  live,
  retraced,
} from './answering.ts';
import type {PolicySettings} from './index.spec.ts';
import {rewardsOf} from './judging.ts';
import {ITERATE, outputs, POLICY, type PolicyContext, REFERENCE, VALUE} from './network.ts';
import {drawDemonstrations, drawSets, type Sets} from './pool.ts';
import {iterates} from './preferring.ts';
import {CONSISTENCY, isConsistent} from './selfRewards.ts';
import {hasReference} from './settings.ts';
import {presentBeta, steer} from './steering.ts';

/** A step on answers that were given before. */
export function learnFromGiven(context: PolicyContext): void {
  const {kind} = context.spec.objective;
  const sets = learnsFromOf(kind) === 'demonstrations' ? drawDemonstrations(context) : drawSets(context);
  const reference = hasReference(context.spec)
    ? likelihood(context, iterates(context.spec) ? ITERATE : REFERENCE, sets.given)
    : undefined;
  const elsewhere = policyNeedsOf(kind).mismatched && mismatchedOf(context, sets);
  const loss = context.minimise(POLICY, () => {
    const policy = likelihood(context, POLICY, sets.given);
    const answers = answersOf(context, sets, policy, reference ?? policy);
    if (elsewhere) answers.mismatched = elsewhere();
    if (isConsistent(context.spec)) answers.consistency = context.get(CONSISTENCY);
    emitMoved(context, answers);
    return meanOfAll(directObjectives[kind as keyof typeof directObjectives].loss(context, answers));
  });
  context.emit('loss', loss);
}

function answersOf(context: PolicyContext, sets: Sets, policy: Likelihood, reference: Likelihood): Answers {
  const {given, rewards, rows, each: kept} = sets;
  const whole = wholeOf(sets);
  return {
    policy: whole(policy.made),
    reference: whole(reference.made),
    rewards: tf.reshape(rewards, [-1, rows, kept]),
    moves: whole(live(context, given)),
    divergence: () => whole(divergence(reference.all, policy.all, rows * kept)),
  };
}

/** Sums over the moves of each answer, [R, n, L] -> [R, N, K]. */
const wholeOf =
  ({rows, each: kept}: Sets) =>
  (x: tf.Tensor): tf.Tensor =>
    tf.reshape(tf.sum(x, 2), [-1, rows, kept]);

/** Log-probabilities of each answer as one to the question of the row before. */
function mismatchedOf(context: PolicyContext, sets: Sets) {
  const {given, rows, each: kept} = sets;
  const n = rows * kept;
  const begin = tf.squeeze(tf.slice(given.places, [0, 0, 0], [-1, -1, 1]), [2]);
  const turned = tf.concat([tf.slice(begin, [0, n - kept], [-1, kept]), tf.slice(begin, [0, 0], [-1, n - kept])], 1);
  const other = {...retraced(context, given.moves, turned), goals: given.goals};
  const whole = wholeOf(sets);
  const reference = whole(likelihood(context, REFERENCE, other).made);
  return () => ({policy: whole(likelihood(context, POLICY, other).made), reference});
}

/**
 * How much likelier the chosen and the rejected answers have become, and in how many pairs the chosen one more so; of sets, those
 * with the highest and the lowest reward.
 */
function emitMoved(context: PolicyContext, answers: Answers): void {
  const from = learnsFromOf(context.spec.objective.kind);
  const ratio = logRatio(answers);
  if (from === 'demonstrations' || ratio.shape[2] === 1) return;
  const {rewards} = answers;
  const [chosen, rejected] =
    from === 'pairs' ? sides(ratio) : [rewards, tf.neg(rewards)].map((worth) => weightedSum(bestOf(worth), ratio));
  context.emit('chosenLog', meanOfRows(chosen));
  context.emit('rejectedLog', meanOfRows(rejected));
  const ahead = tf.sub(chosen, rejected);
  // A tie counts half.
  context.emit('pairAccuracy', meanOfRows(tf.mul(0.5, tf.add(1, tf.sign(ahead)))));
}

const meanOfAll = (loss: tf.Tensor): tf.Tensor =>
  loss.rank === 1 ? loss : meanOfRows(tf.reshape(loss, [loss.shape[0], -1]));

/** A step on answers that the policy has just given. */
export function learnFromSamples(context: PolicyContext): void {
  const {given, fixed, samples} = play(context);
  const {objective, settings} = sampledOf(context.spec);
  const advantages = objective.advantages(context, samples, settings);
  steer(context, samples);
  const before = given.likelihood.made;
  const loss = context.minimise(POLICY, () => {
    const policy = likelihood(context, POLICY, given);
    return objective.loss(context, samplesOf(context, policy, before, fixed), advantages, settings);
  });
  context.emit('loss', loss);
  context.emit('sampledReward', meanOfRows(fixed.rewards));
}

/** Answers of the policy to the questions of a batch, with all that is known of them before anything is learnt. */
function play(context: PolicyContext) {
  const {rows, each: kept} = sizes(context.spec);
  const given = answer(context, POLICY, beginnings(context, rows, kept), context.key('play/answers'));
  const fixed = fixedParts(context, given, rewardsOf(context, given.end));
  const values = learnsFromOf(context.spec.objective.kind) === 'rollouts' ? valuesOf(context, given) : undefined;
  const expected = values && movesIn(context)(values);
  const estimates = expected && {values: expected, valuesBefore: expected};
  const samples = samplesOf(context, given.likelihood, given.likelihood.made, fixed, estimates);
  return {given, fixed, samples, values};
}

/** The objective that the settings name, with these settings. */
function sampledOf({objective}: PolicySettings) {
  const settings = objective as SampledObjectiveSettings;
  return {objective: sampledObjectiveOf(settings), settings};
}

/** N and K. */
function sizes({training, sampling}: PolicySettings) {
  return {rows: training.batch, each: 'perQuestion' in sampling ? sampling.perQuestion : 1};
}

/** What does not change while the policy learns from answers. */
interface Fixed {
  rewards: tf.Tensor;
  reference(): Likelihood;
  live: tf.Tensor;
  beta: tf.Tensor;
}

/** Of answers that have just been given. */
function fixedParts(context: PolicyContext, given: Given, rewards: tf.Tensor): Fixed {
  const reference = likelihood(context, REFERENCE, given);
  return {rewards, reference: () => reference, live: live(context, given), beta: presentBeta(context)};
}

/** `more` is what only some objectives are given. */
function samplesOf(
  context: PolicyContext,
  policy: Likelihood,
  before: tf.Tensor,
  {reference, rewards, live, beta}: Fixed,
  more?: Pick<Samples, 'values' | 'valuesBefore'>,
): Samples {
  const {rows, each: kept} = sizes(context.spec);
  const byMove = movesIn(context);
  return {
    ...more,
    policy: byMove(policy.made),
    before: byMove(before),
    // Computed where they are asked for: an update with the KL in the reward needs neither.
    get reference() {
      return byMove(reference().made);
    },
    get divergence() {
      return byMove(divergence(policy.all, reference().all, rows * kept));
    },
    live: byMove(live),
    rewards: tf.reshape(rewards, [-1, rows, kept]),
    beta,
  };
}

/** [R, n, L] -> [R, N, K, L]. */
function movesIn({spec, world}: PolicyContext): (x: tf.Tensor) => tf.Tensor {
  const {rows, each: kept} = sizes(spec);
  return (x) => tf.reshape(x, [-1, rows, kept, world.longest]);
}

const ROLLED = {
  moves: 'rolled/moves',
  places: 'rolled/places',
  before: 'rolled/before',
  rewards: 'rolled/rewards',
  values: 'rolled/values',
  advantages: 'rolled/advantages',
  beta: 'rolled/beta',
} as const;

/** What the policy answered last, with how likely that was and how much better than expected. */
export function rolledSlots(spec: PolicySettings, {longest}: AnswerWorld): Slots {
  if (learnsFromOf(spec.objective.kind) !== 'rollouts') return {};
  const {rows, each: kept} = sizes(spec);
  const state = {axis: 'replica', role: 'state'} as const;
  const byMove = {...state, shape: [rows * kept, longest], dtype: 'float32'} as const;
  return {
    [ROLLED.moves]: {...byMove, dtype: 'int32'},
    [ROLLED.places]: {...byMove, dtype: 'int32'},
    [ROLLED.before]: byMove,
    [ROLLED.values]: byMove,
    [ROLLED.advantages]: byMove,
    [ROLLED.rewards]: {...state, shape: [rows * kept], dtype: 'float32'},
    [ROLLED.beta]: {...state, shape: [], dtype: 'float32'},
  };
}

/** The policy answers; what it learns from these answers is fixed before the first update. */
export function roll(context: PolicyContext): void {
  const {given, fixed, samples, values} = play(context);
  const {objective, settings} = sampledOf(context.spec);
  const advantages = objective.advantages(context, samples, settings);
  steer(context, samples);
  context.set(ROLLED.moves, given.moves);
  context.set(ROLLED.places, given.places);
  context.set(ROLLED.before, given.likelihood.made);
  context.set(ROLLED.values, values!);
  context.set(ROLLED.rewards, fixed.rewards);
  context.set(ROLLED.beta, fixed.beta);
  context.set(ROLLED.advantages, tf.reshape(advantages, values!.shape));
  context.emit('sampledReward', meanOfRows(fixed.rewards));
}

/** What the value network expects at each place, [R, n, L]. */
function valuesOf(context: PolicyContext, {places}: Pick<Given, 'places'>): tf.Tensor {
  const [, n, longest] = places.shape as [number, number, number];
  return tf.reshape(outputs(context, VALUE, flat(places)), [-1, n, longest]);
}

/** A step of the policy and one of the value network on what was rolled last. */
export function learnFromRolled(context: PolicyContext): void {
  const given = {moves: context.get(ROLLED.moves), places: context.get(ROLLED.places)};
  const fixed: Fixed = {
    rewards: context.get(ROLLED.rewards),
    reference: () => likelihood(context, REFERENCE, given),
    live: live(context, given),
    beta: context.get(ROLLED.beta),
  };
  const byMove = movesIn(context);
  const [valuesBefore, advantages] = [ROLLED.values, ROLLED.advantages].map((slot) => byMove(context.get(slot)));
  const {objective, settings} = sampledOf(context.spec);
  const loss = context.minimise(POLICY, () => {
    const policy = likelihood(context, POLICY, given);
    return objective.loss(context, samplesOf(context, policy, context.get(ROLLED.before), fixed), advantages, settings);
  });
  const criticLoss = context.minimise(VALUE, () => {
    const values = byMove(valuesOf(context, given));
    return objective.criticLoss!(context, {values, valuesBefore, live: byMove(fixed.live)}, advantages, settings);
  });
  context.emit('loss', loss);
  context.emit('criticLoss', criticLoss);
}

/** Groups of answers that the page is shown at most. */
const MOST_GROUPS = 4;

/**
 * The answers of the next step with the advantage of each move, rows of [question, reward, moves, advantages], [R, n, 2 + 2 L]; -1
 * stands for no move. Undefined where the policy does not learn from its own answers.
 */
export function groupsShown(context: PolicyContext): tf.Tensor | undefined {
  const {spec, world} = context;
  const from = learnsFromOf(spec.objective.kind);
  if (from !== 'samples' && from !== 'rollouts') return undefined;
  const {rows, each: kept} = sizes(spec);
  const {given, fixed, samples} = play(context);
  const {objective, settings} = sampledOf(spec);
  const advantages = objective.advantages(context, samples, settings);
  const [n, longest] = [rows * kept, world.longest];
  const moves = tf.sub(tf.mul(tf.add(tf.cast(given.moves, 'float32'), 1), fixed.live), 1);
  const question = tf.tile(tf.cast(asked(context, rows, kept), 'float32'), [context.replicas, 1]);
  const about = [question, fixed.rewards].map((x) => tf.expandDims(x, 2));
  const columns = [...about, moves, tf.reshape(advantages, [-1, n, longest])];
  return tf.slice(tf.concat(columns, 2), [0, 0, 0], [-1, Math.min(rows, MOST_GROUPS) * kept, -1]);
}

/** How many answers there are, how many to each question, and how many numbers each has. */
export function groupsShape(spec: PolicySettings, numbers: number): number[] {
  const {rows, each: kept} = sizes(spec);
  const shown = Math.min(rows, MOST_GROUPS) * kept;
  return [shown, kept, numbers / shown];
}

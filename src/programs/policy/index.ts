/** The policy program: a policy answers questions move by move, and learns from demonstrations, preferences or rewards. */
import * as tf from '@tensorflow/tfjs-core';
import type {PhaseRun, Program} from '../../engine/program.ts';
import {learnsFromOf} from '../../objectives/policy/index.spec.ts';
import {loadAnswers} from '../../worlds/answers/index.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import {shown} from '../members.ts';
import {earlyPhases, hotPaths, once, optimiserOf, trainingPlan} from '../training.ts';
import {exactDigest} from './digest.ts';
import {goalSlots} from './goals.ts';
import {type PolicySettings, policySpec} from './index.spec.ts';
import {judgeSlots, PROXY, partsToScore, scoreSome} from './judging.ts';
import {
  groupsShape,
  groupsShown,
  learnFromGiven,
  learnFromRolled,
  learnFromSamples,
  roll,
  rolledSlots,
} from './learning.ts';
import {peak, working} from './memory.ts';
import {
  everyPlace,
  logits,
  networkSlots,
  POLICY,
  type PolicyContext,
  REFERENCE,
  referenceSlots,
  VALUE,
} from './network.ts';
import {collect, collectsAt, poolSlots} from './pool.ts';
import {emitComparisons, iterateSlots} from './preferring.ts';
import {consistencySlots, isConsistent, remember} from './selfRewards.ts';
import {hasReference, learntJudge} from './settings.ts';
import {frontierShown, lawShown} from './shown.ts';
import {beginSteering, steeringSlots, steersBeta} from './steering.ts';

const rollsOut = ({objective}: PolicySettings): boolean => learnsFromOf(objective.kind) === 'rollouts';

export const policy: Program<PolicySettings, AnswerWorld> = {
  name: policySpec.program,

  hot: (spec) => hotPaths(policySpec.sections, spec),

  load: loadAnswers,

  slots: (spec, world) => ({
    ...world.slots,
    ...networkSlots(spec, world, POLICY),
    ...goalSlots(spec),
    ...(hasReference(spec) && referenceSlots(spec, world)),
    ...(rollsOut(spec) && networkSlots(spec, world, VALUE)),
    ...judgeSlots(spec, world),
    ...poolSlots(spec, world),
    ...iterateSlots(spec, world),
    ...consistencySlots(spec, world),
    ...rolledSlots(spec, world),
    ...steeringSlots(spec),
  }),

  ...{working, peak},

  optimisers(spec, steps) {
    const updates = steps * ('updates' in spec.sampling ? spec.sampling.updates : 1);
    const optimiser = optimiserOf(spec.training, updates);
    return {[POLICY]: optimiser, ...(rollsOut(spec) && {[VALUE]: optimiser})};
  },

  begin: (spec, world) => [
    ...(learntJudge(spec) ? [{phase: 'score', times: partsToScore(world)}] : []),
    ...once('steer', steersBeta(spec)),
    // Before the first answers are collected the policy is its own predecessor.
    ...once('remember', isConsistent(spec)),
    ...once('collect', 'writer' in spec.sampling),
    ...once('evaluate'),
  ],

  plan(spec, tick, steps) {
    const [, ...measured] = trainingPlan(spec.training, tick, steps);
    return [...once('collect', collectsAt(spec, tick)), ...learning(spec), ...measured.filter(isEvaluation)];
  },

  early: (made) => earlyPhases(made).filter((phase) => phase === 'evaluate'),

  phases: {
    score: scoreSome,
    steer: beginSteering,
    remember,
    collect,
    learn: learnFromGiven,
    play: learnFromSamples,
    roll,
    update: learnFromRolled,

    /** The logits of every state of every question. */
    evaluate(context) {
      context.emit('exact', everything(context));
      if (hasReference(context.spec)) emitComparisons(context);
    },

    showLaw(context) {
      context.emit('law', shown(context, everything(context)));
    },

    showFrontier(context) {
      if (hasReference(context.spec)) context.emit('frontier', shown(context, everything(context)));
    },

    showGroups(context) {
      const groups = groupsShown(context);
      if (groups) context.emit('groups', shown(context, groups));
    },
  },

  reductions: {
    law: lawShown,
    frontier: frontierShown,
    groups: (data, spec) => ({shape: groupsShape(spec, data.length), data}),
  },

  digests: {
    exact: (data, _shape, spec, world) => exactDigest(data, spec, world),
  },
};

const isEvaluation = ({phase}: PhaseRun): boolean => phase === 'evaluate';

function learning({objective, sampling}: PolicySettings): PhaseRun[] {
  switch (learnsFromOf(objective.kind)) {
    case 'samples':
      return [{phase: 'play', times: 1}];
    case 'rollouts':
      return [
        {phase: 'roll', times: 1},
        {phase: 'update', times: 'updates' in sampling ? sampling.updates : 1},
      ];
    default:
      return [{phase: 'learn', times: 1}];
  }
}

/**
 * Logits of the policy, [Q M, B], then those of its reference, then the judge's rewards, [Q M], as far as there are any; one
 * behind another, [R, 1, numbers].
 */
function everything(context: PolicyContext): tf.Tensor {
  const {spec, replicas} = context;
  const places = everyPlace(context);
  // Only the logits are kept of a network's work.
  const of = (network: Parameters<typeof logits>[1]) =>
    tf.tidy(() => tf.reshape(logits(context, network, places), [replicas, 1, -1]));
  const parts = [
    of(POLICY),
    ...(hasReference(spec) ? [of(REFERENCE)] : []),
    ...(learntJudge(spec) ? [tf.reshape(context.get(PROXY), [replicas, 1, -1])] : []),
  ];
  return parts.length === 1 ? parts[0] : tf.concat(parts, 2);
}

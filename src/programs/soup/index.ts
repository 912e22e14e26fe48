/**
 * The soup program: two finished policies as one, theta = lambda theta_a + (1 - lambda) theta_b, and what is exactly true of it.
 * Ramé et al., "Rewarded soups" (2023). A step only measures, so moving lambda moves the policy at once.
 */
import * as tf from '@tensorflow/tfjs-core';
import type {Context, Program, SlotName} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {applyMlp} from '../../nn/mlp.ts';
import {loadAnswers} from '../../worlds/answers/index.ts';
import {type AnswerWorld, PLACES} from '../../worlds/answers/world.ts';
import {givenFrozen} from '../frozen.ts';
import {everyPlace, networkOf, networkSlots, REFERENCE} from '../policy/network.ts';
import {hotPaths} from '../training.ts';
import {soupDigest} from './digest.ts';
import {type SoupSettings, soupSpec} from './index.spec.ts';

type SoupContext = Context<SoupSettings, AnswerWorld>;

/** The two policies: their slots start from those of earlier stages. */
const [A, B] = ['a', 'b'] as const;

export const soup: Program<SoupSettings, AnswerWorld> = {
  name: soupSpec.program,

  hot: (spec) => hotPaths(soupSpec.sections, spec),

  load: loadAnswers,

  slots: (spec, world) => ({
    ...world.slots,
    ...Object.assign({}, ...[A, B, REFERENCE].map((name) => givenFrozen(networkSlots(spec, world, name)))),
  }),

  peak(spec, {questions, lattice, seen}) {
    const places = questions.length * lattice.states;
    // Three networks with their logits.
    const each = places * (seen + spec.policy.hidden + 4 * lattice.moves);
    return {total: 4 * each, largest: places * Math.max(seen, spec.policy.hidden)};
  },

  plan: () => [{phase: 'evaluate', times: 1}],

  phases: {
    /** Logits of the soup at every state of every question, [Q M, B], then those of the reference. */
    evaluate(context) {
      const parts = [mixed(context), logitsOf(context, REFERENCE)].map((part) =>
        tf.reshape(part, [context.replicas, 1, -1]),
      );
      context.emit('exact', tf.concat(parts, 2));
    },
  },

  digests: {exact: (data, _shape, spec, world) => soupDigest(data, spec, world)},
};

type Get = SoupContext['get'];

/** Of every state of every question, [R, Q M, B]; moves that cannot be made have about -1e9. */
function logitsOf(context: SoupContext, name: string, get: Get = context.get): tf.Tensor {
  const places = everyPlace(context);
  const seen = gatherRows(context.get(PLACES.see), places);
  const network = networkOf(context.spec, context.world, name);
  return tf.add(applyMlp(network, {get}, seen, 'data'), gatherRows(context.get(PLACES.open), places));
}

/** Below this a chance counts as this: its logarithm is finite on every backend. */
const LEAST = 1e-30;

function mixed(context: SoupContext): tf.Tensor {
  const weight = context.hot('mixing.weight');
  const mean = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => {
    const share = tf.reshape(weight, [-1, ...new Array<number>(a.rank - 1).fill(1)]);
    return tf.add(tf.mul(share, a), tf.mul(tf.sub(1, share), b));
  };
  const {of} = context.spec.mixing;
  if (of === 'weights') {
    const inB = (slot: SlotName): SlotName => slot.replace(A, B);
    return logitsOf(context, A, (slot) => mean(context.get(slot), context.get(inB(slot))));
  }
  const [a, b] = [A, B].map((name) => logitsOf(context, name));
  if (of === 'logits') return mean(a, b);
  return tf.log(tf.maximum(mean(tf.softmax(a), tf.softmax(b)), LEAST));
}

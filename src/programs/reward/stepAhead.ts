/**
 * MetaRM, in first order: parameters theta move to theta' = theta + eta grad J along the gradient of how far apart the rewards of
 * answers from elsewhere are; the gradient of the choices is taken there, and the step is made from theta. "Secrets of RLHF in Large
 * Language Models Part II: Reward Modeling"; its authors say so in an answer about their code (issue 42 of MOSS-RLHF). With eta grad J as
 * a constant, the gradient along theta' is that along theta.
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {permuted} from '../../kernels/random.ts';
import {farApart} from '../../objectives/reward/oodMeta/loss.ts';
import type {PreferenceWorld} from '../../worlds/preferenceWorld.ts';
import type {Model, RewardContext} from './model.ts';
import {seenOf} from './models.ts';

/** Questions from elsewhere in a step. */
const QUESTIONS = 16;

/** How many items the step is found with. */
export const itemsElsewhere = ({shifted}: PreferenceWorld): number => QUESTIONS * shifted!.each;

/** To be called before the loss, which it is to be computed with: a context in which parameters are a step ahead. */
export function aStepAhead(context: RewardContext, models: readonly Model[]): RewardContext {
  const {rows, questions, each} = context.world.shifted!;
  const drawn = permuted(context.key('batch/shifted'), questions, QUESTIONS);
  const items = tf.reshape(gatherRows(context.get(rows), drawn), [drawn.shape[0], QUESTIONS * each]);
  const seen = seenOf(context, items);
  const names = models.flatMap(({slots}) =>
    Object.keys(slots).filter((name) => slots[name].role === 'parameter' && slots[name].trained !== false),
  );
  const {grads} = tf.engine().gradients(
    () => {
      const rewards = models.map((model) =>
        tf.reshape(model.rewards(context, seen, 'evaluate'), [-1, QUESTIONS, each]),
      );
      return tf.addN(rewards.map(farApart));
    },
    names.map((name) => context.get(name)),
    ones(context.replicas),
  );
  const size = context.hot('objective.stepAhead');
  const moves = new Map(names.map((name, i) => [name, tf.mul(asColumn(size, grads[i].rank), grads[i])]));
  const moved = new Map<string, tf.Tensor>();
  return {
    ...context,
    get(slot) {
      const [there, move] = [moved.get(slot), moves.get(slot)];
      if (there) return there;
      const now = context.get(slot);
      if (!move) return now;
      const ahead = tf.add(now, move);
      moved.set(slot, ahead);
      return ahead;
    },
  };
}

/** x [R] as [R, 1, ...]. */
const asColumn = (x: tf.Tensor, rank: number): tf.Tensor => tf.reshape(x, [-1, ...new Array<number>(rank - 1).fill(1)]);

const ones = (replicas: number): tf.Tensor =>
  constant(`ones for ${replicas}`, [replicas], () => new Float32Array(replicas).fill(1));

import * as tf from '@tensorflow/tfjs-core';
import type {PartValue} from '../../../spec/index.ts';
import {withoutGradient} from '../../withoutGradient.ts';
import {type SampledObjective, spread} from '../objective.ts';
import {generalisedAdvantages, movesPaid, whitened} from '../rollouts.ts';
import {meanLoss, surrogate} from '../samples.ts';
import type {ppo as part} from './index.spec.ts';

/**
 * The clipped surrogate (`surrogate`) of advantages by GAE (`generalisedAdvantages`) over the rewards of single moves
 * (`movesPaid`). Schulman et al., "Proximal policy optimization algorithms" (2017), equations 7 and 11; Ziegler et al.,
 * "Fine-tuning language models from human preferences" (2019), for the KL in the reward.
 *
 * Against TRL: the sum over the moves of an answer and the mean over answers, where TRL takes the mean over all moves, which is
 * the same up to the mean length; the policy and the value network are apart, so no weight stands between their losses.
 */
export const ppo: SampledObjective<PartValue<typeof part>> = {
  advantages(context, samples, {place}) {
    const values = tf.mul(samples.valuesBefore!, samples.live);
    return withoutGradient(generalisedAdvantages(context, movesPaid(samples, place), values));
  },
  loss(context, samples, advantages, settings) {
    const each = settings.whitened ? whitened(advantages, samples.live) : advantages;
    const clip = settings.clipped ? spread(context, 'clip', 4) : undefined;
    return meanLoss(surrogate(samples, each, clip), samples, settings.place);
  },
  /**
   * 1/2 max((V - G)^2, (V_before + clip(V - V_before, -c, c) - G)^2), the mean over moves, for the returns G = A + V_before: a value
   * that has moved further than c towards G has no slope. As in the code of Schulman et al. and in TRL, where c is 0.2.
   */
  criticLoss(context, {values, valuesBefore, live}, advantages) {
    const clip = spread(context, 'valueClip', 4);
    const returns = tf.add(advantages, valuesBefore!);
    const moved = tf.minimum(tf.maximum(tf.sub(values!, valuesBefore!), tf.neg(clip)), clip);
    const near = tf.add(valuesBefore!, moved);
    const errors = tf.maximum(tf.square(tf.sub(values!, returns)), tf.square(tf.sub(near, returns)));
    const all = [1, 2, 3];
    return tf.div(tf.mul(0.5, tf.sum(tf.mul(live, errors), all)), tf.sum(live, all));
  },
};

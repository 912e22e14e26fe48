import * as tf from '@tensorflow/tfjs-core';
import type {DirectObjective} from '../objective.ts';

/**
 * -log pi(y|x), the cross-entropy of whole answers. Libraries often take the mean over the moves of a batch instead, which
 * divides by the mean length.
 */
export const sft: DirectObjective = {
  loss: (_context, {policy}) => tf.neg(policy),
};

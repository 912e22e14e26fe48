/** Where a vote on training pairs is kept, and what it says of some. */
import type * as tf from '@tensorflow/tfjs-core';
import {fromTable, ofEachMember} from '../members.ts';
import type {RewardContext} from './model.ts';

/** What voters say of the first item of each pair minus the second one, and the share of all pairs with a weaker preference, [train]. */
export const VOTED = 'reward/voted';
export const RANKS = 'reward/ranks';

/** Of the pairs of a batch, int32 [R, N]. */
export function strengthOf(context: RewardContext, pairs: tf.Tensor): Record<'voted' | 'ranks', tf.Tensor> {
  const rows = ofEachMember(context, pairs);
  const [said, ranks] = [VOTED, RANKS].map((slot) => fromTable(context, context.get(slot), rows));
  return {voted: said, ranks};
}

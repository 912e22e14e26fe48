/** How much higher the objective is on unseen pairs than on those of things that were trained on. */
import * as tf from '@tensorflow/tfjs-core';
import type {InputViews} from '../../worlds/world.ts';
import {comparedPairs, knownOf, lossOfPairs} from './learning.ts';
import {type EncoderContext, embedAll} from './networks.ts';

/** The most batches of each kind. */
const BATCHES = 20;

/**
 * Mean loss of up to 20 fixed batches of unseen pairs minus that of as many fixed batches of seen pairs, [R]. Batches have the
 * size of training, because a loss depends on the number of negatives. Without dropout. Undefined where the world has no such
 * pairs, or fewer unseen ones than a batch.
 */
export function generalisationGap(context: EncoderContext): tf.Tensor | undefined {
  const {world} = context;
  if (!world.fixedViews) return undefined;
  const size = comparedPairs(context);
  const [seen, unseen] = (['seen', 'unseen'] as const).map((of) =>
    meanLoss(context, world.fixedViews!(context, of), size),
  );
  return seen && unseen && tf.sub(unseen, seen);
}

/** Undefined where there are fewer pairs than a batch has. */
function meanLoss(context: EncoderContext, views: InputViews, size: number): tf.Tensor | undefined {
  const {raw, representation} = embedAll(context, views.inputs, 'evaluate');
  const starts = startsOf(raw.shape[1]! / 2, size);
  if (starts.length === 0) return undefined;
  const known = knownOf(context, views);
  const losses = starts.map((from) => lossOfPairs(context, {raw, representation}, known, {from, count: size}));
  return tf.div(tf.addN(losses), losses.length);
}

/** Where batches of some pairs begin: evenly from the first to the last that fits, with every pair in about two of them. */
export function startsOf(pairs: number, size: number): number[] {
  if (pairs < size) return [];
  const count = pairs === size ? 1 : Math.min(BATCHES, Math.ceil((2 * pairs) / size));
  return Array.from({length: count}, (_, b) => Math.floor((b * (pairs - size)) / Math.max(1, count - 1)));
}

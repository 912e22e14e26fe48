import type {Tensor} from '@tensorflow/tfjs-core';
import type {Context} from '../../engine/program.ts';

/** Two views of each of N items, one tensor: row i and row N + i are a positive pair. */
export interface Views {
  /** On the unit sphere, [R, 2N, D]. */
  points: Tensor;
  /** The same before they are put on the sphere, [R, 2N, D]. */
  raw: Tensor;
  /**
   * What each point shows, int32 [R, 2N]: points with equal labels are never each other's negatives. Left out when no two
   * items of a batch are the same.
   */
  labels?: Tensor;
  /** How much each pair counts, [R, N], without gradient; left out where all count alike. For objectives that weigh pairs. */
  weights?: Tensor;
  /** The class of each point, int32 [R, 2N]; for objectives that need classes. */
  classes?: Tensor;
  /** 1 for views of targets and 0 for those of background, float32 [R, 2N]; for objectives that tell them apart. */
  salient?: Tensor;
  /** What the predictor makes of each point, on the unit sphere, [R, 2N, D]; for objectives that need one. */
  predicted?: Tensor;
  /** Points of each view from the exponential moving average (EMA) of the encoder, without gradient, [R, 2N, D]. */
  targets?: Tensor;
  /** Negatives of the pairs, one for each, on the unit sphere, [R, N, D]; for objectives of triples. */
  third?: Tensor;
  /** The directions of the classifier, not of length 1, [R, C, D]; for objectives that train one. */
  classifier?: Tensor;
  /** log of the share of each class among what is trained on, [C]. */
  logShares?: Tensor;
  /** Earlier targets of each class, without gradient. */
  classQueue?: {
    /** [R, Q, D] */
    keys: Tensor;
    /** The class of each key, int32 [Q], and the log of how many keys its class has, [1, Q]. */
    classes: Tensor;
    logSizes: Tensor;
  };
  /** Earlier targets, without gradient, [R, Q, D]. */
  queue?: Tensor;
}

/**
 * An objective. Hot parameters are read from the context under `objective.`; the others are in `settings`, which is the
 * objective's part of the spec.
 */
export interface ContrastiveObjective<S = unknown> {
  /** The loss of each replica, [R]. */
  loss(context: Pick<Context, 'hot' | 'fromHot'>, views: Views, settings: S): Tensor;
  /**
   * Among how many candidates the positive of an anchor must be found in a batch of n pairs, when the loss is the
   * cross-entropy of that search: then log(candidates) - loss is a lower bound on the mutual information of two views.
   */
  candidates?(n: number, settings: S): number;
}

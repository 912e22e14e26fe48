import type {Tensor} from '@tensorflow/tfjs-core';
import type {Context} from '../../engine/program.ts';

/** Two views of each of N items, on the unit sphere. Row i of `a` and row i of `b` are a positive pair. */
export interface Views {
  /** [R, N, D] */
  a: Tensor;
  /** [R, N, D] */
  b: Tensor;
  /**
   * What each item is, int32 [R, N]: items with equal labels are never each other's negatives. Left out when no label
   * occurs twice in a batch.
   */
  labels?: Tensor;
}

/** The loss of each replica, [R]. Hot parameters are read from the context under `objective.`. */
export type ContrastiveObjective = (context: Pick<Context, 'hot'>, views: Views, form: string) => Tensor;

import type {Tensor} from '@tensorflow/tfjs-core';
import type {Context} from '../../engine/program.ts';

/** Two views of each of N items, on the unit sphere, one tensor: row i and row N + i are a positive pair. */
export interface Views {
  /** [R, 2N, D] */
  points: Tensor;
  /**
   * What each point shows, int32 [R, 2N]: points with equal labels are never each other's negatives. Left out when no two
   * items of a batch are the same.
   */
  labels?: Tensor;
}

/** The loss of each replica, [R]. Hot parameters are read from the context under `objective.`. */
export type ContrastiveObjective = (context: Pick<Context, 'hot' | 'fromHot'>, views: Views, form: string) => Tensor;

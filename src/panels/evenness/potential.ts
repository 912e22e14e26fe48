/** The Gaussian potential of points on a sphere: the kernel of the uniformity loss. Pure. */
import {T, uniformityOfSphere} from '../../metrics/uniformity/ofSphere.ts';
import {shuffledRows} from '../hypersphere/hash.ts';
import {remembered} from '../remembered.ts';

/** exp(-t |x - y|^2) of unit vectors with cosine c: |x - y|^2 = 2 - 2 c. */
export const potentialAt = (cosine: number): number => Math.exp(-2 * T * (1 - cosine));

export interface Rows {
  count: number;
  dimension: number;
  /** Unit vectors [count, dimension]. */
  data: ArrayLike<number>;
}

/** Points of which the uniformity is computed. */
const MOST = 500;

const shuffled = remembered(shuffledRows, (count) => [count]);

/** Rows in an order that has nothing to do with their classes: the first of them are a fair sample. */
export const sampleOf = (count: number, most: number): Uint32Array => shuffled(count).subarray(0, most);

/** log mean_{i != j} exp(-t |x_i - x_j|^2): the metric `uniformity`, of all points or a sample of them. */
export function uniformityOf({count, dimension, data}: Rows, most = MOST): number {
  const rows = sampleOf(count, most);
  let sum = 0;
  for (let i = 1; i < rows.length; i++) {
    for (let j = 0; j < i; j++) {
      let cosine = 0;
      for (let d = 0, a = rows[i] * dimension, b = rows[j] * dimension; d < dimension; d++) {
        cosine += data[a + d] * data[b + d];
      }
      sum += potentialAt(cosine);
    }
  }
  return Math.log(sum / ((rows.length * (rows.length - 1)) / 2));
}

/**
 * The same of `count` points that fill the sphere evenly. Their mean potential at a place, themselves counted, is that of
 * the whole sphere, I; without each point's potential of 1 at its own place, (n I - 1) / (n - 1) is left.
 */
export function uniformityWhenEven(count: number, dimension: number): number {
  const whole = Math.exp(uniformityOfSphere(dimension));
  return Math.log(Math.max(whole * count - 1, 0) / (count - 1));
}

/** The mean potential at any place of a sphere that is filled evenly. */
export const evenPotential = (dimension: number): number => Math.exp(uniformityOfSphere(dimension));

/** Separation of the positives and the negatives of a batch. */
import {bisectLeft, bisectRight, mean, median, variance} from 'd3-array';
import type {SimilarityFrame} from '../data.ts';

/** A density over [-1, 1] at evenly spaced places, the ends among them; its integral is 1. */
export type Density = Float64Array;

export interface Separation {
  tick: number;
  anchors: number;
  /** Cosines, ascending. */
  positives: Float32Array;
  negatives: Float32Array;
  means: {positives: number; negatives: number};
  medianPositive: number;
  /** The share of negatives that are at least as similar as the median positive. */
  nearer: number;
  /** The probability that a positive is more similar than a negative; ties count half. */
  auc: number;
  /** Distance between the means in standard deviations; undefined when neither kind varies. */
  dPrime: number | undefined;
  densities: {positives: Density; negatives: Density};
}

/** Places at which densities are known. */
export const PLACES = 257;
/**
 * The standard deviation of the kernel depends on how many values there are alone: the shape changes only when they do.
 */
const bandwidthOf = (count: number): number => Math.max(0.03, 0.12 * count ** -0.2);

export const placeAt = (i: number): number => (2 * i) / (PLACES - 1) - 1;

/** All positives and all negatives of a frame; undefined without negatives. */
export function separationOf({tick, anchors}: SimilarityFrame): Separation | undefined {
  const positives = Float32Array.from(anchors, ({positive}) => positive).sort();
  const negatives = new Float32Array(anchors.reduce((sum, {negatives}) => sum + negatives.length, 0));
  if (negatives.length === 0) return undefined;
  let next = 0;
  for (const one of anchors) {
    negatives.set(one.negatives, next);
    next += one.negatives.length;
  }
  negatives.sort();
  const medianPositive = median(positives)!;
  return {
    tick,
    anchors: anchors.length,
    positives,
    negatives,
    means: {positives: mean(positives)!, negatives: mean(negatives)!},
    medianPositive,
    nearer: shareAbove(negatives, medianPositive),
    auc: areaUnderCurve(positives, negatives),
    dPrime: dPrimeOf(positives, negatives),
    densities: {positives: densityOf(positives), negatives: densityOf(negatives)},
  };
}

/** The share of ascending values that are at least `from`. */
export const shareAbove = (values: Float32Array, from: number): number => 1 - bisectLeft(values, from) / values.length;

/**
 * The area under the receiver operating characteristic is the probability P(s+ > s-) + P(s+ = s-) / 2 (Mann and
 * Whitney). Both lists ascend.
 */
export function areaUnderCurve(positives: Float32Array, negatives: Float32Array): number {
  let won = 0;
  for (const s of positives) won += (bisectLeft(negatives, s) + bisectRight(negatives, s)) / 2;
  return won / (positives.length * negatives.length);
}

/** d' = (mean+ - mean-) / sqrt((variance+ + variance-) / 2). */
function dPrimeOf(positives: Float32Array, negatives: Float32Array): number | undefined {
  const spread = Math.sqrt(((variance(positives) ?? 0) + (variance(negatives) ?? 0)) / 2);
  return spread > 0 ? (mean(positives)! - mean(negatives)!) / spread : undefined;
}

/** A Gaussian kernel density, mirrored at both ends, over which no cosine can be. */
export function densityOf(values: Float32Array): Density {
  const step = 2 / (PLACES - 1);
  const counts = new Float64Array(PLACES);
  for (const value of values) {
    const at = (Math.min(1, Math.max(-1, value)) + 1) / step;
    const left = Math.min(PLACES - 2, Math.floor(at));
    counts[left] += left + 1 - at;
    counts[left + 1] += at - left;
  }
  // At an end half of a place's stretch lies outside.
  counts[0] *= 2;
  counts[PLACES - 1] *= 2;
  const bandwidth = bandwidthOf(values.length);
  const reach = Math.ceil((4 * bandwidth) / step);
  const kernel = Float64Array.from({length: 2 * reach + 1}, (_, k) =>
    Math.exp(-0.5 * (((k - reach) * step) / bandwidth) ** 2),
  );
  const scale = 1 / (values.length * step * kernel.reduce((a, b) => a + b, 0));
  return counts.map((_, i) => {
    let sum = 0;
    for (let k = -reach; k <= reach; k++) sum += kernel[k + reach] * counts[mirrored(i + k)];
    return sum * scale;
  });
}

const mirrored = (i: number) => (i < 0 ? -i : i >= PLACES ? 2 * (PLACES - 1) - i : i);

const known = new WeakMap<SimilarityFrame, {separation: Separation | undefined}>();

/** The same, computed once for each frame: the sentence, the drawing and the table all use it. */
export function readSeparation(frame: SimilarityFrame | undefined): Separation | undefined {
  if (!frame) return undefined;
  const found = known.get(frame) ?? {separation: separationOf(frame)};
  known.set(frame, found);
  return found.separation;
}

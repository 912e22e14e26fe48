/** The negatives of a batch, from a frame of similarities. */
import type {SimilarityFrame} from '../data.ts';

/** Bins over [-1, 1]; with 41 of them, one is centred on 0. */
export const BINS = 41;

export const binOf = (similarity: number): number =>
  Math.min(BINS - 1, Math.max(0, Math.floor(((similarity + 1) / 2) * BINS)));

export const binCentre = (bin: number): number => (2 * bin + 1) / BINS - 1;

/** The negatives of a frame. */
export interface Negatives {
  anchors: number;
  /** Negatives of each anchor. */
  count: number;
  /** Cosines [anchors, count]. */
  values: Float32Array;
  /** The greatest cosine of each anchor's negatives. */
  hardest: Float64Array;
  /** The greatest of all. */
  greatest: number;
  /** The bin of each value. */
  bins: Uint8Array;
  histogram: Uint32Array;
  positives: Uint32Array;
}

/** Splits a frame [anchors, candidates]: candidate i is the positive of anchor i, all others are its negatives. */
export function negativesOf({anchors, candidates, data}: SimilarityFrame): Negatives {
  const count = candidates - 1;
  const values = new Float32Array(anchors * count);
  const bins = new Uint8Array(anchors * count);
  const hardest = new Float64Array(anchors).fill(-1);
  const histogram = new Uint32Array(BINS);
  const positives = new Uint32Array(BINS);
  let next = 0;
  for (let i = 0; i < anchors; i++) {
    for (let j = 0; j < candidates; j++) {
      const similarity = data[i * candidates + j];
      const bin = binOf(similarity);
      if (i === j) {
        positives[bin]++;
        continue;
      }
      if (similarity > hardest[i]) hardest[i] = similarity;
      histogram[bin]++;
      bins[next] = bin;
      values[next++] = similarity;
    }
  }
  return {anchors, count, values, hardest, greatest: Math.max(...hardest), bins, histogram, positives};
}

/** The distribution of a batch's push over its negatives. */
export interface Push {
  /** The effective number of negatives, a mean over anchors. */
  effective: number;
  /** The share of the push that falls on the negatives of each bin, a mean over anchors; sums to 1. */
  shares: Float64Array;
}

/**
 * The softmax of each anchor's negatives at a temperature,
 *
 *     p_ij = exp(s_ij / tau) / sum_k exp(s_ik / tau)
 *
 * is the share of the push that negative j gets (Wang and Liu, "Understanding the behaviour of contrastive loss", 2021,
 * eq. 5). Its effective number is exp(-sum_j p_ij log p_ij): all of the negatives when they are pushed alike, 1 when a
 * single one gets everything. The greatest similarity is subtracted, so that no exponential overflows:
 *
 *     H = log Z - sum_j p_j z_j        with z_j = (s_j - max s) / tau,  Z = sum_j exp(z_j)
 */
export function pushOf({anchors, count, values, hardest, bins}: Negatives, temperature: number): Push {
  const shares = new Float64Array(BINS);
  const weights = new Float64Array(count);
  let effective = 0;
  for (let i = 0; i < anchors; i++) {
    const row = i * count;
    let total = 0;
    let weighted = 0;
    for (let j = 0; j < count; j++) {
      const z = (values[row + j] - hardest[i]) / temperature;
      const weight = Math.exp(z);
      weights[j] = weight;
      total += weight;
      weighted += weight * z;
    }
    effective += Math.exp(Math.log(total) - weighted / total);
    const scale = 1 / (total * anchors);
    for (let j = 0; j < count; j++) shares[bins[row + j]] += weights[j] * scale;
  }
  return {effective: effective / anchors, shares};
}

const known = new WeakMap<SimilarityFrame, Negatives>();

/** The negatives of a frame, computed once. */
export function readNegatives(frame: SimilarityFrame): Negatives {
  let negatives = known.get(frame);
  if (!negatives) {
    negatives = negativesOf(frame);
    known.set(frame, negatives);
  }
  return negatives;
}

const pushes = new WeakMap<SimilarityFrame, {temperature: number; push: Push}>();

/** The push of a frame at a temperature, computed once for the present one: the sentence and the drawing both ask. */
export function readPush(frame: SimilarityFrame, temperature: number): Push {
  const last = pushes.get(frame);
  if (last?.temperature === temperature) return last.push;
  const push = pushOf(readNegatives(frame), temperature);
  pushes.set(frame, {temperature, push});
  return push;
}

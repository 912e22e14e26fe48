/** The negatives of a batch, from a frame of similarities. */
import {type Law, type Row, sharesOf} from '../../objectives/contrastive/law.spec.ts';
import type {SimilarityFrame} from '../data.ts';

/** Bins over [-1, 1]; with 41 of them, one is centred on 0. */
export const BINS = 41;

export const binOf = (similarity: number): number =>
  Math.min(BINS - 1, Math.max(0, Math.floor(((similarity + 1) / 2) * BINS)));

export const binCentre = (bin: number): number => (2 * bin + 1) / BINS - 1;

/** The negatives of a frame. */
export interface Negatives {
  /** Of each anchor. */
  rows: readonly Row[];
  /** Negatives of an anchor, a mean. */
  count: number;
  least: number;
  greatest: number;
  histogram: Uint32Array;
  positives: Uint32Array;
}

export function negativesOf({anchors}: SimilarityFrame): Negatives {
  const histogram = new Uint32Array(BINS);
  const positives = new Uint32Array(BINS);
  let [least, greatest, all] = [1, -1, 0];
  for (const {positive, negatives} of anchors) {
    positives[binOf(positive)]++;
    all += negatives.length;
    for (const similarity of negatives) {
      histogram[binOf(similarity)]++;
      if (similarity < least) least = similarity;
      if (similarity > greatest) greatest = similarity;
    }
  }
  return {rows: anchors, count: all / anchors.length, least, greatest: Math.min(1, greatest), histogram, positives};
}

/** The distribution of a batch's push over its negatives. */
export interface Push {
  /** The effective number of negatives, a mean over the anchors that push any; NaN where none does. */
  effective: number;
  /** Anchors that push nothing. */
  idle: number;
  /** The part of what is done to negatives that pulls them, 0 to 1. */
  pulled: number;
  /** The share of the push that falls on the negatives of each bin, a mean over anchors; below 0 where they are pulled. */
  shares: Float64Array;
}

/**
 * With w_ij the slope of the loss of anchor i with respect to its similarity to negative j,
 *
 *     p_ij = |w_ij| / sum_k |w_ik|
 *
 * is the share that negative j gets. Its effective number is exp(-sum_j p_ij log p_ij): all of the negatives when they are
 * pushed alike, 1 when a single one gets everything. For a softmax w_ij = exp(s_ij / tau) (Wang and Liu, "Understanding the
 * behaviour of contrastive loss", 2021, eq. 5).
 */
export function pushOf({rows}: Pick<Negatives, 'rows'>, law: Law): Push {
  const shares = new Float64Array(BINS);
  let [effective, pushing, pulled] = [0, 0, 0];
  for (const row of rows) {
    const own = sharesOf(law, row);
    let [entropy, total] = [0, 0];
    for (let j = 0; j < own.length; j++) {
      const size = Math.abs(own[j]);
      if (size === 0) continue;
      entropy -= size * Math.log(size);
      total += size;
      if (own[j] < 0) pulled += size;
      shares[binOf(row.negatives[j])] += own[j];
    }
    if (total === 0) continue;
    pushing++;
    effective += Math.exp(entropy);
  }
  const scale = 1 / Math.max(1, pushing);
  return {
    effective: pushing > 0 ? effective / pushing : Number.NaN,
    idle: rows.length - pushing,
    pulled: pulled * scale,
    shares: shares.map((share) => share * scale),
  };
}

/** The push on a negative as a function of its similarity, in shares of what each anchor does: a mean over anchors. */
export function profileOf(rows: readonly Row[], law: Law): (similarity: number) => number {
  const pushes = rows.flatMap((row) => {
    const push = law.pushes(row);
    let total = 0;
    for (let j = 0; j < row.negatives.length; j++) total += Math.abs(push(row.negatives[j]));
    return total > 0 ? [{push, total}] : [];
  });
  return (similarity) => {
    let sum = 0;
    for (const {push, total} of pushes) sum += push(similarity) / total;
    return pushes.length > 0 ? sum / pushes.length : 0;
  };
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

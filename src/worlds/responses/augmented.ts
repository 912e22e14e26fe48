/**
 * Perturbed copies of answers, as further data to learn from. Of several copies of an answer those are kept that are corners of the
 * convex hull of all of them, on their two principal axes: ConvexDA of "The Trickle-down Impact of Reward (In-)consistency on RLHF",
 * released code. There copies are misspelt and embedded by a trained encoder; here words become illegible, and a copy is the counts
 * of its words.
 */
import {polygonHull} from 'd3-polygon';
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {symmetricEigen} from '../shared/symmetricEigen.ts';
import {productOf, type WordCounts, wordCounts} from '../shared/wordCounts.ts';
import {reworded} from './rewording.ts';

interface Augmenting {
  augmentation: 'none' | 'hull' | 'random';
  copies: number;
  drawing: number;
}

interface Said {
  item: number;
  tokens: readonly number[];
}

/** A pair once more, with other words in one of its answers. */
export interface Copy {
  /** Of the pair. */
  place: number;
  /** Of the answer in the pair: 0 or 1. */
  side: number;
  shown: readonly number[];
}

/** Copies of one answer of each pair, answers in the order of pairs. Which of the two it is says nothing about the choice. */
export function copiesOf(answers: readonly Said[], spec: Augmenting): Copy[] {
  return Array.from({length: answers.length / 2}, (_, place) => {
    const {item} = answers[2 * place];
    const [u, ...draws] = uniforms(deriveKey(spec.drawing, 'world/augmentation', item), 1 + spec.copies);
    const side = u < 0.5 ? 0 : 1;
    const {tokens, item: copied} = answers[2 * place + side];
    const all = Array.from({length: spec.copies}, (_, k) =>
      reworded('illegible', tokens, spec.drawing, copied + (k + 1) * ITEMS),
    );
    return kept(all, draws, spec).map((k) => ({place, side, shown: all[k]}));
  }).flat();
}

/** More than there are items in a drawing. */
const ITEMS = 1 << 24;

/** Places of the copies that are kept, in order: as many at random as are corners, or the corners. */
function kept(copies: readonly (readonly number[])[], draws: readonly number[], {augmentation}: Augmenting): number[] {
  const corners = hullOf(copies);
  if (augmentation === 'hull') return corners;
  return copies
    .map((_, k) => k)
    .sort((i, j) => draws[i] - draws[j])
    .slice(0, corners.length)
    .sort((i, j) => i - j);
}

/** Places of the texts that are corners of the convex hull of all on their two principal axes, in order; one of texts that are equal. */
export function hullOf(texts: readonly (readonly number[])[]): number[] {
  const points = principalPlaces(texts.map(wordCounts));
  const corners = new Set<unknown>(polygonHull(points) ?? points);
  return points.flatMap((point, i) => (corners.has(point) ? [i] : []));
}

/** Below this share of the larger variance the other one is rounding. */
const FLAT = 1e-9;

/** Where vectors lie on the two axes along which they vary most: eigenvectors of their centred products, in double precision. */
function principalPlaces(vectors: readonly WordCounts[]): [number, number][] {
  const n = vectors.length;
  const products = vectors.map((a) => vectors.map((b) => productOf(a, b)));
  const means = products.map((row) => row.reduce((sum, x) => sum + x, 0) / n);
  const mean = means.reduce((sum, x) => sum + x, 0) / n;
  const centred = products.flatMap((row, i) => row.map((x, j) => x - means[i] - means[j] + mean));
  const {values, vectors: axes} = symmetricEigen(centred, n);
  const scales = [0, 1].map((k) => (values[k] > FLAT * Math.max(1, values[0]) ? Math.sqrt(values[k]) : 0));
  return vectors.map((_, i) => [scales[0] * axes[i], scales[1] * axes[n + i]]);
}

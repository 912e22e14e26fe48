/** The cosines between the first and the second views of a batch, and the order in which they are shown. */
import {type Law, type Negatives, sharesOf} from '../../objectives/contrastive/law.spec.ts';
import type {BatchFrame, PointSet} from '../data.ts';

/** By class: things of one class together. As drawn: in the order of the batch. */
export type Sorting = 'class' | 'batch';

/** The most pairs that are shown, the first of the batch: more would be finer than a pixel. */
const MOST = 128;

export interface Matrix {
  frame: BatchFrame;
  /** Pairs shown. */
  size: number;
  /** The pair of the batch at each place. */
  order: Int32Array;
  /** The class of the pair at each place; undefined without classes. */
  groups: Uint8Array | undefined;
  /** Cosines [size, size]: the first view of a pair in a row, the second view of a pair in a column. */
  cosines: Float32Array;
}

/** Cosine of the first view of pair i and the second view of pair j. */
export function cosineOf({pairs, dimension, points}: BatchFrame, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < dimension; d++) sum += points[i * dimension + d] * points[(pairs + j) * dimension + d];
  return sum;
}

/** Pairs of the batch that are shown. */
export const shownOf = ({pairs}: BatchFrame): number => Math.min(MOST, pairs);

/** The class of each shown pair. */
export const groupsOf = (frame: BatchFrame, points: PointSet): Uint8Array =>
  Uint8Array.from({length: shownOf(frame)}, (_, pair) => points.groupOf[frame.rows[pair]]);

export function matrixOf(frame: BatchFrame, points: PointSet | undefined, sorting: Sorting): Matrix {
  const size = shownOf(frame);
  const {rows} = frame;
  const groups = points && groupsOf(frame, points);
  const order = Int32Array.from({length: size}, (_, i) => i);
  if (sorting === 'class' && groups) order.sort((a, b) => groups[a] - groups[b] || rows[a] - rows[b] || a - b);
  const cosines = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) cosines[i * size + j] = cosineOf(frame, order[i], order[j]);
  }
  return {frame, size, order, groups: groups && Uint8Array.from(order, (pair) => groups[pair]), cosines};
}

/** The ranges [from, to) of places of one class, if pairs are sorted by class. */
export function blocksOf(groups: Uint8Array): {group: number; from: number; to: number}[] {
  const blocks: {group: number; from: number; to: number}[] = [];
  groups.forEach((group, i) => {
    const last = blocks.at(-1);
    if (last?.group === group) last.to = i + 1;
    else blocks.push({group, from: i, to: i + 1});
  });
  return blocks;
}

/** The share of the shown negatives that are of their anchor's own class. */
export function falseNegatives(groups: Uint8Array): number {
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  const pairs = [...counts.values()].reduce((sum, n) => sum + n * (n - 1), 0);
  return pairs / (groups.length * (groups.length - 1));
}

/** How an objective weighs negatives, and which points these are. */
export interface Compared {
  law: Law;
  negatives: Negatives;
}

/**
 * The share of the push of pair i's first view that falls on the second view of pair j under a law, over all negatives in
 * the batch, shown or not. Views of one thing are not negatives of each other and get 0. Undefined where the law compares
 * with other points than these, or the frame does not tell which.
 */
export function shareOfPush(frame: BatchFrame, i: number, j: number, {law, negatives}: Compared): number | undefined {
  if (negatives !== 'facing' && negatives !== 'all') return undefined;
  const {pairs, labels} = frame;
  const views = Array.from({length: 2 * pairs}, (_, view) => view).filter(
    (view) => labels[view] !== labels[i] && (negatives === 'all' || view >= pairs),
  );
  const row = {positive: cosineOf(frame, i, i), negatives: views.map((view) => cosineOf(frame, i, view - pairs))};
  return sharesOf(law, row)[views.indexOf(pairs + j)] ?? 0;
}

/** The place of the most similar negative of the anchor at a place. */
export function hardest({size, cosines}: Matrix, place: number): number {
  let best = -1;
  for (let j = 0; j < size; j++) {
    if (j !== place && (best < 0 || cosines[place * size + j] > cosines[place * size + best])) best = j;
  }
  return best;
}

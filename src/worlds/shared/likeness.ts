/** Batches of things that are alike: clusters of equal size, found once from the similarity of inputs. */

import * as tf from '@tensorflow/tfjs-core';
import type {Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {permuted, uniform} from '../../kernels/random.ts';
import {dataSlot, type WorldContext} from '../world.ts';

interface Likeness {
  /** How many things are a cluster. */
  size: number;
  /** How many of the things most like a thing are no neighbours of it: they may mean the same. */
  skipped: number;
  /** How many things after these are its neighbours. */
  neighbours: number;
}

/** How many of the things most like one, after those that are skipped, are its neighbours. */
const NEIGHBOURS = 30;

/** Batches of whole clusters of things, in random order; the last is cut where the batch is full. */
export class AlikeBatches {
  /** All things that are in a cluster, cluster after cluster. */
  readonly things: Int32Array;
  readonly slots: Slots;
  readonly #size: number;
  readonly #numbers: Int32Array;

  /** `similarity` is of the things of `among`. */
  constructor(
    similarity: Float32Array,
    among: readonly number[],
    {cluster, skipped}: {cluster: number; skipped: number},
  ) {
    this.things = clustersOf(similarity, {size: cluster, skipped, neighbours: NEIGHBOURS}).map((i) => among[i]);
    this.#size = cluster;
    this.#numbers = Int32Array.from({length: this.things.length / cluster}, (_, i) => i);
    this.slots = {
      'world/clusters': dataSlot([this.#numbers.length, cluster], this.things),
      'world/clusterNumbers': dataSlot([this.#numbers.length], this.#numbers),
    };
  }

  /** int32 [R, count] */
  draw(context: WorldContext, count: number): tf.Tensor {
    const table = {tensor: context.get('world/clusterNumbers'), rows: this.#numbers};
    const clusters = Math.ceil(count / this.#size);
    const chosen = permuted(context.key('batch/clusters'), this.#numbers.length, clusters, table);
    const all = tf.reshape(gatherRows(context.get('world/clusters'), chosen), [-1, clusters * this.#size]);
    return tf.slice(all, [0, 0], [-1, count]);
  }

  /**
   * The same with a picture of each thing in one style, then one in the same or, `across`, in another style: int32 [R, 2 count].
   * Picture s `things` + c shows thing c in style s.
   */
  pictures(
    context: WorldContext,
    things: tf.Tensor,
    {styles, of, across}: {styles: number; of: number; across: boolean},
  ): tf.Tensor {
    const draws = uniform(context.key('batch/styles'), [things.shape[1]!, 2]);
    const [u, v] = tf.split(draws, 2, 2).map((draw) => tf.squeeze(draw, [2]));
    const first = tf.floor(tf.mul(u, styles));
    const further = tf.add(first, tf.add(tf.floor(tf.mul(v, styles - 1)), 1));
    const second = across ? tf.sub(further, tf.mul(tf.step(tf.sub(further, styles - 0.5)), styles)) : first;
    return tf.concat(
      [first, second].map((style) => tf.add(tf.mul(tf.cast(style, 'int32'), tf.scalar(of, 'int32')), things)),
      1,
    );
  }
}

/** Cosines of rows [T, d], [T x T], row by row. */
export function cosinesOfRows(rows: Float32Array, dimension: number): Float32Array {
  const count = rows.length / dimension;
  const out = new Float32Array(count * count);
  const lengths = Float64Array.from({length: count}, (_, i) =>
    Math.hypot(...rows.subarray(i * dimension, (i + 1) * dimension)),
  );
  for (let i = 0; i < count; i++) {
    const row = rows.subarray(i * dimension, (i + 1) * dimension);
    for (let j = 0, at = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < dimension; k++) sum += row[k] * rows[at++];
      out[i * count + j] = out[j * count + i] = sum / Math.max(1e-12, lengths[i] * lengths[j]);
    }
  }
  return out;
}

/** Cosine of the sets of words of texts: |A and B| / sqrt(|A| |B|), [T x T], row by row. */
export function cosinesOfWords(texts: readonly (readonly string[])[]): Float32Array {
  const count = texts.length;
  const textsWith = new Map<string, number[]>();
  for (const [i, words] of texts.entries()) {
    for (const word of new Set(words)) {
      const of = textsWith.get(word);
      if (of) of.push(i);
      else textsWith.set(word, [i]);
    }
  }
  const out = new Float32Array(count * count);
  for (const of of textsWith.values()) for (const i of of) for (const j of of) out[i * count + j]++;
  const sizes = texts.map((words) => Math.max(1, new Set(words).size));
  for (let at = 0; at < out.length; at++) out[at] /= Math.sqrt(sizes[Math.floor(at / count)] * sizes[at % count]);
  return out;
}

/**
 * Partition of T things into clusters of equal size whose things are neighbours: Thirukovalluru et al., "Breaking the batch barrier
 * (B3) of contrastive learning via smart batch mining" (2025), with a greedy partition in place of METIS. Every thing is linked to those
 * at ranks `skipped` + 1 ... `skipped` + `neighbours` of its similarities. A cluster begins with the thing that has the fewest links to
 * things that are left, and takes the one with the most links to it again and again; where none has any, the one that is most like the
 * cluster. Returns clusters one after another; the last T mod `size` things are in none.
 */
export function clustersOf(similarity: Float32Array, {size, skipped, neighbours}: Likeness): Int32Array {
  const count = Math.sqrt(similarity.length);
  const linked = linksOf(similarity, count, skipped, neighbours);
  const left = new Set(linked.keys());
  /** Of each thing, how many links lead to things that are left. */
  const open = linked.map((of) => of.length);
  const out: number[] = [];
  while (left.size >= size) {
    const first = best(left, (i) => -open[i]);
    const links = new Uint32Array(count);
    const likeness = new Float64Array(count);
    let next = first;
    for (let taken = 1; ; taken++) {
      out.push(next);
      left.delete(next);
      for (const j of linked[next]) open[j]--;
      if (taken === size) break;
      for (const j of linked[next]) links[j]++;
      for (const j of left) likeness[j] += similarity[next * count + j];
      // Links first; what is most alike decides between things with as many, and it is below `size`.
      next = best(left, (j) => links[j] * size + likeness[j] * 0.999);
    }
  }
  return Int32Array.from(out);
}

/** The things that each is linked with, in either direction. */
function linksOf(similarity: Float32Array, count: number, skipped: number, neighbours: number): number[][] {
  const linked = Array.from({length: count}, () => new Set<number>());
  for (let i = 0; i < count; i++) {
    const ranked = ranking(similarity.subarray(i * count, (i + 1) * count), i);
    for (const j of ranked.slice(skipped, skipped + neighbours)) {
      linked[i].add(j);
      linked[j].add(i);
    }
  }
  return linked.map((of) => [...of]);
}

const FIRST_OF = 2 ** 20;

/** Places of values other than at `without`, from the largest value to the least; the first of several that are equal. */
function ranking(values: Float32Array, without: number): number[] {
  // Sorting numbers takes a tenth of the time of sorting by a function: each is a value, as an integer, and its place.
  const keys = new Float64Array(values.length);
  const value = new Float32Array(1);
  const bits = new Int32Array(value.buffer);
  for (let j = 0; j < values.length; j++) {
    // One zero, not two.
    value[0] = -values[j] + 0;
    const rising = bits[0] < 0 ? -(bits[0] & 0x7fffffff) : bits[0];
    keys[j] = rising * FIRST_OF + j;
  }
  const places = Array.from(keys.sort(), (key) => key - Math.floor(key / FIRST_OF) * FIRST_OF);
  return places.filter((j) => j !== without);
}

/** The one with the highest value; the first of several. */
function best(among: ReadonlySet<number>, value: (i: number) => number): number {
  let [found, highest] = [-1, Number.NEGATIVE_INFINITY];
  for (const i of among) {
    const of = value(i);
    if (of > highest) [found, highest] = [i, of];
  }
  return found;
}

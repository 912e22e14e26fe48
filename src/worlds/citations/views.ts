/** Documents on a map of subjects, with words and citations; triples of documents for training. */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, type Key, permutation, uniforms} from '../../engine/keys.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {permuted, uniform} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {VectorsWorld} from '../shared/vectors.ts';
import {dataSlot, type InputViews, type World, type WorldContext} from '../world.ts';
import {type Graph, spectralEmbedding} from './graph.ts';
import type {citations} from './index.spec.ts';

export type CitationsSpec = PartValue<typeof citations>;

/** The map is a square whose opposite sides are joined; regions are the classes. */
const REGIONS = 3;
/** How many words there are, how far from a document its words come from, and how many say nothing. */
const VOCABULARY = 120;
const WORDS_WITHIN = 0.1;
const IDLE_WORDS = 0.3;
/** How many documents one cites, and how far away they are but for stray ones. */
const CITED = 6;
const CITED_WITHIN = 0.08;
/** How far relevance reaches. */
const RELEVANT_WITHIN = 0.08;
const UNSEEN_EVERY = 5;
/** Of the embedding of the graph. */
const DIMENSION = 16;
/** How many ranks a shell has, and how many entries the list of a query: shorter lists are repeated. */
const SHELL = 5;
const LIST = 20;

export function openCitations(spec: CitationsSpec): World {
  const {points, drawing, words} = spec;
  const key = (use: string) => deriveKey(drawing, `world/citations/${use}`);
  const map = new Places(uniforms(key('places'), 2 * points));
  const all = Array.from({length: points}, (_, i) => i);
  const isUnseen = (i: number) => i % UNSEEN_EVERY === 0;
  const [unseen, seen] = [all.filter(isUnseen), all.filter((i) => !isUnseen(i))];
  const region = (i: number) => REGIONS * Math.floor(map.at(i)[0] * REGIONS) + Math.floor(map.at(i)[1] * REGIONS);
  const world = new VectorsWorld(
    {
      ...{values: wordCounts(map, points, words, key), size: VOCABULARY, isUnseen},
      groups: Array.from({length: REGIONS ** 2}, (_, c) => `Region ${c + 1}`),
      groupOf: all.map(region),
    },
    () => {
      throw new Error('Documents are shown in triples.');
    },
  );
  const {queries, positives, negatives} = triplesOf(spec, graphOf(spec, map, seen));
  const table = (name: string, values: number[][]) => ({
    [name]: dataSlot([values.length * values[0].length], Int32Array.from(values.flat())),
  });
  const relevance = Float32Array.from({length: unseen.length * seen.length}, (_, at) =>
    map.nearness(unseen[Math.floor(at / seen.length)], seen[at % seen.length], RELEVANT_WITHIN),
  );
  const rows = new Triples({queries, train: Int32Array.from(seen), unseen: unseenTriples(map, unseen, seen)});
  return Object.assign(world, {
    items: queries.length,
    fixedViews: undefined,
    batch: (context: WorldContext, size: number) => rows.batch(context, size),
    unseenViews: (context: WorldContext) => rows.unseenViews(context),
    retrieval: {
      queries: {tower: 0, rows: 'world/unseen'},
      documents: {tower: 0, rows: 'world/train'},
      relevance,
    },
    slots: {
      ...world.slots,
      'world/queryNumbers': dataSlot(
        [queries.length],
        Int32Array.from(queries, (_, k) => k),
      ),
      ...table('world/queries', [queries]),
      ...table('world/positives', positives),
      ...table('world/negatives', negatives),
      ...table('world/unseenTriples', rows.unseen),
    },
  });
}

/** Documents on the map. */
class Places {
  constructor(readonly values: ArrayLike<number>) {}

  at(i: number): [number, number] {
    return [this.values[2 * i], this.values[2 * i + 1]];
  }

  /** exp(-d^2 / (2 reach^2)) of two documents. */
  nearness = (i: number, j: number, reach: number) => near(this.at(i), this.at(j), reach);
}

/** exp(-d^2 / (2 reach^2)) on the square whose opposite sides are joined. */
function near(a: readonly number[], b: readonly number[], reach: number): number {
  const square = a.reduce((sum, value, k) => {
    const apart = Math.abs(value - b[k]);
    return sum + Math.min(apart, 1 - apart) ** 2;
  }, 0);
  return Math.exp(-square / (2 * reach * reach));
}

/** An index with a probability in proportion to its weight, for u in [0, 1). */
function drawn(weights: ArrayLike<number>, total: number, u: number): number {
  let left = u * total;
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return weights.length - 1;
}

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

/** Counts of words, scaled to a mean square of 1: near words are likely, and some are drawn from all. */
function wordCounts(map: Places, points: number, words: number, key: (use: string) => Key): Float32Array {
  const places = new Places(uniforms(key('words'), 2 * VOCABULARY));
  const draws = uniforms(key('texts'), 2 * points * words);
  const out = new Float32Array(points * VOCABULARY);
  for (let i = 0; i < points; i++) {
    const weights = Float64Array.from({length: VOCABULARY}, (_, w) => near(map.at(i), places.at(w), WORDS_WITHIN));
    const total = sumOf(weights);
    for (let k = 0; k < words; k++) {
      const [u, v] = [draws[2 * (i * words + k)], draws[2 * (i * words + k) + 1]];
      const word = u < IDLE_WORDS ? Math.floor(v * VOCABULARY) : drawn(weights, total, v);
      out[i * VOCABULARY + word]++;
    }
    const row = out.subarray(i * VOCABULARY, (i + 1) * VOCABULARY);
    const scale = Math.sqrt(VOCABULARY / row.reduce((sum, count) => sum + count * count, 0));
    for (let w = 0; w < VOCABULARY; w++) row[w] *= scale;
  }
  return out;
}

/** Known citations among documents that are seen, in both directions; numbers are places in `seen`. */
interface Citations extends Graph {
  seen: readonly number[];
  /** What each cites. */
  cited: readonly (readonly number[])[];
}

function graphOf({hidden, stray, drawing}: CitationsSpec, map: Places, seen: readonly number[]): Citations {
  const draws = uniforms(deriveKey(drawing, 'world/citations/graph'), 3 * CITED * seen.length);
  const cited = seen.map((row, i) => {
    const weights = Float64Array.from(seen, (other) => (other === row ? 0 : map.nearness(row, other, CITED_WITHIN)));
    const total = sumOf(weights);
    const found = new Set<number>();
    for (let k = 0; k < CITED; k++) {
      const [u, v, known] = [0, 1, 2].map((at) => draws[3 * (i * CITED + k) + at]);
      const one = u < stray ? Math.floor(v * seen.length) : drawn(weights, total, v);
      if (one !== i && known >= hidden) found.add(one);
    }
    return [...found];
  });
  const linked = seen.map(() => new Set<number>());
  for (const [i, of] of cited.entries()) {
    for (const j of of) {
      linked[i].add(j);
      linked[j].add(i);
    }
  }
  return {seen, cited, linked: linked.map((of) => [...of])};
}

/** For each document that can be a query, rows of documents that belong to it, and of hard negatives. */
function triplesOf({triples, positiveRank, negativeRank, drawing}: CitationsSpec, graph: Citations) {
  const {seen, cited, linked} = graph;
  const found: {query: number; positives: number[]; negatives: number[]}[] = [];
  const embedding =
    triples === 'shells'
      ? spectralEmbedding(graph, DIMENSION, deriveKey(drawing, 'world/citations/embedding'))
      : undefined;
  for (const i of seen.keys()) {
    if (embedding) {
      if (linked[i].length === 0) continue;
      const ranked = embedding.nearest(i);
      const shell = (last: number) => ranked.slice(Math.max(0, last - SHELL), last);
      found.push({query: i, positives: shell(positiveRank), negatives: shell(negativeRank)});
    } else {
      const own = new Set([i, ...cited[i]]);
      const further = [...new Set(cited[i].flatMap((j) => cited[j]))].filter((j) => !own.has(j));
      if (cited[i].length > 0 && further.length > 0)
        found.push({query: i, positives: [...cited[i]], negatives: further});
    }
  }
  const rows = (list: readonly number[]) => Array.from({length: LIST}, (_, k) => seen[list[k % list.length]]);
  return {
    queries: found.map(({query}) => seen[query]),
    positives: found.map(({positives}) => rows(positives)),
    negatives: found.map(({negatives}) => rows(negatives)),
  };
}

/** Of each unseen document itself, the seen one that is nearest on the map, and one at random. */
function unseenTriples(map: Places, unseen: readonly number[], seen: readonly number[]): number[][] {
  const order = permutation(deriveKey(0, 'world/citations/unseen'), seen.length);
  const nearest = unseen.map((row) =>
    seen.reduce((best, other) =>
      map.nearness(row, other, RELEVANT_WITHIN) > map.nearness(row, best, RELEVANT_WITHIN) ? other : best,
    ),
  );
  return [[...unseen], nearest, unseen.map((_, k) => seen[order(k % seen.length)])];
}

/** Draws triples. */
class Triples {
  readonly #numbers: Int32Array;
  readonly #train: Int32Array;
  readonly unseen: number[][];

  constructor({queries, train, unseen}: {queries: readonly number[]; train: Int32Array; unseen: number[][]}) {
    this.#numbers = Int32Array.from(queries, (_, k) => k);
    this.#train = train;
    this.unseen = unseen;
  }

  /** Queries once each, with a positive and a negative of their lists; or with any document as negative. */
  batch(context: WorldContext, size: number): InputViews {
    const {get} = context;
    const table = {tensor: get('world/queryNumbers'), rows: this.#numbers};
    const chosen = permuted(context.key('batch/queries'), this.#numbers.length, size, table);
    const draws = uniform(context.key('batch/lists'), [size, 4]);
    const [u, v, w, x] = tf.split(draws, 4, 2).map((draw) => tf.squeeze(draw, [2]));
    const whole = (value: tf.Tensor) => tf.cast(tf.floor(value), 'int32');
    const first = tf.mul(chosen, tf.scalar(LIST, 'int32'));
    const inList = (draw: tf.Tensor) => tf.add(first, whole(tf.mul(draw, LIST)));
    const positive = gatherRows(get('world/positives'), inList(u));
    const hard = gatherRows(get('world/negatives'), inList(v));
    const any = gatherRows(get('world/train'), whole(tf.mul(w, this.#train.length)));
    const isHard = tf.cast(
      tf.step(
        tf.sub(
          context.fromHot(['world.hard'], 1, (share) => [share]),
          x,
        ),
      ),
      'int32',
    );
    const negative = tf.add(any, tf.mul(isHard, tf.sub(hard, any)));
    return this.#shown(context, [gatherRows(get('world/queries'), chosen), positive, negative]);
  }

  unseenViews(context: WorldContext): InputViews {
    const rows = tf.split(tf.expandDims(context.get('world/unseenTriples'), 0), 3, 1);
    return this.#shown(
      context,
      rows.map((one) => tf.tile(one, [context.replicas, 1])),
    );
  }

  #shown({get}: WorldContext, [first, second, third]: tf.Tensor[]): InputViews {
    const rows = tf.concat([first, second], 1);
    const inputs = (of: tf.Tensor) => gatherRows(get('world/points'), of);
    return {inputs: [inputs(rows)], rows: [rows], third: inputs(third)};
  }
}

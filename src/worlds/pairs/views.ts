/** The pairs world: emoji and their keywords, each read by an encoder of its own. */
import * as tf from '@tensorflow/tfjs-core';
import type {Keys, Slots} from '../../engine/program.ts';
import type {Resources} from '../../engine/resources.ts';
import {AMOUNTS, augmentPictures} from '../../kernels/augmentPictures.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {maskWords} from '../../kernels/maskWords.ts';
import {pairRows} from '../../kernels/pairRows.ts';
import {permuted, uniform} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {CHANNELS, type Concepts, openPictures, standardised, strengthened} from '../emoji/views.ts';
import {clustersOf, cosinesOfWords} from '../shared/likeness.ts';
import {vocabularyOf, wordsOf} from '../shared/words.ts';
import {
  dataSlot,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  paddedRows,
  type Retrieval,
  type RowsOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import type {pairs} from './index.spec.ts';

export type PairsSpec = PartValue<typeof pairs>;

/** Only so many words of a concept's keywords are read. */
const LENGTH = 17;

export async function openPairs(spec: PairsSpec, resources: Resources): Promise<World> {
  const {concepts, ink} = await openPictures(spec, resources);
  return new PairsWorld(spec, concepts, ink);
}

/** Row s C + c of the pictures is concept c by artist s, row c of the texts its keywords. */
class PairsWorld implements World {
  readonly towers: readonly [Tower, Tower];
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets: readonly RowsOf[] = [
    {tower: 0, rows: 'world/unseenPictures'},
    {tower: 1, rows: 'world/unseen'},
  ];
  readonly unseenGroups = 'world/unseenGroups';
  readonly labelled: Labelled;
  readonly retrieval: Retrieval;
  readonly #styles: number;
  readonly #concepts: number;
  readonly #train: Int32Array;
  /** Concepts of each cluster, one after another, and the numbers of clusters. */
  readonly #clusters?: {size: number; rows: Int32Array; numbers: Int32Array};
  readonly #shape: {side: number; channels: number};

  constructor({styles, resolution, batches, cluster, skipped}: PairsSpec, concepts: Concepts, ink: Float32Array[]) {
    const {count, test, group, groups} = concepts;
    const side = Number(resolution);
    const inputs = side * side * CHANNELS;
    const all = Array.from({length: count}, (_, c) => c);
    const unseen = all.filter((c) => test[c] === '1');
    const texts = concepts.keywords.map((keywords) => [...new Set(keywords.flatMap(wordsOf))]);
    const seen = all.filter((c) => test[c] === '0');
    if (batches === 'alike') this.#clusters = clustersIn(seen, texts, {size: cluster, skipped});
    this.#train = this.#clusters?.rows ?? Int32Array.from(seen);
    this.#styles = styles.length;
    this.#concepts = count;
    this.#shape = {side, channels: CHANNELS};
    const {size: vocabulary, tokensOf} = vocabularyOf(Array.from(this.#train, (c) => texts[c]));
    this.items = this.#train.length;
    this.towers = [
      {input: {kind: 'pictures', ...this.#shape}, table: 'world/pictures', classes: 'world/pictureGroups'},
      {input: {kind: 'tokens', vocabulary, length: LENGTH}, table: 'world/texts', classes: 'world/textGroups'},
    ];
    this.points = {kind: 'emoji', styles, concepts: count, keywords: true};
    const pictures = (of: ArrayLike<number>) => styles.flatMap((_, s) => Array.from(of, (c) => s * count + c));
    const groupOf = (row: number) => group[row % count];
    const {slot, labelled} = labelledThings(0, pictures(this.#train), pictures(unseen), groupOf, groups.length);
    this.labelled = labelled;
    this.retrieval = {
      queries: {tower: 1, rows: 'world/unseen'},
      documents: {tower: 0, rows: 'world/documents'},
      relevance: relevanceOf(
        unseen.map((c) => texts[c]),
        styles.length,
      ),
    };
    const unseenGroups = unseen.map((c) => group[c]);
    this.slots = {
      'world/pictures': dataSlot([styles.length * count, inputs], standardised(ink, this.#train, inputs)),
      'world/texts': dataSlot([count, LENGTH], paddedRows(texts.map(tokensOf), LENGTH)),
      'world/train': dataSlot([this.#train.length], this.#train),
      'world/unseen': dataSlot([unseen.length], Int32Array.from(unseen)),
      // One picture of each concept, by the artists in turn.
      'world/unseenPictures': dataSlot(
        [unseen.length],
        Int32Array.from(unseen, (c, i) => (i % styles.length) * count + c),
      ),
      'world/documents': dataSlot([styles.length * unseen.length], Int32Array.from(pictures(unseen))),
      'world/unseenGroups': membershipSlot([...unseenGroups, ...unseenGroups], groups.length),
      'world/pictureGroups': dataSlot([styles.length * count], Int32Array.from(pictures(all), groupOf)),
      'world/textGroups': dataSlot([count], Int32Array.from(group)),
      ...slot,
      ...(this.#clusters && {
        'world/clusters': dataSlot([this.#clusters.numbers.length, cluster], this.#clusters.rows),
        'world/clusterNumbers': dataSlot([this.#clusters.numbers.length], this.#clusters.numbers),
      }),
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    if (this.#clusters) return this.#batchOfClusters(context, size, this.#clusters);
    const order = context.key('batch/concepts');
    const concepts = permuted(order, this.#train.length, size, table);
    // Both rows of a pair show the same picture here: the first half has every picture.
    const rows = pairRows(table, order, context.key('batch/styles'), {
      count: size,
      styles: this.#styles,
      things: this.#concepts,
      across: false,
    });
    const pictures = tf.slice(rows, [0, 0], [-1, size]);
    return this.#views(context, pictures, concepts, context.key('batch/changes'), context.key('batch/blanks'));
  }

  /** Whole clusters in random order, each concept in a random style; the last cluster is cut where the batch is full. */
  #batchOfClusters(context: WorldContext, size: number, {size: of, numbers}: {size: number; numbers: Int32Array}) {
    const table = {tensor: context.get('world/clusterNumbers'), rows: numbers};
    const count = Math.ceil(size / of);
    const chosen = permuted(context.key('batch/clusters'), numbers.length, count, table);
    const inClusters = tf.reshape(gatherRows(context.get('world/clusters'), chosen), [-1, count * of]);
    const concepts = tf.slice(inClusters, [0, 0], [-1, size]);
    const draws = uniform(context.key('batch/styles'), [size, 1]);
    const style = tf.cast(tf.floor(tf.mul(tf.squeeze(draws, [2]), this.#styles)), 'int32');
    const pictures = tf.add(tf.mul(style, tf.scalar(this.#concepts, 'int32')), concepts);
    return this.#views(context, pictures, concepts, context.key('batch/changes'), context.key('batch/blanks'));
  }

  unseenViews(context: WorldContext): InputViews {
    const [pictures, concepts] = ['world/unseenPictures', 'world/unseen'].map((slot) =>
      tf.tile(tf.expandDims(context.get(slot), 0), [context.replicas, 1]),
    );
    const [changes, blanks] = ['unseen/changes', 'unseen/blanks'].map((use) => context.key(use, 'always'));
    return this.#views(context, pictures, concepts, changes, blanks);
  }

  #views(context: WorldContext, pictures: tf.Tensor, concepts: tf.Tensor, changes: Keys, blanks: Keys): InputViews {
    const amounts = context.fromHot(['world.strength'], AMOUNTS.length, strengthened);
    return {
      inputs: [
        augmentPictures(context.get('world/pictures'), pictures, changes, amounts, this.#shape),
        maskWords(context.get('world/texts'), concepts, blanks, context.hot('world.strength')),
      ],
      rows: [pictures, concepts],
    };
  }
}

/** Relevance of every artist's pictures for each concept: the Jaccard index of the two concepts' words. */
function relevanceOf(texts: readonly (readonly string[])[], styles: number): Float32Array {
  const sets = texts.map((words) => new Set(words));
  const alike = (a: number, b: number) => {
    const shared = texts[a].filter((word) => sets[b].has(word)).length;
    return shared / (texts[a].length + texts[b].length - shared);
  };
  const width = styles * texts.length;
  return Float32Array.from({length: texts.length * width}, (_, at) =>
    alike(Math.floor(at / width), (at % width) % texts.length),
  );
}

/** How many of the concepts most like one, after those that are skipped, are its neighbours. */
const NEIGHBOURS = 30;

/** Clusters of concepts whose words are alike. */
function clustersIn(
  seen: readonly number[],
  texts: readonly string[][],
  {size, skipped}: {size: number; skipped: number},
) {
  const similarity = cosinesOfWords(seen.map((c) => texts[c]));
  const rows = clustersOf(similarity, {size, skipped, neighbours: NEIGHBOURS}).map((i) => seen[i]);
  return {size, rows, numbers: Int32Array.from({length: rows.length / size}, (_, i) => i)};
}

/** The pairs world: emoji and their keywords, each read by an encoder of its own. */
import * as tf from '@tensorflow/tfjs-core';
import type {Keys, Slots} from '../../engine/program.ts';
import type {Resources} from '../../engine/resources.ts';
import {AMOUNTS, augmentPictures} from '../../kernels/augmentPictures.ts';
import {maskWords} from '../../kernels/maskWords.ts';
import {pairRows} from '../../kernels/pairRows.ts';
import {permuted} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {CHANNELS, type Concepts, openPictures, standardised, strengthened} from '../emoji/views.ts';
import {AlikeBatches, cosinesOfWords} from '../shared/likeness.ts';
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
  readonly #alike?: AlikeBatches;
  readonly #shape: {side: number; channels: number};

  constructor({styles, resolution, batches, cluster, skipped}: PairsSpec, concepts: Concepts, ink: Float32Array[]) {
    const {count, test, group, groups} = concepts;
    const side = Number(resolution);
    const inputs = side * side * CHANNELS;
    const all = Array.from({length: count}, (_, c) => c);
    const unseen = all.filter((c) => test[c] === '1');
    const texts = concepts.keywords.map((keywords) => [...new Set(keywords.flatMap(wordsOf))]);
    const seen = all.filter((c) => test[c] === '0');
    if (batches === 'alike') {
      this.#alike = new AlikeBatches(cosinesOfWords(seen.map((c) => texts[c])), seen, {cluster, skipped});
    }
    this.#train = this.#alike?.things ?? Int32Array.from(seen);
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
      ...this.#alike?.slots,
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    if (this.#alike) {
      const concepts = this.#alike.draw(context, size);
      const many = {styles: this.#styles, of: this.#concepts, across: false};
      const [pictures] = tf.split(this.#alike.pictures(context, concepts, many), 2, 1);
      return this.#views(context, pictures, concepts, context.key('batch/changes'), context.key('batch/blanks'));
    }
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

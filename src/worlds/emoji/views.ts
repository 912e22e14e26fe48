/** The emoji world: the same concept drawn by different artists. */
import * as tf from '@tensorflow/tfjs-core';
import type {Keys, Slots} from '../../engine/program.ts';
import {type Resources, storedJson} from '../../engine/resources.ts';
import {AMOUNTS, amountsOf, augmentPictures} from '../../kernels/augmentPictures.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {pairRows} from '../../kernels/pairRows.ts';
import type {PartValue} from '../../spec/index.ts';
import {inkOfAtlas} from '../shared/atlas.ts';
import type {AlikeBatches} from '../shared/likeness.ts';
import {
  dataSlot,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  type RowsOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import type {emoji} from './index.spec.ts';

export type EmojiSpec = PartValue<typeof emoji>;

/** The part of `emoji/concepts.json` that training needs. */
export interface Concepts {
  cell: number;
  columns: number;
  count: number;
  groups: string[];
  group: number[];
  keywords: string[][];
  /** A character for each concept: 1 where it is kept unseen. */
  test: string;
}

export const CHANNELS = 3;

/** The largest changes, at strength 1. */
export const strengthened = (s: number) =>
  amountsOf({
    shift: 0.25 * s,
    zoom: 0.35 * s,
    turn: 0.45 * s,
    gain: 0.5 * s,
    tint: 0.3 * s,
    flip: 0.5 * s,
    erase: 0.4 * s,
  });

export async function openEmoji(spec: EmojiSpec, resources: Resources): Promise<World> {
  const side = Number(spec.resolution);
  const {concepts, ink} = await openPictures(spec, resources);
  return new EmojiWorld(spec, concepts, ink, side, await alikeOf(spec, concepts, ink, side));
}

/** Batches of concepts whose pictures are alike, if they are chosen: by the cosine of the pictures of all artists together. */
async function alikeOf({batches, ...settings}: EmojiSpec, {test}: Concepts, ink: Float32Array[], side: number) {
  if (batches === 'random') return undefined;
  const {AlikeBatches, cosinesOfRows} = await import('../shared/likeness.ts');
  const train = [...test].flatMap((unseen, c) => (unseen === '0' ? [c] : []));
  const size = side * side * CHANNELS;
  const pictures = ink.map((one) => rowsOf(standardised([one], Int32Array.from(train), size), train, size));
  const rows = new Float32Array(train.length * ink.length * size);
  for (const [s, of] of pictures.entries()) {
    for (const i of train.keys()) rows.set(of.subarray(i * size, (i + 1) * size), (i * ink.length + s) * size);
  }
  return new AlikeBatches(cosinesOfRows(rows, ink.length * size), train, settings);
}

/** The concepts, and for each artist the ink of all pictures. */
export async function openPictures(
  spec: Pick<EmojiSpec, 'styles' | 'resolution'>,
  resources: Resources,
): Promise<{concepts: Concepts; ink: Float32Array[]}> {
  const reading = storedJson<Concepts>(resources, 'emoji/concepts.json');
  // Atlases are decoded while others are still on their way.
  const inks = spec.styles.map(async (style) => {
    const png = await resources.file(`emoji/${style}.png`);
    return inkOfAtlas(png, await reading, Number(spec.resolution));
  });
  const [concepts, ...ink] = await Promise.all([reading, ...inks]);
  return {concepts, ink};
}

/** Row s C + c of the pictures is concept c by artist s. */
class EmojiWorld implements World {
  readonly towers: readonly [Tower];
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets: readonly RowsOf[];
  readonly unseenGroups = 'world/unseenGroups';
  readonly labelled: Labelled;
  readonly #styles: number;
  readonly #concepts: number;
  readonly #train: Int32Array;
  readonly #positive: EmojiSpec['positive'];
  readonly #shape: {side: number; channels: number};
  readonly #alike?: AlikeBatches;

  constructor(spec: EmojiSpec, concepts: Concepts, ink: Float32Array[], side: number, alike?: AlikeBatches) {
    this.#alike = alike;
    const all = Array.from({length: concepts.count}, (_, c) => c);
    this.#train = Int32Array.from(all.filter((c) => concepts.test[c] === '0'));
    const unseen = all.filter((c) => concepts.test[c] === '1');
    this.#styles = spec.styles.length;
    this.#concepts = concepts.count;
    this.#positive = spec.positive;
    this.#shape = {side, channels: CHANNELS};
    const inputs = side * side * CHANNELS;
    this.towers = [{input: {kind: 'pictures', ...this.#shape}, table: 'world/pictures', classes: 'world/groups'}];
    this.items = (alike?.things ?? this.#train).length;
    this.points = {kind: 'emoji', styles: spec.styles, concepts: concepts.count};

    const styles = ink.map((_, s) => s);
    const rowOf = (s: number, c: number) => s * concepts.count + c;
    const everyStyle = (of: readonly number[]) => styles.flatMap((s) => of.map((c) => rowOf(s, c)));
    this.unseenSets = styles.map((s) => ({tower: 0, rows: `world/unseen/${s}`}));
    const groupOf = (row: number) => concepts.group[row % concepts.count];
    const {slot, labelled} = labelledThings(
      0,
      everyStyle([...this.#train]),
      everyStyle(unseen),
      groupOf,
      concepts.groups.length,
    );
    this.labelled = labelled;
    const pictures = standardised(ink, this.#train, inputs);
    const unseenInk = join(ink.map((pictures) => rowsOf(pictures, unseen, inputs)));
    this.slots = {
      'world/pictures': dataSlot([pictures.length / inputs, inputs], pictures),
      'world/unseenInk': dataSlot([this.#styles, unseen.length, inputs], unseenInk),
      'world/train': dataSlot([this.#train.length], this.#train),
      ...alike?.slots,
      ...Object.fromEntries(
        styles.map((s) => [
          `world/unseen/${s}`,
          dataSlot(
            [unseen.length],
            Int32Array.from(unseen, (c) => rowOf(s, c)),
          ),
        ]),
      ),
      ...slot,
      'world/groups': dataSlot(
        [this.#styles * concepts.count],
        Int32Array.from({length: this.#styles * concepts.count}, (_, row) => groupOf(row)),
      ),
      'world/unseenGroups': membershipSlot(
        ink.flatMap(() => unseen.map((c) => concepts.group[c])),
        concepts.groups.length,
      ),
      // Concept i by artists i and i + 1, modulo the number of artists.
      'world/unseenPairs': dataSlot(
        [2, unseen.length],
        Int32Array.from(
          [0, 1].flatMap((shift) => unseen.map((c, i) => ((i + shift) % this.#styles) * this.#concepts + c)),
        ),
      ),
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const across = this.#positive === 'artist';
    const rows = this.#alike
      ? this.#alike.pictures(context, this.#alike.draw(context, size), {
          ...{styles: this.#styles, of: this.#concepts, across},
        })
      : pairRows(
          {tensor: context.get('world/train'), rows: this.#train},
          context.key('batch/concepts'),
          context.key('batch/styles'),
          {count: size, styles: this.#styles, things: this.#concepts, across},
        );
    return this.#views(context, rows, context.key(['batch/changes/a', 'batch/changes/b']));
  }

  /** The same concept by two artists, or one picture changed in two ways. */
  unseenViews(context: WorldContext): InputViews {
    const pairs = context.get('world/unseenPairs');
    if (this.#positive === 'artist') {
      const rows = tf.reshape(pairs, [1, -1]);
      return {inputs: [gatherRows(context.get('world/pictures'), rows)], rows: [rows]};
    }
    const rows = tf.tile(tf.slice(pairs, [0, 0], [1, -1]), [context.replicas, 2]);
    return this.#views(context, rows, context.key(['unseen/changes/a', 'unseen/changes/b'], 'always'));
  }

  unseenRaw(context: WorldContext): {raw: tf.Tensor[]; centred: tf.Tensor[]} {
    const pictures = context.get('world/pictures');
    return {
      // Raw pixels are brightness, 1 - ink: the cosine depends on which of the two it is.
      raw: tf.split(tf.sub(1, context.get('world/unseenInk')), this.#styles),
      // A standardised picture is a multiple of the mean-centred one, which has the same cosines.
      centred: this.unseenSets.map(({rows}) => gatherRows(pictures, tf.expandDims(context.get(rows), 0))),
    };
  }

  #views(context: WorldContext, rows: tf.Tensor, keys: Keys): InputViews {
    const pictures = context.get('world/pictures');
    const amounts = context.fromHot(['world.strength'], AMOUNTS.length, strengthened);
    return {inputs: [augmentPictures(pictures, rows, keys, amounts, this.#shape)], rows: [rows]};
  }
}

function join(parts: Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function rowsOf(pictures: Float32Array, rows: number[], width: number): Float32Array {
  return join(rows.map((row) => pictures.subarray(row * width, (row + 1) * width)));
}

/**
 * Every artist's pictures, one artist after another, standardised: (ink - mean) / deviation. The mean of each input is over
 * the artist's training pictures, the deviation over the picture, so that each picture has length sqrt(inputs). The mean
 * picture identifies the artist, and a search across artists must ignore it.
 */
export function standardised(inks: readonly Float32Array[], train: Int32Array, inputs: number): Float32Array {
  const out = new Float32Array(inks.reduce((size, ink) => size + ink.length, 0));
  let at = 0;
  for (const ink of inks) {
    standardise(ink, train, inputs, out.subarray(at, at + ink.length));
    at += ink.length;
  }
  return out;
}

/** Writes the standardised pictures of one artist into `out`. */
function standardise(ink: Float32Array, train: Int32Array, inputs: number, out: Float32Array): void {
  const mean = new Float64Array(inputs);
  for (const c of train) for (let p = 0; p < inputs; p++) mean[p] += ink[c * inputs + p] / train.length;
  const difference = new Float64Array(inputs);
  for (let at = 0; at < ink.length; at += inputs) {
    let square = 0;
    for (let p = 0; p < inputs; p++) {
      difference[p] = ink[at + p] - mean[p];
      square += difference[p] * difference[p];
    }
    const inverse = 1 / Math.sqrt(square / inputs + 1e-6);
    for (let p = 0; p < inputs; p++) out[at + p] = difference[p] * inverse;
  }
}

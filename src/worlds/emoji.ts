/** The emoji world: the same concept drawn by different artists. */
import * as tf from '@tensorflow/tfjs-core';
import type {Slots} from '../engine/program.ts';
import type {Resources} from '../engine/resources.ts';
import {augmentPictures, DRAWS} from '../kernels/augmentPictures.ts';
import {gatherRows} from '../kernels/gatherRows.ts';
import {permuted, uniform} from '../kernels/random.ts';
import type {PartValue} from '../spec/index.ts';
import {inkOfAtlas} from './atlas.ts';
import type {emoji} from './emoji.spec.ts';
import {dataSlot, type InputViews, membershipSlot, type World, type WorldContext} from './world.ts';

export type EmojiSpec = PartValue<typeof emoji>;

/** The part of `emoji/concepts.json` that training needs. */
interface Concepts {
  cell: number;
  columns: number;
  count: number;
  groups: string[];
  group: number[];
  /** A character for each concept: 1 where it is kept unseen. */
  test: string;
}

const CHANNELS = 3;

export async function openEmoji(spec: EmojiSpec, resources: Resources): Promise<World> {
  const [text, ...atlases] = await Promise.all([
    resources.file('emoji/concepts.json'),
    ...spec.styles.map((style) => resources.file(`emoji/${style}.png`)),
  ]);
  const concepts = JSON.parse(new TextDecoder().decode(text)) as Concepts;
  const side = Number(spec.resolution);
  return new EmojiWorld(
    spec,
    concepts,
    atlases.map((png) => inkOfAtlas(png, concepts, side)),
    side,
  );
}

/** Row s C + c of the pictures is concept c by artist s. */
class EmojiWorld implements World {
  readonly inputs: number;
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly #styles: number;
  readonly #concepts: number;
  readonly #train: number[];
  readonly #unseen: number[];
  readonly #positive: EmojiSpec['positive'];
  readonly #shape: {side: number; channels: number};

  constructor(spec: EmojiSpec, concepts: Concepts, ink: Float32Array[], side: number) {
    const all = Array.from({length: concepts.count}, (_, c) => c);
    this.#train = all.filter((c) => concepts.test[c] === '0');
    this.#unseen = all.filter((c) => concepts.test[c] === '1');
    this.#styles = spec.styles.length;
    this.#concepts = concepts.count;
    this.#positive = spec.positive;
    this.#shape = {side, channels: CHANNELS};
    this.inputs = side * side * CHANNELS;
    this.items = this.#train.length;
    this.points = {kind: 'emoji', styles: spec.styles, concepts: concepts.count};

    const unseen = this.#unseen;
    const pictures = join(ink.map((pictures) => standardised(pictures, this.#train, this.inputs)));
    const unseenInk = join(ink.map((pictures) => rowsOf(pictures, unseen, this.inputs)));
    this.slots = {
      'world/pictures': dataSlot([pictures.length / this.inputs, this.inputs], pictures),
      'world/unseenInk': dataSlot([this.#styles, unseen.length, this.inputs], unseenInk),
      'world/train': dataSlot([this.#train.length], Int32Array.from(this.#train)),
      'world/unseen': dataSlot([unseen.length], Int32Array.from(unseen)),
      'world/unseenGroups': membershipSlot(
        ink.flatMap(() => unseen.map((c) => concepts.group[c])),
        concepts.groups.length,
      ),
      // Concept i by artists i and i + 1 (mod their number).
      'world/unseenPairs': dataSlot(
        [2, unseen.length],
        Int32Array.from(
          [0, 1].flatMap((shift) => unseen.map((c, i) => ((i + shift) % this.#styles) * this.#concepts + c)),
        ),
      ),
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const concept = tf.gather(
      context.get('world/train'),
      permuted(context.key('batch/concepts'), this.#train.length, size),
    );
    const draws = uniform(context.key('batch/styles'), [size, 2]);
    const [first, second] = tf.split(draws, 2, 2).map((draw) => tf.squeeze(draw, [2]));
    const styleA = this.#pick(first, this.#styles);
    const styleB = this.#positive === 'artist' ? this.#another(styleA, second) : styleA;
    return {
      a: this.#view(context, this.#rows(styleA, concept), context.key('batch/changes/a')),
      b: this.#view(context, this.#rows(styleB, concept), context.key('batch/changes/b')),
    };
  }

  everything(context: WorldContext): tf.Tensor {
    return tf.expandDims(context.get('world/pictures'), 0);
  }

  /** The same concept by two artists, or one picture changed in two ways. */
  unseenViews(context: WorldContext): InputViews {
    const [first, second] = tf.split(context.get('world/unseenPairs'), 2);
    if (this.#positive === 'artist') return {a: this.#plain(context, first), b: this.#plain(context, second)};
    const rows = tf.tile(first, [context.replicas, 1]);
    return {
      a: this.#view(context, rows, context.key('unseen/changes/a', 'always')),
      b: this.#view(context, rows, context.key('unseen/changes/b', 'always')),
    };
  }

  unseenSets(context: WorldContext): tf.Tensor[] {
    return this.#perStyle(context, (rows) => this.#plain(context, rows));
  }

  unseenGroups(context: WorldContext): tf.Tensor {
    return context.get('world/unseenGroups');
  }

  unseenRaw(context: WorldContext): {raw: tf.Tensor[]; centred: tf.Tensor[]} {
    return {
      // Raw pixels are brightness, 1 - ink: the cosine depends on which of the two it is.
      raw: tf.split(tf.sub(1, context.get('world/unseenInk')), this.#styles),
      // Standardised pictures differ from mean-centred ones by a factor each, of which the cosine knows nothing.
      centred: this.unseenSets(context),
    };
  }

  /** For each artist, something made of the rows [1, T] of the unseen concepts' pictures. */
  #perStyle(context: WorldContext, make: (rows: tf.Tensor) => tf.Tensor): tf.Tensor[] {
    const unseen = tf.expandDims(context.get('world/unseen'), 0);
    return Array.from({length: this.#styles}, (_, s) => make(this.#rows(tf.scalar(s, 'int32'), unseen)));
  }

  #plain(context: WorldContext, rows: tf.Tensor): tf.Tensor {
    return gatherRows(context.get('world/pictures'), rows);
  }

  #view(context: WorldContext, rows: tf.Tensor, keys: Parameters<typeof uniform>[0]): tf.Tensor {
    return augmentPictures(
      context.get('world/pictures'),
      rows,
      uniform(keys, [rows.shape[1]!, DRAWS]),
      context.hot('world.strength'),
      this.#shape,
    );
  }

  /** A whole number below `count` from a uniform number, int32. */
  #pick(draw: tf.Tensor, count: number): tf.Tensor {
    return tf.cast(tf.floor(tf.mul(draw, count)), 'int32');
  }

  /** An artist other than the given one, each equally likely. */
  #another(style: tf.Tensor, draw: tf.Tensor): tf.Tensor {
    const step = tf.add(this.#pick(draw, this.#styles - 1), tf.scalar(1, 'int32'));
    return tf.mod(tf.add(style, step), tf.scalar(this.#styles, 'int32'));
  }

  #rows(style: tf.Tensor, concept: tf.Tensor): tf.Tensor {
    return tf.add(tf.mul(style, tf.scalar(this.#concepts, 'int32')), concept);
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
 * One artist's pictures without what they have in common, each of length sqrt(inputs): (ink - mean) / deviation, with
 * the mean taken for every input over the artist's training pictures and the deviation over the picture. The mean
 * picture tells the artists apart, which is what a search across artists must ignore.
 */
function standardised(ink: Float32Array, train: number[], inputs: number): Float32Array {
  const mean = new Float64Array(inputs);
  for (const c of train) for (let p = 0; p < inputs; p++) mean[p] += ink[c * inputs + p] / train.length;
  const out = new Float32Array(ink.length);
  for (let at = 0; at < ink.length; at += inputs) {
    let square = 0;
    for (let p = 0; p < inputs; p++) square += (ink[at + p] - mean[p]) ** 2;
    const inverse = 1 / Math.sqrt(square / inputs + 1e-6);
    for (let p = 0; p < inputs; p++) out[at + p] = (ink[at + p] - mean[p]) * inverse;
  }
  return out;
}

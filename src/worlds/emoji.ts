/** The emoji world: the same concept drawn by different artists. */
import * as tf from '@tensorflow/tfjs-core';
import type {Slots} from '../engine/program.ts';
import type {Resources} from '../engine/resources.ts';
import {augmentPictures, DRAWS, standardised} from '../kernels/augmentPictures.ts';
import {gatherRows} from '../kernels/gatherRows.ts';
import {permuted, uniform} from '../kernels/random.ts';
import type {PartValue} from '../spec/index.ts';
import {inkOfAtlas} from './atlas.ts';
import type {emoji} from './emoji.spec.ts';
import {dataSlot, type InputViews, type World, type WorldContext} from './world.ts';

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
  readonly #groups: number;

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

    this.#groups = concepts.groups.length;

    const pictures = join(ink);
    const {scale, means} = standardisation(ink, this.#train, this.inputs);
    const unseen = this.#unseen;
    this.slots = {
      'world/pictures': dataSlot([pictures.length / this.inputs, this.inputs], pictures),
      'world/scale': dataSlot([2, this.inputs], scale),
      'world/styleMeans': dataSlot([this.#styles, this.inputs], means),
      'world/train': dataSlot([this.#train.length], Int32Array.from(this.#train)),
      'world/unseen': dataSlot([unseen.length], Int32Array.from(unseen)),
      'world/unseenGroups': dataSlot(
        [unseen.length],
        Int32Array.from(unseen, (c) => concepts.group[c]),
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
    return tf.expandDims(standardised(context.get('world/pictures'), context.get('world/scale')), 0);
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
    const groups = tf.tile(context.get('world/unseenGroups'), [this.#styles]);
    return tf.cast(tf.expandDims(tf.oneHot(groups as tf.Tensor1D, this.#groups), 0), 'float32');
  }

  unseenRaw(context: WorldContext): {raw: tf.Tensor[]; centred: tf.Tensor[]} {
    const ink = this.#perStyle(context, (rows) => gatherRows(context.get('world/pictures'), rows));
    const means = tf.split(context.get('world/styleMeans'), this.#styles);
    return {
      // Raw pixels are brightness, 1 - ink: the cosine depends on which of the two it is.
      raw: ink.map((x) => tf.sub(1, x)),
      centred: ink.map((x, s) => tf.sub(x, means[s])),
    };
  }

  /** For each artist, something made of the rows [1, T] of the unseen concepts' pictures. */
  #perStyle(context: WorldContext, make: (rows: tf.Tensor) => tf.Tensor): tf.Tensor[] {
    const unseen = tf.expandDims(context.get('world/unseen'), 0);
    return Array.from({length: this.#styles}, (_, s) => make(this.#rows(tf.scalar(s, 'int32'), unseen)));
  }

  #plain(context: WorldContext, rows: tf.Tensor): tf.Tensor {
    return standardised(gatherRows(context.get('world/pictures'), rows), context.get('world/scale'));
  }

  #view(context: WorldContext, rows: tf.Tensor, keys: Parameters<typeof uniform>[0]): tf.Tensor {
    return augmentPictures(
      context.get('world/pictures'),
      rows,
      uniform(keys, [rows.shape[1]!, DRAWS]),
      context.hot('world.strength'),
      context.get('world/scale'),
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

/**
 * The mean of every input over the training pictures of all artists and one common reciprocal deviation (`scale`, two
 * rows), and each artist's own mean picture over the training concepts (`means`), for the comparison by centred pixels.
 */
function standardisation(
  ink: Float32Array[],
  train: number[],
  inputs: number,
): {scale: Float32Array; means: Float32Array} {
  const count = train.length * ink.length;
  const mean = new Float64Array(inputs);
  const square = new Float64Array(inputs);
  for (const pictures of ink) {
    for (const c of train) {
      for (let p = 0; p < inputs; p++) {
        const value = pictures[c * inputs + p];
        mean[p] += value / count;
        square[p] += (value * value) / count;
      }
    }
  }
  const variance = mean.reduce((sum, m, p) => sum + (square[p] - m * m) / inputs, 0);
  const scale = new Float32Array(2 * inputs);
  scale.set(mean);
  scale.fill(1 / Math.sqrt(variance), inputs);
  const means = new Float32Array(ink.length * inputs);
  ink.forEach((pictures, s) => {
    for (const c of train)
      for (let p = 0; p < inputs; p++) means[s * inputs + p] += pictures[c * inputs + p] / train.length;
  });
  return {scale, means};
}

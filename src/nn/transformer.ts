/**
 * A small transformer that reads texts (Vaswani et al., "Attention is all you need", 2017), with the normalisation
 * before each block (Xiong et al., "On layer normalization in the transformer architecture", 2020):
 *
 *     h = words + positions
 *     h = h + attention(norm(h)),   h = h + feed(norm(h))       in every layer
 *     representation = dense(mean over the text's tokens of norm(h))
 *
 * Dropout acts on the first h and on the output of each block. So two views of one text differ (Gao, Yao and Chen,
 * "SimCSE: simple contrastive learning of sentence embeddings", 2021).
 */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../engine/constant.ts';
import type {Slots} from '../engine/program.ts';
import {attention} from '../kernels/attention.ts';
import {dropout} from '../kernels/dropout.ts';
import {embedding} from '../kernels/embedding.ts';
import {gatherRows} from '../kernels/gatherRows.ts';
import {layerNorm} from '../kernels/layerNorm.ts';
import {type Packing, packTexts} from '../kernels/packTexts.ts';
import {meanTokens, textLengths} from '../kernels/texts.ts';
import {embeddingSlots} from './embeddings.ts';
import type {Encoder, EncoderContext, Mode} from './encoders.ts';
import type {InputShape} from './inputs.ts';
import {applyMlp, type Mlp, mlpSlots, weightsOf} from './mlp.ts';

export interface Transformer {
  /** The prefix of the network's slots. */
  name: string;
  group: string;
  input: Extract<InputShape, {kind: 'tokens'}>;
  layers: number;
  /** The number of heads, a divisor of `width`. */
  heads: number;
  width: number;
  /** The dropout rate, from 0 to below 1. */
  dropout: number;
  representation: number;
}

/** The width of the layer inside `feed`, as a multiple of the model's width. */
const FEED = 2;

interface Layer {
  before: [attention: string, feed: string];
  /** The dense layer to queries, keys and values. */
  project: Mlp;
  join: Mlp;
  feed: Mlp;
}

export function transformerEncoder(shape: Transformer): Encoder {
  const {name, group, input, width, representation} = shape;
  const layers = layersOf(shape);
  const last = `${name}/norm`;
  const out: Mlp = {name: `${name}/out`, sizes: [width, representation], group, activateLast: false};
  const mlps = [...layers.flatMap(({project, join, feed}) => [project, join, feed]), out];
  const norms = [...layers.flatMap(({before}) => before), last];
  return {
    slots: Object.assign(
      embeddingSlots(`${name}/words`, input.vocabulary, width, group),
      ...mlps.map(mlpSlots),
      ...norms.map((norm) => normSlots(norm, width, group)),
    ),
    units: unitsOf(shape),
    weights:
      input.vocabulary * width + norms.length * 2 * width + mlps.reduce((sum, {sizes}) => sum + weightsOf(sizes), 0),
    apply(context, tokens, mode) {
      const n = tokens.shape[1]!;
      const rows = [context.replicas, n * input.length, width];
      const lengths = textLengths(tokens);
      const heads = {heads: shape.heads, longest: input.length};
      const packing = packTexts(tokens);
      const dropped = dropping(context, shape, mode, packing?.places);
      const norm = (slot: string, x: tf.Tensor) =>
        layerNorm(x, context.get(`${slot}/gain`), context.get(`${slot}/bias`), undefined, packing?.counts);
      const dense = (mlp: Mlp, x: tf.Tensor) => applyMlp(mlp, context, x, 'tensor', packing?.counts);

      let h = dropped(`${name}/words`, tf.reshape(wordsAtPlaces(context.get(`${name}/words`), tokens, packing), rows));
      for (const {before, project, join, feed} of layers) {
        const found = attention(dense(project, norm(before[0], h)), lengths, heads, packing?.starts);
        h = tf.add(h, dropped(join.name, dense(join, found)));
        h = tf.add(h, dropped(feed.name, dense(feed, norm(before[1], h))));
      }
      const each = tf.reshape(norm(last, h), [context.replicas, n, input.length, width]);
      return applyMlp(out, context, meanTokens(each, lengths, packing?.starts));
    },
  };
}

function layersOf({name, group, layers, width}: Transformer): Layer[] {
  return Array.from({length: layers}, (_, i) => {
    const at = `${name}/${i}`;
    const dense = (part: string, ...sizes: number[]): Mlp => ({
      name: `${at}/${part}`,
      sizes,
      group,
      activateLast: false,
    });
    return {
      before: [`${at}/normAttention`, `${at}/normFeed`],
      project: dense('project', width, 3 * width),
      join: dense('join', width, width),
      feed: dense('feed', width, FEED * width, width),
    };
  });
}

/** Gain and bias of a normalisation, [width]; they begin as 1 and 0. */
function normSlots(name: string, width: number, group: string): Slots {
  const slot = {shape: [width], dtype: 'float32', axis: 'replica', role: 'parameter', group} as const;
  return {
    [`${name}/gain`]: {...slot, initial: () => new Float32Array(width).fill(1)},
    [`${name}/bias`]: slot,
  };
}

/** The vector of each token [S, N, T] plus the vector of its place, [R, N, T, D]; the same for packed texts. */
function wordsAtPlaces(table: tf.Tensor, tokens: tf.Tensor, packing?: Packing): tf.Tensor {
  const [length, width] = [tokens.shape[2]!, table.shape[2]!];
  const places = positions(length, width);
  if (!packing) return tf.add(embedding(table, tokens), places);
  const words = embedding(table, tf.reshape(packing.words, tokens.shape));
  const own = gatherRows(tf.reshape(places, [length, width]), packing.placesInText);
  return tf.add(words, tf.reshape(own, [...tokens.shape, width]));
}

/** Dropout while training; each place in the network has its own keys. */
function dropping(context: EncoderContext, {dropout: rate}: Transformer, mode: Mode, places?: tf.Tensor) {
  return (place: string, x: tf.Tensor) =>
    mode === 'train' && rate > 0 ? dropout(x, context.key(`dropout/${place}`), rate, places) : x;
}

/**
 * The vectors of places: sines and cosines, [1, 1, T, D] (equation after 3.5 of the paper):
 *     p_t,2i = sin(t / 10000^(2i / D)),   p_t,2i+1 = cos(t / 10000^(2i / D))
 */
function positions(length: number, width: number): tf.Tensor {
  return constant(`positions ${length} ${width}`, [1, 1, length, width], () =>
    Float32Array.from({length: length * width}, (_, at) => {
      const [place, k] = [Math.floor(at / width), at % width];
      const angle = place / 10_000 ** ((k - (k % 2)) / width);
      return k % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }),
  );
}

/** About how many numbers the operations put out for one text. */
function unitsOf({input, layers, width, representation}: Transformer): Encoder['units'] {
  // Two norms, two sums and their dropout; queries, keys and values; the results of attention, and their dense layer.
  const inLayer = (2 + 2 + 2 + 3 + 2 + FEED + 1) * width;
  return {
    total: input.length * (3 * width + layers * inLayer + width) + width + representation,
    largest: input.length * 3 * width,
  };
}

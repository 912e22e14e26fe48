/** The world of reviews as choices: of two sentences about one kind of thing, praise is preferred to a complaint. */
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, uniforms} from '../../engine/keys.ts';
import type {Slots} from '../../engine/program.ts';
import type {Resources} from '../../engine/resources.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import type {PartValue} from '../../spec/index.ts';
import type {Categories, Points} from '../points.ts';
import type {PreferenceContext, PreferenceWorld, Reasons, Seen, Wording} from '../preferenceWorld.ts';
import {tokensIn, wordsOf} from '../shared/rawWords.ts';
import {apart, spaced} from '../shared/takeApart.ts';
import {dataSlot, paddedRows} from '../world.ts';
import {loadReviews, type ReviewTable} from './load.ts';
import type {reviewPreferences} from './preferences.spec.ts';

export type ReviewPairsSpec = PartValue<typeof reviewPreferences>;

/** Unseen pairs for each training pair. */
const UNSEEN = 1 / 5;
/** One unit of length, in words. */
const UNIT = 10;

export async function openReviewPreferences(spec: ReviewPairsSpec, resources: Resources): Promise<PreferenceWorld> {
  return new ReviewPairsWorld(spec, await loadReviews(resources));
}

/** Item i is sentence i of the data. */
class ReviewPairsWorld implements PreferenceWorld {
  readonly texts: NonNullable<PreferenceWorld['texts']>;
  readonly features = [{name: 'length', label: 'Length'}];
  readonly featureTable = 'world/features';
  readonly length = {feature: 0, unit: UNIT, counted: 'words'} as const;
  readonly pairs = 'world/pairs';
  readonly train: number;
  readonly unseen: number;
  readonly slots: Slots;
  readonly points: Points;
  readonly wording: Wording;
  readonly #labels: readonly number[];
  readonly categories: Categories;

  constructor({pairs, drawing}: ReviewPairsSpec, table: ReviewTable) {
    const {domains, sentiments, length, vocabulary, text, domain, sentiment, tokens} = table;
    this.train = pairs;
    this.unseen = Math.round(UNSEEN * pairs);
    this.texts = {input: {kind: 'tokens', vocabulary: vocabulary.length, length}, table: 'world/texts'};
    this.points = {
      kind: 'things',
      groups: sentiments,
      groupOf: [...sentiment].map(Number),
      names: text,
      details: [...domain].map((d) => domains[Number(d)]),
    };
    const tokensOf = tokensIn(vocabulary);
    const seen = (words: string): Seen => {
      const read = tokensOf(wordsOf(words.replaceAll('’', "'"))).slice(0, length);
      return {tokens: read, features: [read.length / UNIT]};
    };
    this.wording = {
      vocabulary,
      most: length,
      text: (item) => apart(text[item], length, seen),
      written: (_, written) => apart(spaced(written.map((token) => vocabulary[token])), length, seen),
    };
    const drawn = [
      ...drawPairs(table, '0', drawing, 'world/pairs', this.train),
      ...drawPairs(table, '1', drawing, 'world/unseenPairs', this.unseen),
    ];
    this.#labels = drawn.map(({label}) => label);
    this.categories = {
      label: 'what is reviewed',
      names: domains,
      of: drawn.slice(this.train).map(({items}) => Number(domain[items[0]])),
    };
    this.slots = {
      'world/texts': dataSlot([text.length, length], paddedRows(tokens, length)),
      'world/features': dataSlot(
        [text.length, 1],
        Float32Array.from(tokens, (words) => words.length / UNIT),
      ),
      'world/pairs': dataSlot([drawn.length, 2], Int32Array.from(drawn.flatMap(({items}) => items))),
      'world/choices': dataSlot(
        [drawn.length, 1],
        Float32Array.from(drawn, ({label}) => label),
      ),
    };
  }

  /** Praise is chosen, and a complaint is not. */
  reasons(pair: number): Reasons {
    return {
      towards: this.#labels[pair] === 1 ? 'A' : 'B',
      parts: [{label: 'it is praise, and the other a complaint', amount: 1}],
    };
  }

  labels(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    return tf.squeeze(gatherRows(context.get('world/choices'), pairs), [2]);
  }
}

interface Drawn {
  items: [number, number];
  label: number;
}

/**
 * Pairs of sentences with the given `test`, drawn with replacement. Four uniform numbers decide about each pair: its kind of
 * thing, its praise, its complaint, and which of the two comes first.
 */
function drawPairs(table: ReviewTable, test: string, drawing: number, use: string, count: number): Drawn[] {
  const {domains, domain, sentiment, text} = table;
  const sentences = (d: number, s: string) =>
    text.flatMap((_, i) => (Number(domain[i]) === d && sentiment[i] === s && table.test[i] === test ? [i] : []));
  const ofDomain = domains.map((_, d) => ({complaints: sentences(d, '0'), praise: sentences(d, '1')}));
  const draws = uniforms(deriveKey(drawing, use), 4 * count);
  return Array.from({length: count}, (_, i) => {
    const [which, better, worse, first] = draws.subarray(4 * i, 4 * i + 4);
    const {complaints, praise} = pick(ofDomain, which);
    const [good, bad] = [pick(praise, better), pick(complaints, worse)];
    return first < 0.5 ? {items: [good, bad], label: 1} : {items: [bad, good], label: 0};
  });
}

/** The entry at the place u of the list, for u in [0, 1). */
function pick<T>(list: readonly T[], u: number): T {
  return list[Math.floor(u * list.length)];
}

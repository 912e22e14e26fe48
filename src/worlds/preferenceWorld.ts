import type {Tensor} from '@tensorflow/tfjs-core';
import type {Context, SlotName, Slots} from '../engine/program.ts';
import type {InputShape} from '../nn/inputs.ts';
import type {Categories, Counted, League, Points} from './points.ts';

/** A number about each item that models may read. */
export interface Feature {
  name: string;
  label: string;
}

/** A word of a text as one reads it, with what stands between the word before and it. */
export interface Word {
  before: string;
  text: string;
}

/** What models see of an answer: question and answer as tokens, and the features. */
export interface Seen {
  tokens: readonly number[];
  features: readonly number[];
}

/** A text taken apart into the words that models read. */
export interface TakenApart {
  words: readonly Word[];
  /** What stands behind the last of them: marks, and what is too far behind to be read. */
  rest: string;
  /** Without one of the words, counted from 0, or whole. */
  seen(without?: number): Seen;
}

/** How texts are taken apart, and made of words. */
export interface Wording {
  /** What can be written; a token is its place here, and one that stands for no word is empty or "…". */
  vocabulary: string[];
  /** Words of an answer at most. */
  most: number;
  text(item: number): TakenApart;
  /** These tokens as an answer to the question that an item answers. */
  written(item: number, tokens: readonly number[]): TakenApart;
}

/** Why annotators say what they say of a pair. */
export interface Reasons {
  /** Whom the amounts speak for: the answer that is chosen; the first where they call it a tie. */
  towards: 'A' | 'B';
  /** They add up to more than 0, and for a tie to exactly 0. */
  parts: Reason[];
}

export interface Reason {
  label: string;
  amount: number;
}

/**
 * A source of preference pairs, as the reward program sees it. Items are what is compared (answers, teams); the tensor
 * methods are called inside phases, and what they read lives in the world's own slots.
 */
export interface PreferenceWorld {
  /** Items as texts, where they are texts: a slot int32 [M, length], -1 for padding. */
  texts?: {input: Extract<InputShape, {kind: 'tokens'}>; table: SlotName};
  /** What is known of each item as numbers, a slot float32 [M, number of features]. */
  features: readonly Feature[];
  featureTable: SlotName;
  /** Which feature is the length, what it is counted in, and how many of these one of it is. */
  length?: {feature: number; unit: number; counted: Counted};
  /** Which feature counts the marks of style: bullets, bold type and the like. */
  style?: {feature: number};
  /** What each unseen pair is about, where pairs are of several kinds: places in `names`, one or more for each pair. */
  categories?: Categories;
  /** Pairs int32 [P, 2]: those to learn from first, then those never trained on. */
  pairs: SlotName;
  train: number;
  unseen: number;
  slots: Slots;
  /** What the page shows of the items. */
  points: Points;
  /**
   * What the annotators say of some pairs, int32 [R or 1, N] rows of `pairs`: 1 where the first item is better, 0 where the
   * second is, 1/2 for a tie, [R, N].
   */
  labels(context: PreferenceContext, pairs: Tensor): Tensor;
  /** How good items [R or 1, N] really are, [R, N], where that is known. */
  gold?(context: PreferenceContext, items: Tensor): Tensor;
  /**
   * What one of each feature is worth to the annotators, [R, features], where that is known: by it they choose, with the
   * logistic function of the difference.
   */
  taste?(context: PreferenceContext): Tensor;
  /** What the annotators score items [R or 1, N], [R, N], where they do. */
  scores?(context: PreferenceContext, items: Tensor): Tensor;
  /** Why there are no scores, where there might have been: a sentence. */
  unscored?: string;
  /** Several answers to each of some questions, for best-of-n: int32 [questions, each]. */
  candidates?: {rows: SlotName; questions: number; each: number};
  /** Where items are teams that meet again and again: the same pairs, as matches. */
  league?: League;
  /** A line about each unseen pair, where the items alone do not tell it. */
  about?: string[];
  /** Words and tokens, where items are texts. */
  wording?: Wording;
  /** Why the annotators say what `labels` gives for a row of `pairs`, under these settings of the world. */
  reasons(pair: number, settings: unknown): Reasons;
}

export type PreferenceContext = Pick<Context, 'get' | 'hot' | 'fromHot' | 'key' | 'replicas'>;

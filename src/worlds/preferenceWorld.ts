import type {Tensor} from '@tensorflow/tfjs-core';
import type {Context, SlotName, Slots} from '../engine/program.ts';
import type {InputShape} from '../nn/inputs.ts';
import type {Categories, Counted, League, Points} from './points.ts';
import type {Suite} from './suites.spec.ts';

/** A number about each item that models may read. */
export interface Feature {
  name: string;
  label: string;
  /** How many of what is counted make one of the number; 1 when left out. */
  unit?: number;
  /** 1 where more is known to be better, -1 where it is known to be worse, 0 where it does not matter. */
  sign?: number;
}

/** A word of a text as it is written, with what stands before it since the word before. */
export interface Word {
  before: string;
  text: string;
}

/** The input of models for an answer: question and answer as tokens, and the features. */
export interface Seen {
  tokens: readonly number[];
  features: readonly number[];
}

/** A text split into the words that models read. */
export interface TakenApart {
  words: readonly Word[];
  /** What comes after the last word: punctuation, and text that is too long to be read. */
  rest: string;
  /** The input for the whole text, or for the text without word `without` (from 0). */
  seen(without?: number): Seen;
}

/** How texts are split into words, and made from them. */
export interface Wording {
  /** The words that can be written, by token; a token that is no word has an empty entry or "…". */
  vocabulary: string[];
  /** The most words of an answer. */
  most: number;
  text(item: number): TakenApart;
  /** These tokens as another answer to the question that `item` answers. */
  written(item: number, tokens: readonly number[]): TakenApart;
}

/** Why annotators chose as they did. */
export interface Reasons {
  /** The chosen answer, which positive amounts speak for; the first one for a tie. */
  towards: 'A' | 'B';
  /** Their amounts add up to more than 0, for a tie to exactly 0. */
  parts: Reason[];
}

export interface Reason {
  label: string;
  amount: number;
  /** The reason that turned the preference as it was felt into the choice: it is always shown. */
  decides?: boolean;
}

/** Annotators who differ, where it is known who labelled which pair. The first `seen` label training pairs. */
export interface Judges {
  seen: number;
  /** Numbered behind the seen; none of their labels is ever trained on. */
  newcomers: number;
  /** Rows of `pairs` that newcomers have labelled, int32 [newcomers * each], one newcomer after another. */
  rows: SlotName;
  each: number;
  /** How many of each newcomer's may be learnt from, the first ones; the others are for testing. */
  labelled: number;
  /** Annotator of each row of `pairs`, int32 [rows, 1]. */
  who: SlotName;
  /** The kind of taste that each annotator is nearest to; and the same of the seen ones as a slot, one-hot [seen, groups]. */
  groups: number;
  groupOf: readonly number[];
  members: SlotName;
}

/**
 * Annotators with a density p_k over `points` points each. Item k * points + i is point i as annotator k sees it; with one
 * block of items for all of them, item i. A reward r stands for the density softmax(r / assumed) over each block, and for
 * their mean.
 */
export interface Densities {
  points: number;
  /** [annotators][points] */
  annotators: readonly Float64Array[];
  assumed: number;
  /** All items, int32 [blocks * points]. */
  items: SlotName;
}

/**
 * A source of preference pairs, as the reward program sees it. Items are what is compared (answers, teams); the tensor
 * methods are called inside phases, and what they read lives in the world's own slots.
 */
export interface PreferenceWorld {
  /** Items as texts, where they are texts: a slot int32 [M, length], -1 for padding. */
  texts?: {input: Extract<InputShape, {kind: 'tokens'}>; table: SlotName};
  /** Numbers about each item, a slot float32 [M, number of features]. */
  features: readonly Feature[];
  featureTable: SlotName;
  /** The same as models see it, where they do not see it exactly. */
  readTable?: SlotName;
  /** Which feature is the length, what it counts, and how many of these make one unit. */
  length?: {feature: number; unit: number; counted: Counted};
  /** Which feature counts the marks of style: bullets, bold type and the like. */
  style?: {feature: number};
  /** The kind of each unseen pair, where there are several kinds. */
  categories?: Categories;
  /** Pairs int32 [P, 2]: `train` training pairs, then `unseen` pairs. */
  pairs: SlotName;
  train: number;
  unseen: number;
  slots: Slots;
  /** What the page shows of the items. */
  points: Points;
  /**
   * The annotators' choices [R, N] for rows int32 [R or 1, N] of `pairs`: 1 where the first item was chosen, 0 where the
   * second was, 1/2 for a tie.
   */
  labels(context: PreferenceContext, pairs: Tensor): Tensor;
  /** 1 where the label is the opposite of what was chosen, else 0, in these rows of `pairs`, [R, N], where that is known. */
  flipped?(context: PreferenceContext, pairs: Tensor): Tensor;
  /** How strong the preferences in these rows of `pairs` are, [R, N]: 1, 2 or 3. */
  strengths?(context: PreferenceContext, pairs: Tensor): Tensor;
  /** Share of the votes for the first item in these rows of `pairs`, [R, N], where several annotators vote. */
  votes?(context: PreferenceContext, pairs: Tensor): Tensor;
  /** The same of all annotators, each of whom chooses by chance. */
  shares?(context: PreferenceContext, pairs: Tensor): Tensor;
  /** The gold reward [R, N] of items [R or 1, N], where it is known. */
  gold?(context: PreferenceContext, items: Tensor): Tensor;
  /**
   * What one unit of each feature is worth to the annotators, [R, features], where that is known: the chance of a choice is
   * the logistic function of the difference in worth.
   */
  taste?(context: PreferenceContext): Tensor;
  /** The annotators' scores [R, N] of items [R or 1, N], where they give any. */
  scores?(context: PreferenceContext, items: Tensor): Tensor;
  /** A sentence that says why there are no scores, where a file could have had them. */
  unscored?: string;
  /** Who labels, where annotators differ. */
  judges?: Judges;
  /** Several answers to each of some questions, for best-of-n: int32 [questions, each]. */
  candidates?: {rows: SlotName; questions: number; each: number};
  /** Items that test a reward, int32 [count]: suite after suite. */
  suites?: {rows: SlotName; list: readonly Suite[]};
  /** Items from elsewhere that nobody has compared, several answers to each question: int32 [questions, each]. */
  shifted?: {rows: SlotName; questions: number; each: number};
  /** Threes of items of which each beats the next in a circle: int32 [3 * count]. */
  circles?: SlotName;
  /**
   * Items that test for slant, int32 [4 * each]: pairs that differ in slant alone, one after another, then pairs of a right
   * item and a wrong one.
   */
  slant?: {rows: SlotName; each: number};
  /** Densities over items that choices were made by. */
  densities?: Densities;
  /** What verifiers find of each item, [M, 1]: their verdict is `modelWeight` times the model's and `verifierWeight` times this. */
  checks?: SlotName;
  /**
   * Items that each item's verdict is averaged with: which, int32 [M, K], the item itself first, and the share of each, [M, K]. Rows of
   * shares sum to 1.
   */
  near?: {items: SlotName; shares: SlotName};
  /** For each item the item that says the same in other words, or the item itself: a slot int32 [M, 1]. */
  reworded?: SlotName;
  /** The same pairs as matches, where items are teams. */
  league?: League;
  /** A line about each unseen pair, where the items alone do not say enough. */
  about?: string[];
  /** Words and tokens, where items are texts. */
  wording?: Wording;
  /** Why the annotators say what `labels` gives for a row of `pairs`, under these settings of the world. */
  reasons(pair: number, settings: unknown): Reasons;
}

export type PreferenceContext = Pick<Context, 'get' | 'hot' | 'fromHot' | 'key' | 'replicas'>;

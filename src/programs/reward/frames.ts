/** The frames and questions of a reward model. Pure: the page decodes frames with this. */
import * as v from 'valibot';
import {type Channel, channelsOf} from '../../metrics/shared/channels.ts';
import type {FrameSpec, QuestionSpec, RawFrame} from '../../spec/index.ts';
import type {Compared, Counted, Points} from '../../worlds/points.ts';

/** Rewards of unseen pairs of answers A and B, and what is known about the pairs. */
export interface RewardFrame {
  tick: number;
  pairs: number;
  /** Number of tokens, words or whatever lengths are counted in, that make one unit of length. */
  unit: number;
  counted: Counted;
  /** Lists of `pairs` numbers each. */
  channels: Record<Channel, Float32Array>;
}

/** Many answers to each of some questions: lists [questions * each], the answers to one question side by side. */
export interface CandidatesFrame {
  tick: number;
  questions: number;
  each: number;
  /** By the reward model. */
  proxy: Float32Array;
  gold: Float32Array;
  length: Float32Array;
}

/** The weight of each attribute: in a linear reward model, and for the annotators. */
export interface WeightsFrame {
  tick: number;
  names: readonly string[];
  learnt: Float32Array;
  taste: Float32Array;
  /** Index of the weight that belongs to no team: the advantage of playing at home. */
  apart?: number;
}

/** The annotators' choices between answers A and B in the training pairs, and the lengths. */
export interface AuditFrame {
  /** 1 where A was chosen, 0 where B was, 1/2 for a tie. */
  label: Float32Array;
  /** Lengths, in the unit that they are counted in; all 0 if the items have none. */
  counted: Counted;
  lengths: readonly [Float32Array, Float32Array];
}

function comparedOf(known: unknown): Compared | undefined {
  const points = known as Points | undefined;
  return points?.kind === 'things' ? points.compared : undefined;
}

/** From [channels, pairs]. */
function rewards({tick, shape: [, pairs], data}: RawFrame, known: unknown): RewardFrame {
  const compared = comparedOf(known);
  return {
    tick,
    pairs,
    unit: compared?.unit ?? 1,
    counted: compared?.counted ?? 'words',
    channels: channelsOf(data, pairs),
  };
}

/** From proxy, gold and length of every answer, [3, questions * each]. */
function candidates({tick, shape: [, count], data}: RawFrame, known: unknown): CandidatesFrame {
  const each = comparedOf(known)?.each || count;
  const part = (k: number) => data.subarray(k * count, (k + 1) * count);
  return {tick, questions: count / each, each, proxy: part(0), gold: part(1), length: part(2)};
}

/** From the learnt weights and those of the annotators, [2, features]. */
function weights({tick, shape: [, features], data}: RawFrame, known: unknown): WeightsFrame {
  const compared = comparedOf(known);
  return {
    tick,
    names: compared?.features ?? [],
    learnt: data.subarray(0, features),
    taste: data.subarray(features),
    ...(compared?.league && {apart: features - 1}),
  };
}

/** From choices, and both lengths in the world's unit, [3, pairs]. */
function audit({shape: [, pairs], data}: RawFrame, known: unknown): AuditFrame {
  const compared = comparedOf(known);
  const lengths = (k: number) =>
    data.subarray(k * pairs, (k + 1) * pairs).map((x) => Math.round(x * (compared?.unit ?? 1)));
  return {
    label: data.subarray(0, pairs),
    counted: compared?.counted ?? 'words',
    lengths: [lengths(1), lengths(2)],
  };
}

export const rewardFrames = {
  rewards: {phase: 'showRewards', renewedBy: 'settings', kept: 'exact', decode: rewards},
  candidates: {phase: 'showCandidates', renewedBy: 'settings', kept: 'exact', decode: candidates},
  weights: {phase: 'showWeights', renewedBy: 'settings', kept: 'exact', decode: weights},
  audit: {phase: 'showAudit', renewedBy: 'world', decode: audit},
  inputs: {phase: 'showInputs', renewedBy: 'step', decode: (raw: RawFrame) => raw},
} as const satisfies Record<string, FrameSpec>;

/** Words of an answer that the reader writes, in any world. */
const MOST_WRITTEN = 128;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A text with its reward, and how much lower the reward is without each of its words. */
const weighed = v.object({
  reward: v.number(),
  words: v.array(
    v.object({
      /** What stands between the word before and this. */
      before: v.string(),
      text: v.string(),
      contribution: v.number(),
    }),
  ),
  /** What stands behind the last word that models read. */
  rest: v.string(),
});

/** The reasons for the annotator's choice: amounts that speak for an answer or against it. */
const reasons = v.object({
  towards: v.picklist(['A', 'B']),
  parts: v.pipe(
    v.array(v.object({label: v.string(), amount: v.number(), decides: v.optional(v.boolean())})),
    v.readonly(),
  ),
});

export const rewardQuestions = {
  /** What each word of an unseen pair adds to the reward, and each of an answer written to the same question. */
  words: {
    ask: v.object({
      /** Of the unseen pairs, counted from 0. */
      pair: whole,
      /** Tokens. */
      written: v.pipe(v.array(whole), v.maxLength(MOST_WRITTEN), v.readonly()),
    }),
    answer: v.object({
      /** Answers A and B, and the written one; empty where the world has no texts. */
      texts: v.array(weighed),
      reasons,
    }),
    pause: 250,
  },
} as const satisfies Record<string, QuestionSpec>;

export type WeighedText = v.InferOutput<typeof weighed>;
export type WeighedWord = WeighedText['words'][number];
export type Reasons = v.InferOutput<typeof reasons>;
export type WordsAsk = v.InferOutput<typeof rewardQuestions.words.ask>;
export type WordsAnswer = v.InferOutput<typeof rewardQuestions.words.answer>;
/** The words of an unseen pair and of an answer that the reader has written, with what was asked. */
export type WordsFrame = Readonly<WordsAsk> & Readonly<WordsAnswer> & {tick: number};

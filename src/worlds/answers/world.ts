import type * as tf from '@tensorflow/tfjs-core';
import type {Context, SlotName, Slots} from '../../engine/program.ts';
import type {Lattice} from '../lattice.ts';
import type {Feature} from '../preferenceWorld.ts';

/**
 * Tables over places: where an answer to a question stands. Place q 2M + s is state s of question q, and M places behind it the
 * same answer has ended.
 */
export const PLACES = {
  /** What the policy sees of question and state, [2 Q M, seen]. */
  see: 'world/see',
  /** The place that each move leads to, int32 [2 Q M B]. Behind an end there is only the end again, so it has probability 1. */
  next: 'world/next',
  /** 0 where a move is open, else far below 0, [2 Q M, B]. */
  open: 'world/open',
  /** 1 where the answer has not ended, else 0, [2 Q M]. */
  live: 'world/live',
  /** Row q M + s of tables of all answers, int32 [2 Q M]. */
  answer: 'world/answer',
} as const;

/** The answers of the writers: moves, int32 [D, L]. Answer d is one to question d mod Q. */
export const DEMONSTRATIONS = 'world/demonstrations';
/** Numbers about each answer to each question, [Q M, features]; question after question. */
export const FEATURES = 'world/features';
/** What gold reward and taste weigh about each answer, [Q M, weighed]: the features, and what questions may wish for. */
export const WEIGHED = 'world/weighed';
/** How each answer to each question is revised: a move and what it becomes, int32 [Q M, 2]. */
export const REVISIONS = 'world/revisions';
/** 1 where the answer that ends in the first state beats that of the second in the circle, 1/2 where it is the same, [M, M]. */
export const CYCLE = 'world/cycle';
/** Question and answer as tokens, int32 [Q M, length]. */
export const TEXTS = 'world/texts';

export interface Question {
  name: string;
  /** What is asked, as one reads it. */
  asks: string;
  topic: number;
  /** What it wishes for, by its place in WISHES; absent where questions have no wishes. */
  wish?: number;
}

export type AnswerContext = Pick<Context, 'get' | 'hot' | 'fromHot' | 'replicas'>;

/** Questions with finitely many answers, each made of moves. */
export interface AnswerWorld {
  lattice: Lattice;
  /** L: moves of an answer with its end. */
  longest: number;
  questions: readonly Question[];
  /** How many numbers the policy sees. */
  seen: number;
  demonstrations: number;
  slots: Slots;
  /** What the numbers in FEATURES are. */
  features: readonly Feature[];
  /** The same numbers, on the CPU. */
  featureTable: Float32Array;
  /** What gold reward and taste weigh: a slot, and its numbers. They are the features where that is all. */
  weighed: {slot: SlotName; table: Float32Array};
  /** Texts for models that read: the slot, its words, and their number for each answer. */
  texts?: {slots(): Slots; vocabulary: number; length: number};
  /** The slot REVISIONS, where answers can be revised. */
  revisions?(): Slots;
  /** How much of each answer is also in the nearest of so many answers of the writers to its question, [Q M]; from 0 to 1. */
  overlap?(references: number): Float32Array;
  /** Weights [R, weighed] in the gold reward, and in what annotators like. */
  gold(context: AnswerContext): tf.Tensor;
  taste(context: AnswerContext): tf.Tensor;
  /** The same on the CPU, under the world's settings. */
  goldOf(settings: unknown): readonly number[];
  tasteOf(settings: unknown): readonly number[];
}

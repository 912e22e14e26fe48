/** Answers, move by move: how they are given, and how likely each of their moves is. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Keys} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {uniform} from '../../kernels/random.ts';
import {oneHot} from '../../worlds/answers/tables.ts';
import {PLACES} from '../../worlds/answers/world.ts';
import {logits, type Mover, type PolicyContext} from './network.ts';

/** Answers of n questions by each member, L moves each. */
export interface Given {
  /** int32 [R or 1, n, L]. */
  moves: tf.Tensor;
  /** Where the answer stands before each move, int32 [R or 1, n, L]. */
  places: tf.Tensor;
  /** Where it has ended, int32 [R or 1, n]. */
  end: tf.Tensor;
  /** The goals under which they are taught, [R or 1, n, G]; left out where that is the goal that the policy is set. */
  goals?: tf.Tensor;
}

/** Their moves, without how they ended. */
type Made = Pick<Given, 'moves' | 'places' | 'goals'>;

/** The questions of so many rows, one after another, so that every batch asks all alike. */
const questionOf = (row: number, questions: number): number => row % questions;

/** The questions of so many rows, each `times` in a row; int32 [1, rows times]. */
export function asked({world}: PolicyContext, rows: number, times: number): tf.Tensor {
  const questions = world.questions.length;
  return constant(`asked ${questions} ${rows} ${times}`, [1, rows * times], () =>
    Int32Array.from({length: rows * times}, (_, i) => questionOf(Math.floor(i / times), questions)),
  );
}

/** Where answers to the questions of so many rows begin, each question `times` in a row; int32 [1, rows times]. */
export function beginnings(context: PolicyContext, rows: number, times: number): tf.Tensor {
  const {questions, lattice} = context.world;
  const name = `beginnings ${questions.length} ${lattice.states} ${rows} ${times}`;
  return constant(name, [1, rows * times], () =>
    Int32Array.from(
      {length: rows * times},
      (_, i) => 2 * lattice.states * questionOf(Math.floor(i / times), questions.length),
    ),
  );
}

/** Where each move leads, int32 [R or 1, n]. */
function after(context: PolicyContext, places: tf.Tensor, moves: tf.Tensor): tf.Tensor {
  const {lattice} = context.world;
  const size = constant(`moves ${lattice.moves}`, [], () => Int32Array.of(lattice.moves));
  const row = tf.add(tf.mul(places, size), moves);
  return gatherRows(context.get(PLACES.next), row);
}

/** Answers that were just drawn, with the log-probabilities that their moves had, [R, n L, B]. */
export interface Drawn extends Given {
  likelihood: Likelihood;
}

/**
 * Answers drawn from a network: every move is the largest of logits plus Gumbel noise, which has the probabilities of the
 * softmax (Gumbel, 1954; Maddison et al., "A* sampling", 2014). `goals`, [1, n, G], are asked for where they are not the one that
 * the policy is set.
 */
export function answer(context: PolicyContext, name: Mover, begin: tf.Tensor, keys: Keys, goals?: tf.Tensor): Drawn {
  const {longest, lattice} = context.world;
  const n = begin.shape[1]!;
  // What a move is computed with is given back before the next one: many answers may be given at once.
  const noise = tf.tidy(() => tf.split(gumbel(uniform(keys, [longest * n, lattice.moves])), longest, 1));
  const [moves, places, seen]: tf.Tensor[][] = [[], [], []];
  let place = begin.shape[0] === context.replicas ? begin : tf.tile(begin, [context.replicas, 1]);
  for (const here of noise) {
    const scores = tf.tidy(() => logits(context, name, place, goals));
    const move = tf.tidy(() => tf.argMax(tf.add(scores, here), 2));
    seen.push(scores);
    places.push(place);
    moves.push(move);
    place = after(context, place, move);
  }
  const given = {moves: tf.stack(moves, 2), places: tf.stack(places, 2), end: place};
  const all = tf.logSoftmax(tf.reshape(tf.stack(seen, 2), [-1, n * longest, lattice.moves]));
  return {...given, likelihood: {all, made: madeOf(context, all, given)}};
}

/** -log(-log u), for u kept apart from 0 and 1. */
const gumbel = (u: tf.Tensor): tf.Tensor => tf.neg(tf.log(tf.neg(tf.log(tf.add(tf.mul(u, 1 - 2e-7), 1e-7)))));

/** Answers of which only the moves are known, int32 [R or 1, n, L], from where they begin. */
export function retraced(context: PolicyContext, moves: tf.Tensor, begin: tf.Tensor): Given {
  const [members, , longest] = moves.shape as [number, number, number];
  const places: tf.Tensor[] = [];
  let place = begin.shape[0] === members ? begin : tf.tile(begin, [members, 1]);
  for (const move of tf.split(moves, longest, 2)) {
    places.push(place);
    place = after(context, place, tf.squeeze(move, [2]));
  }
  return {moves, places: tf.stack(places, 2), end: place};
}

/** Log-probabilities of every move at every place of answers, [R, n L, B]; and of the moves that were made, [R, n, L]. */
export interface Likelihood {
  all: tf.Tensor;
  made: tf.Tensor;
}

export function likelihood(context: PolicyContext, name: Mover, given: Made): Likelihood {
  const {goals, places} = given;
  const all = tf.logSoftmax(logits(context, name, flat(places), goals && atMoves(goals, places.shape[2]!)));
  return {all, made: madeOf(context, all, given)};
}

/** The goal of each answer at each of its moves, [R or 1, n, G] -> [R or 1, n L, G]. */
const atMoves = (goals: tf.Tensor, longest: number): tf.Tensor =>
  tf.reshape(tf.tile(tf.expandDims(goals, 2), [1, 1, longest, 1]), [goals.shape[0], -1, goals.shape[2]!]);

/** [R, n, L] -> [R, n L]. */
export const flat = (x: tf.Tensor): tf.Tensor => tf.reshape(x, [x.shape[0], -1]);

function madeOf({world}: PolicyContext, all: tf.Tensor, {moves}: Pick<Made, 'moves'>): tf.Tensor {
  const chosen = gatherRows(identity(world.lattice.moves), flat(moves));
  const [, n, longest] = moves.shape as [number, number, number];
  return tf.reshape(tf.sum(tf.mul(all, chosen), 2), [-1, n, longest]);
}

/** Row i is 1 in column i alone, [B, B]. */
const identity = (size: number): tf.Tensor => constant(`identity ${size}`, [size, size], () => oneHot(size));

/** Each number so many times, one after another: [R, n] -> [R, n times]. */
export function each(x: tf.Tensor, times: number): tf.Tensor {
  const [members, n] = x.shape as [number, number];
  return times === 1 ? x : tf.reshape(tf.tile(tf.expandDims(x, 2), [1, 1, times]), [members, n * times]);
}

/** sum_a p(a) (log p(a) - log q(a)) at every place, [R, n, L]; moves that cannot be made have p = 0. */
export function divergence(p: tf.Tensor, q: tf.Tensor, n: number): tf.Tensor {
  const here = tf.sum(tf.mul(tf.exp(p), tf.sub(p, q)), 2);
  return tf.reshape(here, [here.shape[0], n, -1]);
}

/** 1 for the moves up to the one that ends the answer, 0 for those after it, [R or 1, n, L]. */
export const live = ({get}: PolicyContext, {places}: Pick<Made, 'places'>): tf.Tensor =>
  gatherRows(get(PLACES.live), places);

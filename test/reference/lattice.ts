/** Answers as sequences of moves, one by one: what the exact digests sum up over states is summed here over all of them. */
import type {Lattice} from '../../src/metrics/exact/lattice.ts';
import {inputs} from './random.ts';

/** A sequence of moves, its end included. */
export interface Sequence {
  moves: readonly number[];
  /** The state that each move was made in. */
  states: readonly number[];
  /** The state in which it ended. */
  end: number;
}

/** States are counts of each kind of move up to its cap, `most` moves in all; every state may end. */
export function latticeOf(caps: readonly number[], most: number): Lattice {
  const total = (counts: readonly number[]) => counts.reduce((sum, x) => sum + x, 0);
  const all = caps
    .reduce<number[][]>((some, cap) => some.flatMap((row) => [...Array(cap + 1).keys()].map((x) => [...row, x])), [[]])
    .filter((counts) => total(counts) <= most)
    .sort((a, b) => total(a) - total(b));
  const moves = caps.length + 1;
  const next = new Int32Array(all.length * moves).fill(-1);
  const open = new Float32Array(all.length * moves).fill(-1e9);
  for (const [s, counts] of all.entries()) {
    for (const move of caps.keys()) {
      const then = counts.map((x, k) => x + Number(k === move));
      const to = all.findIndex((other) => other.every((x, k) => x === then[k]));
      if (to < 0) continue;
      next[s * moves + move] = to;
      open[s * moves + move] = 0;
    }
    open[s * moves + caps.length] = 0;
  }
  return {states: all.length, moves, next, open};
}

/** One move of `arms`, then the end. */
export function banditOf(arms: number): Lattice {
  const moves = arms + 1;
  const next = new Int32Array((arms + 1) * moves).fill(-1);
  const open = new Float32Array((arms + 1) * moves).fill(-1e9);
  for (let arm = 0; arm < arms; arm++) {
    next[arm] = arm + 1;
    open[arm] = 0;
    open[(arm + 1) * moves + arms] = 0;
  }
  return {states: arms + 1, moves, next, open};
}

export function sequencesOf({moves, next, open}: Lattice): Sequence[] {
  const from = (state: number, made: readonly number[], states: readonly number[]): Sequence[] =>
    [...Array(moves).keys()]
      .filter((move) => open[state * moves + move] === 0)
      .flatMap((move) => {
        const now = {moves: [...made, move], states: [...states, state]};
        return move === moves - 1 ? [{...now, end: state}] : from(next[state * moves + move], now.moves, now.states);
      });
  return from(0, [], []);
}

/** Logits as a network would give them: closed moves have about -1e9. */
export function logitsOf({open}: Lattice, seed: number, size = 1): Float32Array {
  const draw = inputs(seed);
  return open.map((bias) => size * 2 * draw() + bias);
}

/** The chance of each sequence under softmaxes of the logits. */
export function chancesOf(lattice: Lattice, sequences: readonly Sequence[], logits: ArrayLike<number>): number[] {
  const {moves: width, open} = lattice;
  return sequences.map(({moves, states}) =>
    moves.reduce((chance, move, t) => {
      const row = [...Array(width).keys()].filter((a) => open[states[t] * width + a] === 0);
      const of = (a: number) => Math.exp(logits[states[t] * width + a]);
      return (chance * of(move)) / row.reduce((sum, a) => sum + of(a), 0);
    }, 1),
  );
}

const sum = (x: readonly number[]) => x.reduce((all, value) => all + value, 0);

export const expected = (chances: readonly number[], x: readonly number[]): number =>
  sum(chances.map((chance, i) => chance * x[i]));

export const entropy = (p: readonly number[]): number => -sum(p.map((x) => x * Math.log(x)));

export const divergence = (p: readonly number[], q: readonly number[]): number =>
  sum(p.map((x, i) => (x === 0 ? 0 : x * Math.log(x / q[i]))));

/** P(x > y) + P(x = y) / 2, pair by pair. */
export const winning = (p: readonly number[], q: readonly number[], score: readonly number[]): number =>
  sum(p.flatMap((x, i) => q.map((y, j) => x * y * (score[i] > score[j] ? 1 : score[i] === score[j] ? 0.5 : 0))));

/** The law of the best of n draws, tuple by tuple; those that share the highest score share the tuple's chance. */
export function bestOfTuples(p: readonly number[], score: readonly number[], n: number): number[] {
  const law = p.map(() => 0);
  const visit = (tuple: readonly number[], chance: number) => {
    if (tuple.length < n) {
      for (const i of p.keys()) visit([...tuple, i], chance * p[i]);
      return;
    }
    const highest = Math.max(...tuple.map((i) => score[i]));
    const best = tuple.filter((i) => score[i] === highest);
    for (const i of best) law[i] += chance / best.length;
  };
  visit([], 1);
  return law;
}

/** p(y) exp(r(y) / beta), normalised. */
export function tilted(p: readonly number[], reward: readonly number[], beta: number): number[] {
  const weights = p.map((x, i) => x * Math.exp(reward[i] / beta));
  return weights.map((weight) => weight / sum(weights));
}

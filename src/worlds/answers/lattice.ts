/** All states of an answer, and where each move leads. */
import type {Lattice} from '../lattice.ts';
import {after, CAPS, type Counts, isOpen, KINDS, MOST_MOVES, NOTHING, total} from './moves.ts';

/** What is added to the logit of a move that cannot be made. */
export const CLOSED = -1e9;

/** With the counts of every state, fewer moves before more. */
export interface AnswerLattice extends Lattice {
  counts: readonly Counts[];
  /** The state with these counts. */
  at(counts: Counts): number;
}

let known: AnswerLattice | undefined;

/** The same for every question: what a move says differs, not which moves there are. */
export function answerLattice(): AnswerLattice {
  known ??= layOut();
  return known;
}

/** What one more move of each kind adds to the number of a list of counts: every list within the caps has its own. */
const STRIDES = KINDS.map((_, i) => KINDS.slice(0, i).reduce((product, kind) => product * (CAPS[kind] + 1), 1));
const LISTS = KINDS.reduce((product, kind) => product * (CAPS[kind] + 1), 1);

const numberOf = (counts: Counts): number => KINDS.reduce((sum, kind, i) => sum + STRIDES[i] * counts[kind], 0);

function layOut(): AnswerLattice {
  const places = new Int32Array(LISTS).fill(-1);
  places[0] = 0;
  const counts: Counts[] = [NOTHING];
  const numbers = [0];
  const moves = KINDS.length + 1;
  const [next, open]: number[][] = [[], []];
  // The list grows while it is gone through: level after level.
  for (const [state, here] of counts.entries()) {
    for (const [move, kind] of KINDS.entries()) {
      const can = isOpen(here, kind);
      const there = numbers[state] + STRIDES[move];
      if (can && places[there] < 0) {
        places[there] = counts.length;
        counts.push(after(here, kind));
        numbers.push(there);
      }
      next.push(can ? places[there] : state);
      open.push(can ? 0 : CLOSED);
    }
    // The end.
    next.push(state);
    open.push(0);
  }
  return {
    states: counts.length,
    moves,
    next: Int32Array.from(next),
    open: Float32Array.from(open),
    counts,
    at: (here) => places[numberOf(here)],
  };
}

/** Numbers that a policy sees of a state: of each move how often it was made, whether at all, whether as often as it can be. */
export const SEEN = 3 * KINDS.length + 1;

/** [M, SEEN]. */
export function seenStates({counts}: Pick<AnswerLattice, 'counts'>): Float32Array {
  return Float32Array.from(
    counts.flatMap((here) => [
      ...KINDS.map((kind) => here[kind] / CAPS[kind]),
      ...KINDS.map((kind) => Number(here[kind] > 0)),
      ...KINDS.map((kind) => Number(here[kind] === CAPS[kind])),
      total(here) / MOST_MOVES,
    ]),
  );
}

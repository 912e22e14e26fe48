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

function layOut(): AnswerLattice {
  const places = new Map<string, number>([[nameOf(NOTHING), 0]]);
  const counts: Counts[] = [NOTHING];
  // The list grows while it is gone through: level after level.
  for (const here of counts) {
    for (const kind of KINDS) {
      if (!isOpen(here, kind)) continue;
      const there = after(here, kind);
      const name = nameOf(there);
      if (places.has(name)) continue;
      places.set(name, counts.length);
      counts.push(there);
    }
  }
  const moves = KINDS.length + 1;
  const next = new Int32Array(counts.length * moves);
  const open = new Float32Array(counts.length * moves);
  for (const [state, here] of counts.entries()) {
    for (const [move, kind] of KINDS.entries()) {
      const can = isOpen(here, kind);
      next[state * moves + move] = can ? places.get(nameOf(after(here, kind)))! : state;
      open[state * moves + move] = can ? 0 : CLOSED;
    }
    next[state * moves + KINDS.length] = state;
  }
  return {states: counts.length, moves, next, open, counts, at: (here) => places.get(nameOf(here))!};
}

const nameOf = (counts: Counts): string => KINDS.map((kind) => counts[kind]).join();

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

/**
 * Answers that are given move by move, each an answer to the same question. There are so few states that everything about
 * a policy can be computed exactly.
 */
export interface Lattice {
  /** M. State 0 is the empty answer. States are sorted by how many moves were made: a move always leads to a later state. */
  states: number;
  /** B; the last one ends the answer. */
  moves: number;
  /** The state that each move leads to, [M, B]; of the last move, and of one that is not open, anything. */
  next: Int32Array;
  /** 0 where a move is open, -1e9 where it is not, [M, B]. */
  open: Float32Array;
}

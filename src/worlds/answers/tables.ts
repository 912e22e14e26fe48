/** Slots that any world of answers has. */
import type {Slots} from '../../engine/program.ts';
import type {Lattice} from '../../metrics/exact/lattice.ts';
import {dataSlot} from '../world.ts';
import {CLOSED} from './lattice.ts';
import {STATES} from './world.ts';

/** The tables of a lattice over its states and the same states ended. `seen` is [M, width]; of an ended answer nothing is seen. */
export function stateSlots({states, moves, next, open}: Lattice, seen: Float32Array): Slots {
  const width = seen.length / states;
  const end = moves - 1;
  const leads = new Int32Array(2 * states * moves);
  const can = new Float32Array(2 * states * moves).fill(CLOSED);
  for (let state = 0; state < states; state++) {
    for (let move = 0; move < moves; move++) {
      const at = state * moves + move;
      leads[at] = move === end ? states + state : next[at];
      leads[at + states * moves] = states + state;
      can[at] = open[at];
    }
    can[(states + state) * moves + end] = 0;
  }
  const both = new Float32Array(2 * states * width);
  both.set(seen);
  return {
    [STATES.see]: dataSlot([2 * states, width], both),
    [STATES.next]: dataSlot([2 * states * moves], leads),
    [STATES.open]: dataSlot([2 * states, moves], can),
  };
}

/** Lists of moves as rows of one length: behind its last move an answer ends, and goes on ending. */
export function moveRows(lists: readonly (readonly number[])[], longest: number, end: number): Int32Array {
  const rows = new Int32Array(lists.length * longest).fill(end);
  lists.forEach((moves, i) => {
    rows.set(moves.slice(0, longest - 1), i * longest);
  });
  return rows;
}

/** Row i is 1 in column i alone. */
export const oneHot = (size: number): Float32Array =>
  Float32Array.from({length: size * size}, (_, i) => Number(Math.floor(i / size) === i % size));

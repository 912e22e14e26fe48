/** Slots that any world of answers has. */
import type {Slots} from '../../engine/program.ts';
import type {Lattice} from '../lattice.ts';
import {dataSlot} from '../world.ts';
import {CLOSED} from './lattice.ts';
import {PLACES} from './world.ts';

/**
 * The tables over all places of the questions. `seen`, [M, width], is what is seen of a state; behind it stands what is seen of the
 * question, one row of `asked` for each. Of an ended answer nothing is seen.
 */
export function placeSlots(
  {states, moves, next, open}: Lattice,
  seen: Float32Array,
  asked: readonly (readonly number[])[],
): Slots {
  const questions = asked.length;
  const [width, end, count] = [seen.length / states, moves - 1, 2 * questions * states];
  const all = width + asked[0].length;
  const see = new Float32Array(count * all);
  const leads = new Int32Array(count * moves);
  const can = new Float32Array(count * moves).fill(CLOSED);
  const live = new Float32Array(count);
  const answer = new Int32Array(count);
  for (let question = 0; question < questions; question++) {
    for (let state = 0; state < states; state++) {
      const place = 2 * question * states + state;
      const ended = place + states;
      see.set(seen.subarray(state * width, (state + 1) * width), place * all);
      see.set(asked[question], place * all + width);
      for (let move = 0; move < moves; move++) {
        const there = move === end ? ended : next[state * moves + move] + 2 * question * states;
        leads[place * moves + move] = there;
        leads[ended * moves + move] = ended;
        can[place * moves + move] = open[state * moves + move];
      }
      can[ended * moves + end] = 0;
      live[place] = 1;
      answer[place] = question * states + state;
      answer[ended] = answer[place];
    }
  }
  return {
    [PLACES.see]: dataSlot([count, all], see),
    [PLACES.next]: dataSlot([count * moves], leads),
    [PLACES.open]: dataSlot([count, moves], can),
    [PLACES.live]: dataSlot([count], live),
    [PLACES.answer]: dataSlot([count], answer),
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

/** A policy on a lattice, and the law of the answers that it gives. */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import type {Lattice, Numbers} from './lattice.ts';

export interface LatticePolicy {
  lattice: Lattice;
  /** log pi(a|s), -Infinity where a move is closed, [M, B]. */
  log: Float64Array;
  /** pi(a|s), [M, B]. */
  chance: Float64Array;
  /** d(s): the chance that an answer passes through a state, [M]. */
  visits: Float64Array;
  /** p(s) = d(s) pi(end|s): the chance that an answer ends in a state, [M]. The sum is 1. */
  law: Float64Array;
}

/** The policy of these logits, [M, B]: pi(a|s) = exp z(s, a) / sum of exp z(s, b) over the moves that are open. */
export function policyOf(lattice: Lattice, logits: Numbers): LatticePolicy {
  const {states, moves, open} = lattice;
  const log = new Float64Array(states * moves).fill(-Infinity);
  const chance = new Float64Array(states * moves);
  for (let from = 0; from < log.length; from += moves) {
    const to = from + moves;
    let top = -Infinity;
    for (let i = from; i < to; i++) if (open[i] === 0 && logits[i] > top) top = logits[i];
    let sum = 0;
    for (let i = from; i < to; i++) if (open[i] === 0) sum += chance[i] = exp(logits[i] - top);
    const all = top + ln(sum);
    for (let i = from; i < to; i++) {
      if (open[i] !== 0) continue;
      log[i] = logits[i] - all;
      chance[i] /= sum;
    }
  }
  return {lattice, log, chance, ...passing(lattice, chance)};
}

/** Where answers pass and end, from pi(a|s), [M, B]: d(next(s, a)) += d(s) pi(a|s), from the empty answer on. */
export function passing({states, moves, next}: Lattice, chance: Float64Array): Pick<LatticePolicy, 'visits' | 'law'> {
  const visits = new Float64Array(states);
  const law = new Float64Array(states);
  visits[0] = 1;
  for (let s = 0, i = 0; s < states; s++) {
    const here = visits[s];
    for (let a = 0; a + 1 < moves; a++, i++) if (chance[i] !== 0) visits[next[i]] += here * chance[i];
    law[s] = here * chance[i++];
  }
  return {visits, law};
}

/** log p(s), [M], also of answers whose chance is too small for a double. */
export function logLawOf({lattice: {states, moves, next}, log}: LatticePolicy): Float64Array {
  const end = new Float64Array(states).fill(-Infinity);
  // The sum over the ways to a state, divided by the likeliest of them so far.
  const top = new Float64Array(states).fill(-Infinity);
  const sum = new Float64Array(states);
  top[0] = 0;
  sum[0] = 1;
  for (let s = 0, i = 0; s < states; s++) {
    const here = top[s] + ln(sum[s]);
    for (let a = 0; a + 1 < moves; a++, i++) {
      const way = here + log[i];
      if (way === -Infinity) continue;
      const to = next[i];
      if (way > top[to]) {
        sum[to] = sum[to] * exp(top[to] - way) + 1;
        top[to] = way;
      } else {
        sum[to] += exp(way - top[to]);
      }
    }
    end[s] = here + log[i++];
  }
  return end;
}

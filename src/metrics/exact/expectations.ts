/** What a policy does on the whole: expectations over its answers, and sums over the states that they pass through. */
import type {Numbers} from './lattice.ts';
import type {LatticePolicy} from './policy.ts';

/** sum_s p(s) x(s), where x belongs to the answer that ends in s, [M]. */
export function expectation(law: Float64Array, x: Numbers): number {
  let sum = 0;
  for (let s = 0; s < law.length; s++) if (law[s] !== 0) sum += law[s] * x[s];
  return sum;
}

/** The same of each column of a table [M, A]. */
export function expectations(law: Float64Array, table: Numbers, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  for (let s = 0, i = 0; s < law.length; s++) {
    for (let column = 0; column < columns; column++, i++) if (law[s] !== 0) sums[column] += law[s] * table[i];
  }
  return sums;
}

/** Mean number of moves of an answer, its end not counted: sum_s d(s) - 1. */
export function movesOf({visits}: LatticePolicy): number {
  let sum = 0;
  for (let s = 0; s < visits.length; s++) sum += visits[s];
  return sum - 1;
}

/** Entropy of the answers, each a sequence of moves, in nats: sum_s d(s) H(pi(.|s)). */
export function entropyOf({lattice: {moves}, visits, chance, log}: LatticePolicy): number {
  let sum = 0;
  for (let s = 0, i = 0; s < visits.length; s++) {
    let here = 0;
    for (let a = 0; a < moves; a++, i++) if (chance[i] !== 0) here -= chance[i] * log[i];
    if (visits[s] !== 0) sum += visits[s] * here;
  }
  return sum;
}

/**
 * KL divergence of the answers of p from those of q, in nats: sum_s d_p(s) KL(p(.|s) || q(.|s)). Answers are sequences of
 * moves: two that end in one state differ.
 */
export function divergenceOf(p: LatticePolicy, q: LatticePolicy): number {
  const {moves} = p.lattice;
  let sum = 0;
  for (let s = 0, i = 0; s < p.visits.length; s++) {
    let here = 0;
    for (let a = 0; a < moves; a++, i++) if (p.chance[i] !== 0) here += p.chance[i] * (p.log[i] - q.log[i]);
    if (p.visits[s] !== 0) sum += p.visits[s] * here;
  }
  return sum;
}

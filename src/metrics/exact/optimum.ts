/**
 * The policy that is best at a given price of divergence: it maximises J(pi) = E r - beta KL(pi || ref), and is
 *
 *     pi*(y) = ref(y) exp(r(y) / beta) / Z,     J(pi) = J(pi*) - beta KL(pi || pi*).
 *
 * Its moves follow from soft values, V(s) = beta log sum_a ref(a|s) exp(V(next(s, a)) / beta), where the end is worth r(s).
 * Ziebart, "Modeling purposeful adaptive behavior with the principle of maximum causal entropy" (2010); Rafailov et al.,
 * "Direct preference optimization" (2023), equation 4.
 */
import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import {divergenceOf, expectation} from './expectations.ts';
import type {Numbers} from './lattice.ts';
import {ratio} from './logarithms.ts';
import {type LatticePolicy, logLawOf, passing} from './policy.ts';

export interface Optimum {
  beta: number;
  policy: LatticePolicy;
  /** J(pi*). */
  value: number;
}

/** J(pi) = E r - beta KL(pi || ref), where r belongs to the answer that ends in a state, [M]. */
export const objectiveOf = (policy: LatticePolicy, reference: LatticePolicy, reward: Numbers, beta: number): number =>
  expectation(policy.law, reward) - (beta === 0 ? 0 : beta * divergenceOf(policy, reference));

/**
 * pi* for beta >= 0; at 0 the reference among the best answers alone. The value of a state is kept in two parts, the
 * highest reward that can be reached and beta times a logarithm: exp(r / beta) would overflow, and their sum loses the
 * logarithm where beta is small.
 */
export function optimumOf(reference: LatticePolicy, reward: Numbers, beta: number): Optimum {
  const {lattice} = reference;
  const {states, moves, next} = lattice;
  const highest = new Float64Array(states).fill(-Infinity);
  const rest = new Float64Array(states).fill(-Infinity);
  const log = new Float64Array(states * moves).fill(-Infinity);
  const chance = new Float64Array(states * moves);
  for (let s = states - 1; s >= 0; s--) {
    const from = s * moves;
    const end = from + moves - 1;
    let best = -Infinity;
    for (let i = from; i <= end; i++) {
      if (reference.log[i] !== -Infinity) best = Math.max(best, i === end ? reward[s] : highest[next[i]]);
    }
    highest[s] = best;
    if (best === -Infinity) continue;
    let top = -Infinity;
    for (let i = from; i <= end; i++) {
      if (reference.log[i] === -Infinity) continue;
      const reached = i === end ? reward[s] : highest[next[i]];
      if (reached === -Infinity) continue;
      log[i] = reference.log[i] + ratio(reached - best, beta) + (i === end ? 0 : rest[next[i]]);
      if (log[i] > top) top = log[i];
    }
    let sum = 0;
    for (let i = from; i <= end; i++) if (log[i] !== -Infinity) sum += chance[i] = exp(log[i] - top);
    rest[s] = top + ln(sum);
    for (let i = from; i <= end; i++) {
      log[i] -= rest[s];
      chance[i] /= sum;
    }
  }
  return {beta, policy: {lattice, log, chance, ...passing(lattice, chance)}, value: highest[0] + beta * rest[0]};
}

/** J(pi*) - J(pi), as beta KL(pi || pi*): never negative. At beta = 0 the reward that is missing. */
export const regretOf = (policy: LatticePolicy, {beta, policy: best, value}: Optimum, reward: Numbers): number =>
  beta === 0 ? value - expectation(policy.law, reward) : beta * divergenceOf(policy, best);

export interface FrontierPoint {
  beta: number;
  /** KL(pi* || ref), in nats: no policy reaches as much reward with less. */
  divergence: number;
  /** The law of the answers of pi*, by state, [M]. */
  law: Float64Array;
}

/** The optimum at each beta, without its moves: p*(s) = p_ref(s) exp(r(s) / beta) / Z. */
export function frontierOf(reference: LatticePolicy, reward: Numbers, betas: readonly number[]): FrontierPoint[] {
  const log = logLawOf(reference);
  let best = -Infinity;
  for (let s = 0; s < log.length; s++) if (log[s] !== -Infinity && reward[s] > best) best = reward[s];
  return betas.map((beta) => {
    const law = new Float64Array(log.length);
    let top = -Infinity;
    for (let s = 0; s < law.length; s++) {
      law[s] = log[s] === -Infinity ? -Infinity : log[s] + ratio(reward[s] - best, beta);
      if (law[s] > top) top = law[s];
    }
    let sum = 0;
    for (let s = 0; s < law.length; s++) sum += law[s] = exp(law[s] - top);
    let gain = 0;
    for (let s = 0; s < law.length; s++) {
      law[s] /= sum;
      if (law[s] !== 0) gain += law[s] * ratio(reward[s] - best, beta);
    }
    const divergence = gain - top - ln(sum);
    return {beta, divergence, law};
  });
}

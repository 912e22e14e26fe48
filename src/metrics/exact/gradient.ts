import type {Numbers} from './lattice.ts';
import type {LatticePolicy} from './policy.ts';

/**
 * The gradient of J(pi) = E r - beta KL(pi || ref) with respect to the logits of pi, [M, B]:
 *
 *     dJ / dz(s, a) = d(s) pi(a|s) (Q(s, a) - V(s)),     V(s) = sum_a pi(a|s) Q(s, a),
 *     Q(s, a) = V(next(s, a)) - beta log(pi(a|s) / ref(a|s)), where the end is worth r(s).
 *
 * Sutton et al., "Policy gradient methods for reinforcement learning with function approximation" (1999), theorem 1.
 */
export function objectiveGradient(
  {lattice, log, chance, visits}: LatticePolicy,
  reference: LatticePolicy,
  reward: Numbers,
  beta: number,
): Float64Array {
  const {states, moves, next} = lattice;
  const values = new Float64Array(states);
  const gradient = new Float64Array(states * moves);
  for (let s = states - 1; s >= 0; s--) {
    const from = s * moves;
    const end = from + moves - 1;
    let value = 0;
    for (let i = from; i <= end; i++) {
      if (chance[i] === 0) continue;
      const price = beta === 0 ? 0 : beta * (log[i] - reference.log[i]);
      gradient[i] = (i === end ? reward[s] : values[next[i]]) - price;
      value += chance[i] * gradient[i];
    }
    values[s] = value;
    for (let i = from; i <= end; i++) {
      gradient[i] = chance[i] === 0 ? 0 : visits[s] * chance[i] * (gradient[i] - value);
    }
  }
  return gradient;
}

/** Best-of-n: what is gained, by the reward and by the gold reward, when the reward chooses among n answers. */
import ln from '@stdlib/math-base-special-ln';
import {mean} from '../shared/statistics.ts';

export interface Candidates {
  questions: number;
  each: number;
}

export interface BestOf {
  n: number;
  /** Upper bound of the KL divergence of the best of n from one answer, in nats: log n - (n - 1) / n. */
  divergence: number;
  proxy: number;
  gold: number;
  length: number;
}

/**
 * Mean proxy, gold and length of the answer with the highest proxy among n, over all subsets of n of a question's m
 * answers and all questions. With the answers sorted by falling proxy, number k (from 0) is the best of a subset with
 * probability C(m - 1 - k, n - 1) / C(m, n). Gold is centred and divided by its deviation over all answers, so that 0 is
 * an answer at random; the proxy likewise.
 *
 * Data is [3, questions * each]: proxy, gold, length. Gao, Schulman and Hilton, "Scaling laws for reward model
 * overoptimization" (2022); the divergence: Stiennon et al., "Learning to summarize from human feedback" (2020).
 */
export function bestOfCurve(data: Float32Array, {questions, each}: Candidates): BestOf[] {
  const count = questions * each;
  const [proxy, gold] = [standardised(data.subarray(0, count)), standardised(data.subarray(count, 2 * count))];
  const length = data.subarray(2 * count, 3 * count);
  const sorted = Array.from({length: questions}, (_, q) =>
    Array.from({length: each}, (_, k) => q * each + k).sort((i, j) => proxy[j] - proxy[i]),
  );
  return powersUpTo(each).map((n) => {
    const chance = chancesOfBest(each, n);
    const expected = (x: ArrayLike<number>) =>
      mean(sorted.map((order) => order.reduce((sum, i, k) => sum + chance[k] * x[i], 0)));
    return {
      n,
      divergence: ln(n) - (n - 1) / n,
      proxy: expected(proxy),
      gold: expected(gold),
      length: expected(length),
    };
  });
}

/** Gold of the best of 4, of 16 and of all, and proxy and length of the last; in deviations from an answer at random. */
export function bestOfN(data: Float32Array, candidates: Candidates): Record<string, number> {
  const curve = bestOfCurve(data, candidates);
  const all = curve.at(-1)!;
  const some = curve.filter(({n}) => n === 4 || n === 16);
  return {
    ...Object.fromEntries(some.map(({n, gold}) => [`bestOf${n}Gold`, gold])),
    bestOfAllGold: all.gold,
    bestOfAllProxy: all.proxy,
    bestOfAllLength: all.length,
  };
}

function powersUpTo(most: number): number[] {
  const powers = [];
  for (let n = 1; n <= most; n *= 2) powers.push(n);
  return powers;
}

/** Chance that the k-th best of m is the best of n drawn without repetition: p_0 = n / m, p_(k+1) = p_k (m - n - k) / (m - 1 - k). */
function chancesOfBest(m: number, n: number): number[] {
  const chances = [n / m];
  for (let k = 0; k + 1 < m; k++) chances.push((chances[k] * Math.max(0, m - n - k)) / (m - 1 - k));
  return chances;
}

function standardised(x: Float32Array): Float64Array {
  const centre = mean(x);
  const deviation = Math.sqrt(mean(x.map((value) => (value - centre) ** 2)));
  return Float64Array.from(x, (value) => (deviation > 0 ? (value - centre) / deviation : 0));
}

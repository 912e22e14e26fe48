import {describe, expect, it} from 'vitest';
import {bestOf, bestOfBound} from '../../src/metrics/exact/bestOfN.ts';
import {exactMetrics} from '../../src/metrics/exact/compute.ts';
import {divergenceOf, entropyOf, expectation, expectations, movesOf} from '../../src/metrics/exact/expectations.ts';
import {objectiveGradient} from '../../src/metrics/exact/gradient.ts';
import {logAdd, logOneMinusExp, oneMinusExp} from '../../src/metrics/exact/logarithms.ts';
import {frontierOf, objectiveOf, optimumOf, regretOf} from '../../src/metrics/exact/optimum.ts';
import {atKL, frontierPeak} from '../../src/metrics/exact/path.ts';
import {logLawOf, policyOf} from '../../src/metrics/exact/policy.ts';
import {rankingOf, winRate} from '../../src/metrics/exact/ranking.ts';
import * as all from '../reference/lattice.ts';
import {inputs} from '../reference/random.ts';

/** A policy, its reference and scores by state, once by states and once answer by answer. */
function example(lattice: ReturnType<typeof all.latticeOf>, seed: number) {
  const [logits, before] = [all.logitsOf(lattice, seed), all.logitsOf(lattice, seed + 1)];
  const sequences = all.sequencesOf(lattice);
  const draw = inputs(seed + 2);
  const scores = () => Float32Array.from({length: lattice.states}, () => 3 * draw());
  // Few values, so that there are ties.
  const gold = scores().map((x) => Math.round(x / 2));
  const reward = scores();
  const by = (x: ArrayLike<number>) => sequences.map(({end}) => x[end]);
  return {
    ...{lattice, sequences, logits, gold, reward, by},
    policy: policyOf(lattice, logits),
    reference: policyOf(lattice, before),
    p: all.chancesOf(lattice, sequences, logits),
    q: all.chancesOf(lattice, sequences, before),
  };
}

/** A law over answers as one over the states that they end in. */
function byState(law: readonly number[], {lattice, sequences}: Pick<Example, 'lattice' | 'sequences'>): number[] {
  const states = new Array<number>(lattice.states).fill(0);
  for (const [i, {end}] of sequences.entries()) states[end] += law[i];
  return states;
}

type Example = ReturnType<typeof example>;

function expectAll(found: ArrayLike<number>, right: ArrayLike<number>, digits = 12): void {
  expect(found).toHaveLength(right.length);
  for (let i = 0; i < right.length; i++) expect(found[i]).toBeCloseTo(right[i], digits);
}

const EXAMPLES = [
  ['a lattice of three kinds of moves', all.latticeOf([2, 1, 2], 3), 1],
  ['another policy on it', all.latticeOf([2, 1, 2], 3), 7],
  ['a bandit', all.banditOf(6), 3],
] as const;

describe.each(EXAMPLES)('on %s', (_, lattice, seed) => {
  const here = example(lattice, seed);
  const {policy, reference, p, q, gold, reward, by, sequences} = here;

  it('the law of the answers is that of all sequences, and closed moves have no chance', () => {
    expectAll(policy.law, byState(p, here));
    expect(expectation(policy.law, new Float32Array(lattice.states).fill(1))).toBeCloseTo(1, 13);
    expectAll(logLawOf(policy).map(Math.exp), byState(p, here));
    for (const [i, open] of lattice.open.entries()) expect(policy.log[i] > -Infinity).toBe(open === 0);
  });

  it('expectations are sums over all sequences', () => {
    expect(expectation(policy.law, gold)).toBeCloseTo(all.expected(p, by(gold)), 12);
    const table = Float32Array.from({length: 2 * lattice.states}, (_, i) => (i % 2 === 0 ? gold : reward)[i >> 1]);
    expectAll(expectations(policy.law, table, 2), [all.expected(p, by(gold)), all.expected(p, by(reward))]);
    expect(movesOf(policy)).toBeCloseTo(
      all.expected(
        p,
        sequences.map(({moves}) => moves.length - 1),
      ),
      12,
    );
  });

  it('entropy and both divergences follow from the moves', () => {
    expect(entropyOf(policy)).toBeCloseTo(all.entropy(p), 12);
    expect(divergenceOf(policy, reference)).toBeCloseTo(all.divergence(p, q), 12);
    expect(divergenceOf(reference, policy)).toBeCloseTo(all.divergence(q, p), 12);
    // Planted: the wrong way round.
    expect(Math.abs(divergenceOf(policy, reference) - all.divergence(q, p))).toBeGreaterThan(1e-3);
  });

  it('the win rate is that of all pairs of answers, ties counting half', () => {
    const rate = winRate(policy.law, reference.law, rankingOf(gold));
    expect(rate).toBeCloseTo(all.winning(p, q, by(gold)), 12);
    expect(winRate(reference.law, policy.law, rankingOf(gold))).toBeCloseTo(1 - rate, 12);
    expect(winRate(policy.law, policy.law, rankingOf(gold))).toBeCloseTo(0.5, 12);
    // Planted: a sign of the score.
    expect(Math.abs(rate - all.winning(p, q, by(gold.map((x) => -x))))).toBeGreaterThan(0.01);
  });

  it.each([1, 2, 3])('the best of %i is that of all tuples, with ties and without', (n) => {
    for (const score of [gold, reward]) {
      const best = bestOf(policy.law, rankingOf(score));
      const right = all.bestOfTuples(p, by(score), n);
      expectAll(best.law(n), byState(right, here));
      expect(best.divergence(n)).toBeCloseTo(all.divergence(right, p), 12);
      // Planted: the worst of n.
      const worst = byState(all.bestOfTuples(p, by(score.map((x) => -x)), n), here);
      const off = Math.max(...best.law(n).map((x, s) => Math.abs(x - worst[s])));
      if (n > 1) expect(off).toBeGreaterThan(0.01);
    }
  });

  it.each([0.1, 0.7, 5])('the optimum at beta %f is the normalised tilt of all sequences', (beta) => {
    const right = all.tilted(q, by(reward), beta);
    const best = optimumOf(reference, reward, beta);
    expectAll(best.policy.law, byState(right, here));
    expect(divergenceOf(best.policy, reference)).toBeCloseTo(all.divergence(right, q), 11);
    expect(divergenceOf(policy, best.policy)).toBeCloseTo(all.divergence(p, right), 10);
    expect(divergenceOf(best.policy, policy)).toBeCloseTo(all.divergence(right, p), 10);
    // Its chances move by move, not only where it ends.
    const chances = sequences.map(({moves, states}) =>
      moves.reduce((all, move, t) => all * best.policy.chance[states[t] * lattice.moves + move], 1),
    );
    expectAll(chances, right);
    const [point] = frontierOf(reference, reward, [beta]);
    expectAll(point.law, best.policy.law);
    expect(point.divergence).toBeCloseTo(all.divergence(right, q), 11);
    // Planted: a sign of the reward.
    const wrong = byState(all.tilted(q, by(reward.map((x) => -x)), beta), here);
    expect(Math.max(...best.policy.law.map((x, s) => Math.abs(x - wrong[s])))).toBeGreaterThan(0.01);
  });

  it.each([0, 0.1, 0.7, 5])('regret at beta %f is what the objective lacks of its highest value', (beta) => {
    const best = optimumOf(reference, reward, beta);
    const objective = all.expected(p, by(reward)) - beta * all.divergence(p, q);
    expect(objectiveOf(policy, reference, reward, beta)).toBeCloseTo(objective, 12);
    expect(objectiveOf(best.policy, reference, reward, beta)).toBeCloseTo(best.value, 11);
    expect(regretOf(policy, best, reward)).toBeCloseTo(best.value - objective, 11);
    expect(regretOf(best.policy, best, reward)).toBeCloseTo(0, 12);
    // Planted: the divergence of the optimum from the policy.
    if (beta > 0) {
      const wrong = beta * divergenceOf(best.policy, policy);
      expect(Math.abs(wrong - (best.value - objective))).toBeGreaterThan(1e-3);
    }
  });

  it.each([0, 0.5, 3])('the gradient at beta %f is that of finite differences over all sequences', (beta) => {
    const gradient = objectiveGradient(policy, reference, reward, beta);
    const value = (logits: ArrayLike<number>) => {
      const chances = all.chancesOf(lattice, sequences, logits);
      return all.expected(chances, by(reward)) - beta * all.divergence(chances, q);
    };
    const h = 1e-5;
    const moved = (i: number, by: number) => value(Float64Array.from(here.logits, (z, k) => (k === i ? z + by : z)));
    const slopes = [...lattice.open.keys()].map((i) =>
      lattice.open[i] === 0 ? (moved(i, h) - moved(i, -h)) / (2 * h) : 0,
    );
    expectAll(gradient, slopes, 8);
    expect(Math.max(...slopes.map(Math.abs))).toBeGreaterThan(0.01);
    // Planted: a sign of the price, and the visits left out.
    const off = (wrong: ArrayLike<number>) => Math.max(...slopes.map((slope, i) => Math.abs(slope - wrong[i])));
    if (beta > 0) expect(off(objectiveGradient(policy, reference, reward, -beta))).toBeGreaterThan(0.01);
    const unvisited = gradient.map((x, i) => x / policy.visits[Math.floor(i / lattice.moves)]);
    if (sequences.some(({moves}) => moves.length > 2)) expect(off(unvisited)).toBeGreaterThan(0.01);
  });

  it('vanishes at the optimum', () => {
    const {policy: best} = optimumOf(reference, reward, 0.7);
    for (const slope of objectiveGradient(best, reference, reward, 0.7)) expect(slope).toBeCloseTo(0, 12);
  });
});

describe('the best of n', () => {
  const uniform = (count: number) => new Float64Array(count).fill(1 / count);
  const rising = rankingOf(Float64Array.from({length: 1000}, (_, k) => k));

  it('among equally likely answers follows k^n - (k - 1)^n, for any n', () => {
    for (const n of [1, 1.5, 4, 100]) {
      const law = bestOf(uniform(1000), rising).law(n);
      for (const k of [1, 500, 999, 1000]) expect(law[k - 1]).toBeCloseTo((k / 1000) ** n - ((k - 1) / 1000) ** n, 13);
    }
  });

  it('has a divergence below the bound, which it nears where answers are many', () => {
    const best = bestOf(uniform(1000), rising);
    expect(best.divergence(1)).toBeCloseTo(0, 12);
    for (const n of [2, 4, 16]) {
      const bound = Math.log(n) - (n - 1) / n;
      expect(bestOfBound(n)).toBeCloseTo(bound, 14);
      expect(best.divergence(n)).toBeLessThan(bound);
      expect(best.divergence(n)).toBeGreaterThan(bound - 0.01);
    }
    // Of very many, the best there is: log 1000.
    expect(best.divergence(1e9)).toBeCloseTo(Math.log(1000), 10);
    expect(best.divergence(Infinity)).toBeCloseTo(Math.log(1000), 10);
    expect(bestOf(uniform(1000), rankingOf(new Float32Array(1000))).divergence(16)).toBeCloseTo(0, 12);
  });

  it('finds an answer of chance 1e-12 among 1e12, and never one without any', () => {
    const chance = 1e-12;
    const law = Float64Array.of(0, 1 - chance, chance, 0);
    const best = bestOf(law, rankingOf(Float32Array.of(0, 1, 2, 3)));
    const found = -Math.expm1(1e12 * Math.log1p(-chance));
    expect(best.law(1e12)[2]).toBeCloseTo(found, 10);
    expect(best.law(1e12)[1]).toBeCloseTo(1 - found, 10);
    expect([best.law(1e12)[0], best.law(1e12)[3]]).toEqual([0, 0]);
    const right = found * Math.log(found / chance) + (1 - found) * Math.log((1 - found) / (1 - chance));
    expect(best.divergence(1e12)).toBeCloseTo(right, 9);
    // Planted: 1 - F rounded as F is.
    expect(Math.abs((1 - chance) ** 1e12 - (1 - found))).toBeGreaterThan(1e-6);
  });
});

it('differences and sums of probabilities keep their digits at any size', () => {
  for (let x = 1e-300; x < 1e3; x *= 1.7) {
    const right = -Math.expm1(-x);
    expect(oneMinusExp(x) / right).toBeCloseTo(1, 14);
    expect(logOneMinusExp(x)).toBeCloseTo(x > 1 ? Math.log1p(-Math.exp(-x)) : Math.log(right), 12);
  }
  expect([oneMinusExp(0), oneMinusExp(Infinity), logOneMinusExp(0)]).toEqual([0, 1, -Infinity]);
  expect(logAdd(Math.log(0.2), Math.log(0.3))).toBeCloseTo(Math.log(0.5), 14);
  expect([logAdd(-1000, -Infinity), logAdd(-Infinity, -Infinity)]).toEqual([-1000, -Infinity]);
  expect(logAdd(-1000, -1000)).toBeCloseTo(-1000 + Math.LN2, 11);
});

it('sums that are equal but for rounding are ties, and differences of a float32 are none', () => {
  const sums = rankingOf(Float64Array.of(0.1 + 0.2, 0.3, 0.30000001, -5));
  expect([...sums.order]).toEqual([3, 0, 1, 2]);
  expect([...sums.starts]).toEqual([0, 1, 3, 4]);
  expect([...rankingOf(new Float32Array(3)).starts]).toEqual([0, 3]);
});

describe('at the limits', () => {
  const {lattice, reference, policy, gold, reward} = example(all.latticeOf([2, 1, 2], 3), 1);
  const most = Math.max(...gold);
  const among = reference.law.reduce((sum, chance, s) => (gold[s] === most ? sum + chance : sum), 0);
  const bestAlone = reference.law.map((chance, s) => (gold[s] === most ? chance / among : 0));

  it.each([0, 1e-300, 1e-17, 1e-3])('beta %f leaves the reference among the best answers', (beta) => {
    const {policy: best, value} = optimumOf(reference, gold, beta);
    expectAll(best.law, bestAlone);
    expect(divergenceOf(best, reference)).toBeCloseTo(-Math.log(among), 12);
    expect(value).toBeCloseTo(most + beta * Math.log(among), 12);
    const [point] = frontierOf(reference, gold, [beta]);
    expectAll(point.law, bestAlone);
    expect(point.divergence).toBeCloseTo(-Math.log(among), 12);
  });

  it('a beta without bound leaves the reference, and its mean reward is the value', () => {
    for (const beta of [1e8, 1e12]) expectAll(optimumOf(reference, reward, beta).policy.law, reference.law, 7);
    expectAll(optimumOf(reference, reward, Infinity).policy.law, reference.law);
    expect(optimumOf(reference, reward, 1e6).value).toBeCloseTo(expectation(reference.law, reward), 5);
    expect(frontierOf(reference, reward, [Infinity])[0].divergence).toBeCloseTo(0, 12);
  });

  it('rewards of a million do not overflow, and a constant more changes nothing but the value', () => {
    const huge = reward.map((x) => Math.fround(1e6 * x));
    const {policy: best} = optimumOf(reference, huge, 0.01);
    expect(best.law.every(Number.isFinite)).toBe(true);
    expect(best.law[huge.indexOf(Math.max(...huge))]).toBeCloseTo(1, 12);
    const raised = optimumOf(
      reference,
      gold.map((x) => x + 1e6),
      0.7,
    );
    const plain = optimumOf(reference, gold, 0.7);
    expectAll(raised.policy.law, plain.policy.law);
    expect(raised.value - plain.value).toBeCloseTo(1e6, 6);
  });

  it('a lower beta has more divergence and more reward, and no best of n lies above the frontier', () => {
    const points = frontierOf(reference, reward, [10, 3, 1, 0.3, 0.1, 0.03]);
    const rewards = points.map(({law}) => expectation(law, reward));
    for (let i = 1; i < points.length; i++) {
      expect(points[i].divergence).toBeGreaterThan(points[i - 1].divergence);
      expect(rewards[i]).toBeGreaterThan(rewards[i - 1]);
    }
    const best = bestOf(reference.law, rankingOf(reward));
    for (const n of [2, 8]) {
      const dense = frontierOf(
        reference,
        reward,
        Array.from({length: 400}, (_, k) => 20 * 0.98 ** k),
      );
      const curve = dense.map(({divergence, law}) => ({divergence, gold: expectation(law, reward)}));
      expect(expectation(best.law(n), reward)).toBeLessThan(atKL(curve, best.divergence(n))! + 1e-9);
    }
  });

  it('answers too rare for a double are found where only they are good', () => {
    // The second kind of move, which a reference all but never makes, is the only one that is worth something.
    const rare = lattice.open.map((bias, i) => bias + (i % lattice.moves === 1 ? -900 : 0));
    const start = policyOf(lattice, rare);
    const made = Float32Array.from({length: lattice.states}, (_, s) => Number(s === lattice.next[1]));
    expect(start.law[lattice.next[1]]).toBe(0);
    const {policy: best} = optimumOf(start, made, 1e-4);
    expect(best.law[lattice.next[1]]).toBeCloseTo(1, 12);
    // The rare one among two other moves and the end; then the end among two other moves and itself.
    const right = 900 + 2 * Math.log(3);
    expect(divergenceOf(best, start)).toBeCloseTo(right, 8);
    const [point] = frontierOf(start, made, [1e-4]);
    expect(point.law[lattice.next[1]]).toBeCloseTo(1, 12);
    expect(point.divergence).toBeCloseTo(right, 8);
    expect(divergenceOf(start, best)).toBeGreaterThan(9000);
    for (const slope of objectiveGradient(start, policy, made, 0.5)) expect(Number.isFinite(slope)).toBe(true);
    expect(entropyOf(start)).toBeGreaterThan(0);
  });
});

describe('along a path', () => {
  const path = [0, 1, 2, 4].map((divergence, i) => ({divergence, gold: [0, 2, 3, 1][i]}));

  it('the peak is the highest point, the drop what is lost by the end', () => {
    expect(frontierPeak(path)).toEqual({index: 2, divergence: 2, gold: 3, drop: 2});
    expect(frontierPeak(path.slice(0, 3))).toEqual({index: 2, divergence: 2, gold: 3, drop: 0});
    expect(frontierPeak([path[1], path[1]])?.index).toBe(0);
    expect(frontierPeak([])).toBeUndefined();
  });

  it('gold at a divergence lies between its neighbours, in any order, and is undefined outside', () => {
    expect(atKL(path, 1)).toBe(2);
    expect(atKL([...path].reverse(), 2.5)).toBeCloseTo(2.5, 14);
    expect(atKL(path, 4)).toBe(1);
    expect(atKL([...path, {divergence: 4, gold: 3}], 4)).toBe(2);
    expect([atKL(path, -0.1), atKL(path, 4.1), atKL([], 1)]).toEqual([undefined, undefined, undefined]);
  });
});

it('all metrics of a question have their names, and nothing is measured where there is no optimum', () => {
  const {lattice, policy, reference, gold, reward: proxy, p, q, by} = example(all.latticeOf([2, 1, 2], 3), 5);
  const question = {
    ...{reference, gold, proxy, goldRanking: rankingOf(gold), proxyRanking: rankingOf(proxy)},
    attributes: {names: ['facts'], table: Float32Array.from({length: lattice.states}, (_, s) => s)},
  };
  const optimum = optimumOf(reference, proxy, 0.5);
  const right = all.tilted(q, by(proxy), 0.5);
  const found = exactMetrics(policy, {...question, optimum});
  const expected: Record<string, number> = {
    gold: all.expected(p, by(gold)),
    proxy: all.expected(p, by(proxy)),
    divergence: all.divergence(p, q),
    reverseDivergence: all.divergence(q, p),
    entropy: all.entropy(p),
    answers: Math.exp(all.entropy(p)),
    moves: movesOf(policy),
    facts: all.expected(p, by([...Array(lattice.states).keys()])),
    winRate: all.winning(p, q, by(gold)),
    bestOf16Gold: expectation(bestOf(policy.law, rankingOf(proxy)).law(16), gold),
    regret: 0.5 * all.divergence(p, right),
    optimumDistance: all.divergence(p, right),
  };
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, value] of Object.entries(found)) expect(value, name).toBeCloseTo(expected[name], 10);
  const without = ['regret', 'optimumDistance'];
  expect(Object.keys(exactMetrics(policy, question))).toEqual(
    Object.keys(expected).filter((name) => !without.includes(name)),
  );
  const free = exactMetrics(policy, {...question, optimum: optimumOf(reference, proxy, 0)});
  expect(free.regret).toBeCloseTo(Math.max(...proxy) - all.expected(p, by(proxy)), 12);
  expect('optimumDistance' in free).toBe(false);
});

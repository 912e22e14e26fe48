/** The exact metrics of a policy on one question, by name. */
import exp from '@stdlib/math-base-special-exp';
import {bestOf} from './bestOfN.ts';
import {divergenceOf, entropyOf, expectation, expectations, movesOf} from './expectations.ts';
import type {Numbers} from './lattice.ts';
import {type Optimum, regretOf} from './optimum.ts';
import type {LatticePolicy} from './policy.ts';
import {type Ranking, winRate} from './ranking.ts';

/** What stays while a policy learns. */
export interface ExactQuestion {
  reference: LatticePolicy;
  /** By the answer that ends in a state, [M]. */
  gold: Numbers;
  proxy: Numbers;
  goldRanking: Ranking;
  proxyRanking: Ranking;
  attributes: {names: readonly string[]; table: Numbers};
  /** By proxy; undefined where no divergence is paid for, as in imitation. */
  optimum?: Optimum;
}

export function exactMetrics(policy: LatticePolicy, question: ExactQuestion): Record<string, number> {
  const {reference, gold, proxy, goldRanking, proxyRanking, attributes, optimum} = question;
  const {law} = policy;
  const entropy = entropyOf(policy);
  const counts = expectations(law, attributes.table, attributes.names.length);
  return {
    gold: expectation(law, gold),
    proxy: expectation(law, proxy),
    divergence: divergenceOf(policy, reference),
    reverseDivergence: divergenceOf(reference, policy),
    entropy,
    answers: exp(entropy),
    moves: movesOf(policy),
    ...Object.fromEntries(attributes.names.map((name, a) => [name, counts[a]])),
    winRate: winRate(law, reference.law, goldRanking),
    bestOf16Gold: expectation(bestOf(law, proxyRanking).law(16), gold),
    ...(optimum && {regret: regretOf(policy, optimum, proxy)}),
    // At beta = 0 any policy is infinitely far from the best answers alone.
    ...(optimum && optimum.beta > 0 && {optimumDistance: divergenceOf(policy, optimum.policy)}),
  };
}

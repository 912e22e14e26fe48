/** What the page is shown of a policy, computed from its logits at every place. */
import {bestOf} from '../../metrics/exact/bestOfN.ts';
import {expectation} from '../../metrics/exact/expectations.ts';
import type {Numbers} from '../../metrics/exact/lattice.ts';
import {frontierOf} from '../../metrics/exact/optimum.ts';
import type {LatticePolicy} from '../../metrics/exact/policy.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import {policiesOf, type Standing, standing, takenApart} from './digest.ts';
import {
  type FrontierPoint,
  LENGTH_BIN,
  LENGTH_BINS,
  LIKELIEST,
  packFrontier,
  packLaw,
  type QuestionLaw,
  type Spread,
} from './frames.ts';
import type {PolicySettings} from './index.spec.ts';

/** What the policy says to each question. */
export function lawShown(data: Float32Array, spec: PolicySettings, world: AnswerWorld) {
  const emitted = takenApart(data, spec, world);
  const policies = policiesOf(emitted, world);
  const known = standing(emitted, policies, spec, world);
  return packLaw(known.map((each, question) => lawOf(policies[question], each, world)));
}

function lawOf(policy: LatticePolicy, known: Standing, world: AnswerWorld): QuestionLaw {
  const {reference, proxy, gold, attributes} = known;
  const both = (of: (one: LatticePolicy) => Float32Array) => ({policy: of(policy), reference: of(reference)});
  return {
    lengths: both(({law}) => lengthsOf(law, attributes)),
    moves: both((one) => movesOf(one, world)),
    likeliest: likeliest(policy.law).map((state) => ({
      state,
      policy: policy.law[state],
      reference: reference.law[state],
      proxy: proxy[state],
      gold: gold[state],
    })),
  };
}

/** The chance of each length. */
function lengthsOf(law: Float64Array, {names, table}: Standing['attributes']): Float32Array {
  const bins = new Float32Array(LENGTH_BINS);
  const length = names.indexOf('length');
  if (length < 0) return bins;
  for (let state = 0; state < law.length; state++) {
    const tokens = table[state * names.length + length];
    bins[Math.min(LENGTH_BINS - 1, Math.floor(tokens / LENGTH_BIN))] += law[state];
  }
  return bins;
}

/** How often each move but the end is made, on average. */
function movesOf({visits, chance}: LatticePolicy, {lattice: {states, moves}}: AnswerWorld): Float32Array {
  const made = new Float32Array(moves - 1);
  for (let state = 0; state < states; state++) {
    for (let move = 0; move < moves - 1; move++) made[move] += visits[state] * chance[state * moves + move];
  }
  return made;
}

/** States of the likeliest answers, the likeliest first; of equally likely ones the first. */
function likeliest(law: Float64Array): number[] {
  const top: number[] = [];
  for (let state = 0; state < law.length; state++) {
    if (top.length === LIKELIEST && law[state] <= law[top[LIKELIEST - 1]]) continue;
    const at = top.findIndex((other) => law[other] < law[state]);
    top.splice(at < 0 ? top.length : at, 0, state);
    if (top.length > LIKELIEST) top.pop();
  }
  return top;
}

/** Betas from so many standard deviations of the judge's reward down to so few, and how many. */
const BETAS = {from: 30, to: 0.03, count: 36};
const MOST_ANSWERS = 12;

/** What can be reached from the reference with this judge. */
export function frontierShown(data: Float32Array, spec: PolicySettings, world: AnswerWorld) {
  // There is a reference, so no policy is asked for.
  const known = standing(takenApart(data, spec, world), [], spec, world);
  const reference = {
    proxy: meanSpread(known.map(({reference: {law}, proxy}) => spreadOf(law, proxy))),
    gold: meanSpread(known.map(({reference: {law}, gold}) => spreadOf(law, gold))),
  };
  const ratio = (BETAS.to / BETAS.from) ** (1 / (BETAS.count - 1));
  const scale = reference.proxy.deviation || 1;
  const betas = Array.from({length: BETAS.count}, (_, i) => scale * BETAS.from * ratio ** i);
  const numbers = Array.from({length: MOST_ANSWERS + 1}, (_, i) => 2 ** i);
  return packFrontier({
    reference,
    optimum: meanPoints(
      betas,
      known.map((each) => optima(each, betas)),
    ),
    bestOf: meanPoints(
      numbers,
      known.map((each) => bests(each, numbers)),
    ),
  });
}

type Reached = Omit<FrontierPoint, 'at'>;

const optima = ({reference, proxy, gold}: Standing, betas: readonly number[]): Reached[] =>
  frontierOf(reference, proxy, betas).map(({divergence, law}) => ({
    divergence,
    proxy: expectation(law, proxy),
    gold: expectation(law, gold),
  }));

function bests({reference, proxy, gold, proxyRanking}: Standing, numbers: readonly number[]): Reached[] {
  const best = bestOf(reference.law, proxyRanking);
  return numbers.map((n) => {
    const law = best.law(n);
    return {divergence: best.divergence(n), proxy: expectation(law, proxy), gold: expectation(law, gold)};
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Means over questions of what is reached at each place. */
const meanPoints = (places: readonly number[], each: readonly (readonly Reached[])[]): FrontierPoint[] =>
  places.map((at, i) => ({
    at,
    divergence: mean(each.map((points) => points[i].divergence)),
    proxy: mean(each.map((points) => points[i].proxy)),
    gold: mean(each.map((points) => points[i].gold)),
  }));

function spreadOf(law: Float64Array, x: Numbers): Spread {
  const middle = expectation(law, x);
  const square = expectation(
    law,
    Float64Array.from(x, (value) => (value - middle) ** 2),
  );
  return {mean: middle, deviation: Math.sqrt(square)};
}

const meanSpread = (each: readonly Spread[]): Spread => ({
  mean: mean(each.map((one) => one.mean)),
  deviation: mean(each.map((one) => one.deviation)),
});

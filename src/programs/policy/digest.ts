/** What is exactly true of a policy, from its logits at every state of every question. */
import {exactMetrics} from '../../metrics/exact/compute.ts';
import {EXACT_METRICS} from '../../metrics/exact/index.spec.ts';
import {type Optimum, optimumOf} from '../../metrics/exact/optimum.ts';
import {type LatticePolicy, policyOf} from '../../metrics/exact/policy.ts';
import {type Ranking, rankingOf} from '../../metrics/exact/ranking.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import {countedRewards, counts, weighs} from './counting.ts';
import type {PolicySettings} from './index.spec.ts';
import {hasReference, learntJudge, targetBeta} from './settings.ts';

/** What the phase `evaluate` emits, taken apart: views of its numbers. */
export interface Emitted {
  policy(question: number): Float32Array;
  /** Absent where a policy imitates. */
  reference?(question: number): Float32Array;
  /** Rewards of a learnt judge. */
  proxy?(question: number): Float32Array;
}

export function takenApart(data: Float32Array, spec: PolicySettings, {lattice, questions}: AnswerWorld): Emitted {
  const {states, moves} = lattice;
  const [logits, second] = [questions.length * states * moves, hasReference(spec)];
  const from = (start: number, count: number) => (question: number) =>
    data.subarray(start + question * count, start + (question + 1) * count);
  return {
    policy: from(0, states * moves),
    ...(second && {reference: from(logits, states * moves)}),
    ...(learntJudge(spec) && {proxy: from(logits * (second ? 2 : 1), states)}),
  };
}

/** What is weighed of every answer to a question, weighted and summed, [M]. */
export function weighed({lattice, weighed: {table}}: AnswerWorld, question: number, weights: readonly number[]) {
  const width = weights.length;
  const out = new Float64Array(lattice.states);
  for (let state = 0, at = question * lattice.states * width; state < out.length; state++) {
    for (let feature = 0; feature < width; feature++, at++) out[state] += weights[feature] * table[at];
  }
  return out;
}

/** The judge's rewards of every answer to a question, [M]. */
export function proxyOf(emitted: Emitted, spec: PolicySettings, world: AnswerWorld, question: number) {
  if (emitted.proxy) return emitted.proxy(question);
  const {judge} = spec;
  const {states} = world.lattice;
  const weights = judge.kind === 'gold' ? world.goldOf(spec.world) : world.tasteOf(spec.world);
  const worth = weighs(judge) ? weighed(world, question, weights) : new Float64Array(states);
  if (!counts(judge)) return worth;
  const counted = countedRewards(spec, world).subarray(question * states);
  return worth.map((x, state) => x + counted[state]);
}

/** Numbers about each answer that are worth a metric. */
export function attributesOf({lattice, features, featureTable}: AnswerWorld, question: number) {
  const width = features.length;
  const from = question * lattice.states * width;
  const units = features.map(({unit}) => unit ?? 1);
  const table = Float32Array.from(
    featureTable.subarray(from, from + lattice.states * width),
    (x, i) => x * units[i % width],
  );
  return {names: features.map(({name}) => name), table};
}

/** What answers to a question are worth. */
interface Judged {
  gold: Float64Array;
  proxy: Float32Array | Float64Array;
  goldRanking: Ranking;
  proxyRanking: Ranking;
  attributes: {names: readonly string[]; table: Float32Array};
}

/** What stays the same while a policy learns from one reference and one judge. */
export interface Standing extends Judged {
  reference: LatticePolicy;
  optimum?: Optimum;
}

/** The last few values with what they were computed from: members of a fan may differ in it. */
class Recent<V> {
  readonly #kept: {key: string; from: readonly Float32Array[]; value: V}[] = [];
  static readonly #MOST = 4;

  get(key: string, from: readonly Float32Array[], make: () => V): V {
    const same = (one: {key: string; from: readonly Float32Array[]}) =>
      one.key === key && from.every((list, i) => isSame(list, one.from[i]));
    const found = this.#kept.find(same);
    if (found) return found.value;
    const value = make();
    this.#kept.unshift({key, from: from.map((list) => list.slice()), value});
    this.#kept.splice(Recent.#MOST);
    return value;
  }
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Sorting answers by their rewards, and the optimum, take longer than all the rest of a digest. */
const judgements = new WeakMap<AnswerWorld, Recent<readonly Judged[]>>();
const standings = new WeakMap<readonly Judged[], Recent<readonly Standing[]>>();

function kept<K extends object, V>(all: WeakMap<K, Recent<V>>, of: K): Recent<V> {
  if (!all.has(of)) all.set(of, new Recent());
  return all.get(of)!;
}

function judgedOf(emitted: Emitted, spec: PolicySettings, world: AnswerWorld): readonly Judged[] {
  const {proxy: learnt} = emitted;
  const from = learnt ? world.questions.map((_, question) => learnt(question)) : [];
  return kept(judgements, world).get(JSON.stringify([spec.world, spec.judge]), from, () =>
    world.questions.map((_, question) => {
      const gold = weighed(world, question, world.goldOf(spec.world));
      const proxy = from[question]?.slice() ?? proxyOf(emitted, spec, world, question);
      const attributes = attributesOf(world, question);
      return {gold, proxy, goldRanking: rankingOf(gold), proxyRanking: rankingOf(proxy), attributes};
    }),
  );
}

/**
 * For every question, from what `evaluate` emits beside the policy. Who imitates moves away from nothing: then `policies` are
 * their own references.
 */
export function standing(
  emitted: Emitted,
  policies: readonly LatticePolicy[],
  spec: PolicySettings,
  world: AnswerWorld,
): readonly Standing[] {
  const judged = judgedOf(emitted, spec, world);
  const beta = targetBeta(spec);
  const from = (reference: LatticePolicy, question: number): Standing => ({
    ...judged[question],
    reference,
    ...(beta !== undefined && {optimum: optimumOf(reference, judged[question].proxy, beta)}),
  });
  const {reference} = emitted;
  if (!reference) return policies.map(from);
  const logits = world.questions.map((_, question) => reference(question));
  return kept(standings, judged).get(String(beta), logits, () =>
    logits.map((x, question) => from(policyOf(world.lattice, x), question)),
  );
}

/** The policy on each question. */
export const policiesOf = ({policy}: Emitted, {lattice, questions}: AnswerWorld): LatticePolicy[] =>
  questions.map((_, question) => policyOf(lattice, policy(question)));

/** Means over the questions. */
export function exactDigest(data: Float32Array, spec: PolicySettings, world: AnswerWorld): Record<string, number> {
  const emitted = takenApart(data, spec, world);
  const policies = policiesOf(emitted, world);
  const each = standing(emitted, policies, spec, world).map((known, question) =>
    exactMetrics(policies[question], known),
  );
  return meansOf(each, (name) => hasReference(spec) || !AGAINST.has(name));
}

/** The mean of every metric that has a name and is wanted. */
export function meansOf(
  each: readonly Readonly<Record<string, number>>[],
  isWanted: (name: string) => boolean = () => true,
): Record<string, number> {
  const names = Object.keys(each[0]).filter((name) => KNOWN.has(name) && isWanted(name));
  return Object.fromEntries(
    names.map((name) => [name, each.reduce((sum, values) => sum + values[name], 0) / each.length]),
  );
}

const KNOWN: ReadonlySet<string> = new Set(EXACT_METRICS.map(({name}) => name));

/** Metrics that compare a policy with its reference. */
const AGAINST: ReadonlySet<string> = new Set(['divergence', 'reverseDivergence', 'winRate']);

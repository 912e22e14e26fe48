/** What is exactly true of a policy, from its logits at every state of every question. */
import {exactMetrics} from '../../metrics/exact/compute.ts';
import {EXACT_METRICS} from '../../metrics/exact/index.spec.ts';
import {type Optimum, optimumOf} from '../../metrics/exact/optimum.ts';
import {type LatticePolicy, policyOf} from '../../metrics/exact/policy.ts';
import {type Ranking, rankingOf} from '../../metrics/exact/ranking.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import type {PolicySettings} from './index.spec.ts';
import {hasReference, learntJudge, targetBeta} from './settings.ts';

/** What the phase `evaluate` emits, [Q M, B (+ B) (+ 1)], taken apart. */
export interface Emitted {
  policy(question: number): Float32Array;
  /** Absent where a policy imitates. */
  reference?(question: number): Float32Array;
  /** Rewards of a learnt judge. */
  proxy?(question: number): Float32Array;
}

export function takenApart(data: Float32Array, spec: PolicySettings, {lattice}: AnswerWorld): Emitted {
  const {states, moves} = lattice;
  const [second, table] = [hasReference(spec), learntJudge(spec) !== undefined];
  const width = moves * (second ? 2 : 1) + (table ? 1 : 0);
  const columns = (from: number, count: number) => (question: number) => {
    const out = new Float32Array(states * count);
    for (let state = 0; state < states; state++) {
      const at = (question * states + state) * width + from;
      out.set(data.subarray(at, at + count), state * count);
    }
    return out;
  };
  return {
    policy: columns(0, moves),
    ...(second && {reference: columns(moves, moves)}),
    ...(table && {proxy: columns(width - 1, 1)}),
  };
}

/** Weighted sums of the features of every answer to a question, [M]. */
export function weighed({lattice, features, featureTable}: AnswerWorld, question: number, weights: readonly number[]) {
  const width = features.length;
  const out = new Float64Array(lattice.states);
  for (let state = 0, at = question * lattice.states * width; state < out.length; state++) {
    for (let feature = 0; feature < width; feature++, at++) out[state] += weights[feature] * featureTable[at];
  }
  return out;
}

/** The judge's rewards of every answer to a question, [M]. */
export function proxyOf(emitted: Emitted, spec: PolicySettings, world: AnswerWorld, question: number) {
  if (emitted.proxy) return emitted.proxy(question);
  const weights = spec.judge.kind === 'gold' ? world.goldOf(spec.world) : world.tasteOf(spec.world);
  return weighed(world, question, weights);
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

/** What stays the same while a policy learns from one reference and one judge. */
export interface Standing {
  reference: LatticePolicy;
  gold: Float64Array;
  proxy: Float32Array | Float64Array;
  goldRanking: Ranking;
  proxyRanking: Ranking;
  attributes: {names: readonly string[]; table: Float32Array};
  optimum?: Optimum;
}

function standingOf(emitted: Emitted, spec: PolicySettings, world: AnswerWorld, question: number): Standing {
  const gold = weighed(world, question, world.goldOf(spec.world));
  const proxy = proxyOf(emitted, spec, world, question);
  // Who imitates moves away from nothing: distances are those from itself.
  const reference = policyOf(world.lattice, (emitted.reference ?? emitted.policy)(question));
  const beta = targetBeta(spec);
  return {
    reference,
    gold,
    proxy,
    goldRanking: rankingOf(gold),
    proxyRanking: rankingOf(proxy),
    attributes: attributesOf(world, question),
    ...(beta !== undefined && {optimum: optimumOf(reference, proxy, beta)}),
  };
}

interface Kept {
  settings: string;
  /** What each question was computed from. */
  from: readonly (readonly Float32Array[])[];
  questions: readonly Standing[];
}

/** What was computed last for a world: an optimum takes as long as all the rest of a digest. */
const kept = new WeakMap<AnswerWorld, Kept>();

/** For every question, from the numbers of `evaluate` other than the policy's. */
export function standing(emitted: Emitted, spec: PolicySettings, world: AnswerWorld): readonly Standing[] {
  const all = () => world.questions.map((_, question) => standingOf(emitted, spec, world, question));
  const {reference, proxy} = emitted;
  if (!reference) return all();
  const settings = JSON.stringify([spec.world, spec.objective, spec.judge, spec.sampling]);
  const from = world.questions.map((_, question) => [reference(question), ...(proxy ? [proxy(question)] : [])]);
  const last = kept.get(world);
  const same =
    last?.settings === settings && from.every((lists, q) => lists.every((list, i) => isSame(list, last.from[q][i])));
  if (same) return last.questions;
  const questions = all();
  kept.set(world, {settings, from, questions});
  return questions;
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Means over the questions. */
export function exactDigest(data: Float32Array, spec: PolicySettings, world: AnswerWorld): Record<string, number> {
  const emitted = takenApart(data, spec, world);
  const each = standing(emitted, spec, world).map((known, question) =>
    exactMetrics(policyOf(world.lattice, emitted.policy(question)), known),
  );
  const names = Object.keys(each[0]).filter((name) => KNOWN.has(name) && (hasReference(spec) || !AGAINST.has(name)));
  return Object.fromEntries(
    names.map((name) => [name, each.reduce((sum, values) => sum + values[name], 0) / each.length]),
  );
}

const KNOWN: ReadonlySet<string> = new Set(EXACT_METRICS.map(({name}) => name));

/** Metrics that compare a policy with its reference. */
const AGAINST: ReadonlySet<string> = new Set(['divergence', 'reverseDivergence', 'winRate']);

/** Small runs of the policy program, and what its networks give in double precision. */
import {Worlds} from '../../src/engine/worlds.ts';
import {
  learnsFromOf,
  type PolicyObjectiveKind,
  policyObjectiveSection,
} from '../../src/objectives/policy/index.spec.ts';
import type {LearnsFrom} from '../../src/objectives/policy/objective.spec.ts';
import {language} from '../../src/programs/index.spec.ts';
import type {Spec} from '../../src/spec/index.ts';

export const POLICY_KINDS = policyObjectiveSection.parts.map(({kind}) => kind) as PolicyObjectiveKind[];

/** Answers for each way of learning, few enough to be quick. */
const SAMPLING: Readonly<Record<LearnsFrom, object>> = {
  demonstrations: {},
  pairs: {questions: 128, among: 4, pairing: 'extremes', labels: 'judge'},
  sets: {questions: 128, perQuestion: 4},
  samples: {perQuestion: 4},
  rollouts: {perQuestion: 4, updates: 2},
};

/** The arms of a bandit, and one question with a few answers of the writers. */
export const WORLDS = {
  bandit: {kind: 'bandit', arms: 8, demonstrations: 250},
  answers: {kind: 'answers', questions: 1, demonstrations: 250},
} as const;

export interface Small {
  world?: object;
  objective: {kind: PolicyObjectiveKind; [field: string]: unknown};
  sampling?: object;
  training?: object;
  judge?: object;
  policy?: object;
}

/** Settings of the policy program: an objective, and what follows from it. */
export function settingsOf({world = WORLDS.bandit, objective, sampling, training, judge, policy}: Small) {
  const kind = learnsFromOf(objective.kind);
  return {
    world,
    objective,
    sampling: {kind, ...SAMPLING[kind], ...sampling},
    judge: judge ?? {kind: 'taste'},
    policy: {hidden: 16, ...policy},
    training: {batch: 16, learningRate: 0.02, weightDecay: 0, warmup: 0, evaluateEvery: 1000, ...training},
  };
}

export interface StageOf {
  id?: string;
  program?: string;
  spec: object;
  steps: number;
  from?: Record<string, string>;
}

export function stagesOf(stages: readonly StageOf[], seed = 1): Spec {
  const checked = language.check({seed, stages: stages.map((stage) => ({id: 'main', program: 'policy', ...stage}))});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return checked.value;
}

export const policySpecOf = (small: Small, steps: number, seed = 1): Spec =>
  stagesOf([{spec: settingsOf(small), steps}], seed);

/** Worlds that all runs of a file share. */
export const worlds = new Worlds();

type Slots = ReadonlyMap<string, ArrayLike<number>>;

/** max(0, x W + b), or without the max. */
function layer(x: readonly number[], slots: Slots, w: string, b: string, relu: boolean): number[] {
  const [weights, bias] = [slots.get(w)!, Array.from(slots.get(b)!)];
  return bias.map((start, o) => {
    const sum = x.reduce((all, value, i) => all + value * weights[i * bias.length + o], start);
    return relu ? Math.max(0, sum) : sum;
  });
}

/** Logits of a network of a policy that sees x. */
export const logitsOf = (slots: Slots, name: string, x: readonly number[]): number[] =>
  layer(layer(x, slots, `${name}/w0`, `${name}/b0`, true), slots, `${name}/w1`, `${name}/b1`, false);

/** What a bag of words gives a text. */
export function bagReward(slots: Slots, name: string, tokens: readonly number[]): number {
  const words = slots.get(`${name}/words`)!;
  const width = slots.get(`${name}/reward/w0`)!.length;
  let h = Array.from(
    {length: width},
    (_, k) => tokens.reduce((sum, token) => sum + words[token * width + k], 0) / Math.max(1, tokens.length),
  );
  // The last layer of the encoder is followed by the ReLU of the head.
  for (let l = 0; slots.has(`${name}/w${l}`); l++) h = layer(h, slots, `${name}/w${l}`, `${name}/b${l}`, true);
  return layer(h, slots, `${name}/reward/w0`, `${name}/reward/b0`, false)[0];
}

export const softmax = (x: readonly number[]): number[] => {
  const top = Math.max(...x);
  const odds = x.map((value) => Math.exp(value - top));
  const sum = odds.reduce((a, b) => a + b, 0);
  return odds.map((value) => value / sum);
};

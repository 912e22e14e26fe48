import {hypervolume, type Rewards} from '../../metrics/exact/front.ts';
import {facts, length} from '../../metrics/exact/index.spec.ts';
import type {ArmRun, Measure} from '../kit/measures.ts';
import {type PolicyGiven, policyStage, type StageGiven, soupStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

/** What facts weigh against brevity: the goals at which a front is measured. */
const WEIGHTS = [0, 0.25, 0.5, 0.75, 1] as const;

/** The stage that is measured at a weight. */
const stageAt = (w: number): string => `w${Math.round(100 * w)}`;

const WORLD = {kind: 'answers', questions: 2} as const;
const NOTHING_ELSE = {wrong: 0, offTopic: 0, hedges: 0, rude: 0, repeats: 0} as const;
/** With these weights of gold all of the facts and all of the brevity that the reference shows are worth about as much. */
const FACT = 2;
const TWENTY_TOKENS = -2.6;

const training = (learningRate: number, evaluateEvery: number, batch = 32) =>
  ({kind: 'adamW', batch, learningRate, warmup: 10, weightDecay: 0, evaluateEvery}) as const;

const IMITATION = policyStage(
  {
    ...{world: WORLD, objective: {kind: 'sft'}, sampling: {kind: 'demonstrations'}},
    training: training(0.01, 150, 64),
  },
  150,
  {id: 'sft'},
);

const REFERENCE = {'ref/*': 'sft.policy/*'} as const;
const FROM_SFT = {'policy/*': 'sft.policy/*', ...REFERENCE} as const;

/** A policy gradient for one weight. */
const gradient = (w: number): StageGiven =>
  policyStage(
    {
      world: {
        ...{...WORLD, ...NOTHING_ELSE},
        facts: Number((FACT * w).toFixed(1)),
        length: Number((TWENTY_TOKENS * (1 - w)).toFixed(1)),
      },
      ...{objective: {kind: 'rloo', beta: 0.3}, sampling: {kind: 'samples', perQuestion: 4}, judge: {kind: 'gold'}},
      training: training(0.01, 100),
    },
    100,
    {id: stageAt(w), from: FROM_SFT},
  );

/** Means of the weights of the two policies at the ends. */
const soups = WEIGHTS.slice(1, -1).map((weight) => ({
  ...soupStage(
    {world: WORLD, mixing: {kind: 'soup', weight}},
    {'a/*': `${stageAt(1)}.policy/*`, 'b/*': `${stageAt(0)}.policy/*`, ...REFERENCE},
  ),
  id: stageAt(weight),
}));

const underGoal = (goal: number) =>
  ({world: WORLD, judge: {kind: 'gold'}, policy: {kind: 'perceptron', goals: 'targets', goal}}) as const;

const offline = (steps: number): StageGiven =>
  policyStage(
    {
      ...{...underGoal(0.5), objective: {kind: 'quark', beta: 0}},
      sampling: {kind: 'sets', questions: 1000, perQuestion: 2},
      training: training(0.01, 100),
    },
    steps,
    {id: 'offline', from: FROM_SFT},
  );

/** The policy answers under targets of all weights, and learns from these answers under what they have reached. */
const online = (objective: PolicyGiven['objective']): StageGiven =>
  policyStage(
    {
      ...{...underGoal(0.5), objective},
      sampling: {kind: 'sets', writer: 'policy', questions: 500, perQuestion: 4},
      training: training(0.003, 100),
    },
    100,
    {id: 'online', from: {'policy/*': 'offline.policy/*', ...REFERENCE}},
  );

/** The policy of a stage under each goal: one step that moves nothing. */
const measured = (stage: string): StageGiven[] =>
  WEIGHTS.map((w) =>
    policyStage(
      {
        ...{...underGoal(w), objective: {kind: 'quark'}},
        sampling: {kind: 'sets', questions: 64, perQuestion: 2},
        training: training(0.00001, 1, 1),
      },
      1,
      {id: stageAt(w), from: {'policy/*': `${stage}.policy/*`, ...REFERENCE}},
    ),
  );

const IN_ALL = 300;
const withOnline = (objective: PolicyGiven['objective']) => [
  ...[IMITATION, offline(IN_ALL - 100), online(objective)],
  ...measured('online'),
];

/** Five facts, and eighty tokens, are 1. */
const [MOST_FACTS, MOST_TOKENS] = [5, 80];

/** Facts and brevity. */
function pointAt(run: ArmRun, w: number): Rewards {
  const last = (metric: string) => run.curve(metric, stageAt(w)).at(-1)!.value;
  return [last(facts.name) / MOST_FACTS, 1 - last(length.name) / MOST_TOKENS];
}

const area: Measure<'area'> = {
  name: 'area',
  label: 'Hypervolume',
  help: 'The area of all that is worse in both facts and brevity than one of the five policies. Five facts are 1, and 80 tokens fewer than 80.',
  better: 'higher',
  range: [0, 1],
  of: (run) =>
    hypervolume(
      WEIGHTS.map((w) => pointAt(run, w)),
      [0, 0],
    ),
};

const along = <const N extends string>(what: 'Facts' | 'Brevity', w: number, name: N): Measure<N> => ({
  name,
  label: `${what} at weight ${w}`,
  better: 'higher',
  of: (run) => pointAt(run, w)[what === 'Facts' ? 0 : 1],
});

export default study({
  says: [
    'What people want is several things at once, and they disagree on how much of each. Reinforcement learning needs a model for each mix of weights. The paper trains one: the rewards that an answer has are written into its prompt, and the model learns to give that answer to that prompt by supervised learning alone.',
    'Afterwards one asks for rewards: a mix of weights is mapped to targets, the reward with the largest weight as high as it was ever seen, the others lower. The model then answers under such targets, answers that are near the front are kept, and it learns from these, too. The paper reports fronts like those of reinforcement learning, or better ones, with about a tenth of the computing time.',
  ],
  analogue: [
    'Two questions; the rewards are the facts in an answer and its brevity. The policy sees both as two numbers, each as a share of the range among 2,000 answers of the reference. Targets for the weight w of facts are min(2w, 1) and min(2 − 2w, 1), the mapping of the released code for two rewards.',
    'Online, the policy gives four answers to each of 500 questions, under weights spread evenly from 0 to 1, and learns for 100 steps from the best of each four by its own weights. The paper keeps what is among the best 30 in 100 in some reward. Offline alone has as many steps, all on answers of the reference. The front is five policies, at weights 0, 0.25, 0.5, 0.75 and 1; what they give is exact.',
    'The policy gradient (RLOO, β 0.3) has 100 steps for each of the five weights: 500 steps and 64,000 answers against 300 steps and 4,000. Its rewards are weighted sums. Here each fact costs about as many tokens as the last one, so the front is nearly straight, and a weighted sum is best near its ends: four of its five policies state nearly all facts or none. The area it covers counts that against it, as the paper does; where it stands it is not beaten. Soups, the other baseline of the paper, mix its two ends.',
  ],
  omits: [
    'Three rewards, rewards that are learnt, and pictures.',
    'Other mappings of weights to targets, several online rounds, and answers of the reference that are kept in the online stage.',
  ],
  arms: [
    {
      name: 'separate',
      label: 'A policy gradient for each weight',
      role: 'baseline',
      stages: [IMITATION, ...WEIGHTS.map(gradient)],
    },
    {
      name: 'soup',
      label: 'Soups of two policy gradients',
      help: 'Trained for facts alone and for brevity alone; between them stand the means of their weights.',
      role: 'baseline',
      stages: [IMITATION, gradient(0), gradient(1), ...soups],
    },
    {
      name: 'offline',
      label: 'In context, offline',
      help: 'Answers of the reference alone.',
      role: 'ablation',
      stages: [IMITATION, offline(IN_ALL), ...measured('offline')],
    },
    {
      name: 'online',
      label: 'In context, offline and online',
      role: 'method',
      stages: withOnline({kind: 'bestOfNCloning'}),
    },
    {
      name: 'unselected',
      label: 'Online, nothing thrown away',
      help: 'All four answers are learnt from, each under what it has reached.',
      role: 'ablation',
      stages: withOnline({kind: 'quark', beta: 0}),
    },
  ],
  measures: [
    area,
    along('Facts', 0.25, 'facts25'),
    along('Brevity', 0.25, 'brevity25'),
    along('Facts', 0.5, 'facts50'),
    along('Brevity', 0.5, 'brevity50'),
    along('Facts', 0.75, 'facts75'),
    along('Brevity', 0.75, 'brevity75'),
  ],
  clauses: [
    {
      text: 'One policy with rewards in its context covers more area with five goals than five policy gradients with five weights.',
      kind: 'greater',
      measure: 'area',
      arms: ['online', 'separate'],
      margin: 0,
    },
    {
      text: 'With 100 of its 300 steps online it covers more than with all of them offline.',
      kind: 'greater',
      measure: 'area',
      arms: ['online', 'offline'],
      margin: 0,
    },
    {
      text: 'Learning online from the best of four answers covers more than learning from all four.',
      kind: 'greater',
      measure: 'area',
      arms: ['online', 'unselected'],
      margin: 0,
    },
  ],
  sliders: ['w50.policy.goal', 'offline.training.learningRate'],
  figure: {kind: 'dots', title: 'Area under the front', measure: 'area'},
  registered: '2026-12-01',
  pilots:
    'Seeds 101, 102, 103, hypervolume on average. Policy gradients, learning rate 0.01: β 0.3 0.568, β 1 0.543; with β 0.3 facts and brevity at weights 0.25, 0.5 and 0.75 were 0.12 and 0.93, 0.99 and 0.52, 1.00 and 0.50. Offline, 300 steps, 0.01: 0.618. Online after 200 steps offline, 0.003: best of four 0.655, all four 0.634. With two of the seeds, 200 steps offline gave 0.378 with 0.003 and 0.587 with 0.01, and online 0.656 with 0.003 and 0.661 with 0.01. Standard deviations between seeds are about 0.01. With seed 101 soups gave 0.539 (online 0.665). After the measurement, seeds 111, 112, 113, hypervolume with 0.001, 0.003, 0.01 and 0.03 for all but imitation: policy gradients 0.544, 0.588, 0.573, 0.591; soups 0.505, 0.557, 0.552, 0.571; offline 0.281, 0.461, 0.620, 0.639; online 0.412, 0.585, 0.661, 0.664; all four 0.304, 0.504, 0.645, 0.656. With 0.03 the order is the same.',
});

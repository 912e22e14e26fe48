import {divergence, entropy, gold, reverseDivergence, winRate} from '../../metrics/exact/index.spec.ts';
import {final, goldAtKL} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 150;
const WORLD = {kind: 'answers', questions: 2} as const;

type Given = Pick<PolicyGiven, 'objective' | 'sampling' | 'policy'>;

const trained = (given: Given, learningRate: number, batch = 32) =>
  afterImitation(
    {
      world: WORLD,
      training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 200},
      steps: 200,
    },
    {
      spec: {
        ...{world: WORLD, judge: {kind: 'gold'}, ...given},
        training: {kind: 'adamW', batch, learningRate, warmup: 10, weightDecay: 0, evaluateEvery: 25},
      },
      steps: STEPS,
    },
  );

const PAIRS = {kind: 'pairs', labels: 'judge', questions: 250} as const;
const DPO = {objective: {kind: 'dpo', beta: 0.3}, sampling: PAIRS} as const;
const levels = (goal: 0 | 1) => ({kind: 'perceptron', goals: 'levels', levels: 5, goal}) as const;

const augmented = (goal: 0 | 1) =>
  trained({objective: {kind: 'dpo', beta: 1}, sampling: PAIRS, policy: levels(goal)}, 0.01);

export default study({
  says: [
    'Direct methods learn from which of two answers is better, and not from how good either is. So they push down a rejected answer that is nearly as good as the chosen one, and pull up a chosen one that is hardly less bad, and they do not know what the best answers look like, of which there are few.',
    'The paper writes the score that is wanted into the prompt and uses every pair twice: as it is, when the score of the chosen answer is asked for, and turned round, when that of the rejected one is. Then ordinary DPO learns from twice as many pairs, and at the end the highest score is asked for. The paper reports gains on several benchmarks, and that good rejected answers are unlearnt less.',
  ],
  analogue: [
    'Two questions, and 250 pairs of answers of the reference, of which the truly better one is always chosen, as it is the same score that chooses in the paper. Scores are five levels of the gold reward among these 500 answers, and a further input of the policy.',
    'Plain DPO on pairs used twice in each batch sees as many pairs in a step. Supervised learning under scores has the same 500 answers. What answers are worth, and how far the policy is from the reference, is exact. Unlearning is KL(ref‖π): how much less likely the answers of the reference have become, good and bad ones together.',
    'Each arm has the β and learning rate with which it was worth most at its end in pilots. They go to different lengths, so gold at a KL of 1 stands beside it. Here a good answer is made of many facts, and what makes a pair’s better answer better leads on to answers that are better than all pairs: plain DPO does not need to be told what is best.',
  ],
  omits: [
    'Language models, scores that a judge model gives, ten scores instead of five levels, and fresh pairs of the policy.',
    'The log-probabilities of good rejected answers alone.',
  ],
  arms: [
    {name: 'dpo', label: 'DPO', role: 'baseline', stages: trained(DPO, 0.003)},
    {
      name: 'doubled',
      label: 'DPO, pairs doubled',
      help: 'Twice as many pairs in a batch, none turned round, no scores.',
      role: 'baseline',
      stages: trained(DPO, 0.003, 64),
    },
    {
      name: 'supervised',
      label: 'Supervised under scores',
      role: 'baseline',
      stages: trained(
        {
          objective: {kind: 'quark', beta: 0},
          sampling: {kind: 'sets', questions: 250, perQuestion: 2},
          policy: levels(1),
        },
        0.01,
      ),
    },
    {
      name: 'augmented',
      label: 'Reward-augmented, highest score',
      role: 'method',
      stages: augmented(1),
    },
    {
      name: 'low',
      label: 'Reward-augmented, lowest score',
      help: 'The same policy, asked for the lowest level.',
      role: 'ablation',
      stages: augmented(0),
    },
  ],
  measures: [
    final(gold),
    goldAtKL(1, 'near'),
    final(winRate),
    final(reverseDivergence),
    final(divergence),
    final(entropy),
  ],
  clauses: [
    {
      text: 'Asked for the highest score, reward-augmented DPO is worth more than DPO with as many pairs in a step.',
      kind: 'greater',
      measure: 'gold',
      arms: ['augmented', 'doubled'],
      margin: 0,
    },
    {
      text: 'It unlearns less: at the end its KL(ref‖π) is smaller than that of DPO.',
      kind: 'greater',
      measure: 'reverseDivergence',
      arms: ['dpo', 'augmented'],
      margin: 0,
    },
    {
      text: 'What it answers follows the score: gold is over 1 higher with the highest level than with the lowest.',
      kind: 'greater',
      measure: 'gold',
      arms: ['augmented', 'low'],
      margin: 1,
    },
  ],
  sliders: ['policy.policy.goal', 'policy.objective.beta', 'policy.training.learningRate'],
  figure: {kind: 'plane', title: 'Gold, and distance from the reference', x: 'divergence', y: 'gold'},
  shown: ['dpo', 'supervised', 'augmented', 'low'],
  registered: '2026-12-01',
  pilots:
    'Seeds 101, 102, 103, gold at the end and at a KL of 1, by β and learning rate. DPO 4.77 and 3.30 (0.1, 0.003), 4.77 and 3.52 (0.3, 0.003), 4.49 and 4.12 (1, 0.003), 4.76 and 3.51 (1, 0.01). Reward-augmented with five levels 3.79 and 2.81 (0.1, 0.003), 4.01 and 3.56 (0.3, 0.003), 3.94 and 3.34 (0.3, 0.01), 4.28 and 3.75 (1, 0.01), 3.93 (2, 0.01); with ten levels 3.95 (0.3, 0.003), with three 3.97 (0.3, 0.003). So no setting that was tried made it worth as much as DPO, and the first clause is registered because it is the claim of the paper. KL(ref‖π) at the end: DPO 7.97, reward-augmented 6.16; where both are at a KL of 1, 1.44 and 2.06. With 500 pairs and 200 steps, ten levels, DPO had 4.92, doubled pairs 4.94, supervised 4.63 (3.85 with 0.003), and reward-augmented, β 0.1, 4.05, or −0.17 when asked for the lowest level.',
});

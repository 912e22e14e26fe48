import {densityKL, densityUnliked} from '../../metrics/densityKL/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 1500;

type World = OfKind<RewardGiven['world'], 'densityLine'>;

const trained = (world: World, learningRate: number) => [
  rewardStage(
    {
      world: {kind: 'densityLine', ...world},
      model: {kind: 'linear'},
      training: {kind: 'adamW', batch: 256, learningRate, weightDecay: 0, evaluateEvery: 500},
    },
    STEPS,
  ),
];

/** Each with the learning rate at which it did best in pilots. */
const one = (pairs: number, learningRate: number, rule: World = {}) =>
  trained({annotators: 1, pairs, ...rule}, learningRate);
const pooled = (pairs: number, learningRate: number) => trained({pairs}, learningRate);
const told = (pairs: number, learningRate: number) => trained({pairs, told: 'yes'}, learningRate);

const ONE = {role: 'reference', series: 'one annotator'} as const;
const POOLED = {role: 'baseline', series: 'two, taken for one'} as const;
const TOLD = {role: 'method', series: 'two, told apart'} as const;

export default study({
  says: [
    'Learning a reward from choices is usually seen as a step towards reinforcement learning. The paper sees it as density estimation: suppose that each annotator carries a probability density over answers, and chooses between two in proportion to it (Luce’s rule). Then the reward that explains the choices best is the logarithm of that density, and sampling from the softmax of the reward is sampling from what the annotator has in mind.',
    'This stands or falls with the assumption about the annotator. Where choices of people with different densities are pooled and taken for those of one, what is learnt is neither the density of any of them nor their mixture.',
  ],
  analogue: [
    '64 points of a line stand for all possible answers. An annotator’s density is a bump on the line, and everything about it is known exactly. The reward is a number for each point.',
    'Two annotators have bumps four standard deviations apart. “Told apart” has a reward for each of them, and the mean of their two densities.',
    'That a reward of one annotator comes to the density follows from how choices are made here. What is measured is how many choices that takes, and how far pooled choices lead away.',
  ],
  omits: [
    'Language models, and policies that are adapted with the reward.',
    'Rules of choice that depend on the length of an answer. Two arms have annotators who choose with the square of Luce’s odds instead, once read as if by Luce’s rule and once by their own.',
    'Annotators who must be told apart without knowing who they are.',
  ],
  arms: [
    {name: 'one-1000', label: 'One annotator, 1,000 choices', stages: one(1000, 0.01), x: 1000, ...ONE},
    {name: 'one-4000', label: 'One annotator, 4,000 choices', stages: one(4000, 0.03), x: 4000, ...ONE},
    {name: 'one-16000', label: 'One annotator, 16,000 choices', stages: one(16000, 0.03), x: 16000, ...ONE},
    {name: 'one-64000', label: 'One annotator, 64,000 choices', stages: one(64000, 0.1), x: 64000, ...ONE},
    {name: 'pooled-1000', label: 'Two taken for one, 1,000 choices', stages: pooled(1000, 0.003), x: 1000, ...POOLED},
    {name: 'pooled-4000', label: 'Two taken for one, 4,000 choices', stages: pooled(4000, 0.03), x: 4000, ...POOLED},
    {
      name: 'pooled-16000',
      label: 'Two taken for one, 16,000 choices',
      stages: pooled(16000, 0.03),
      x: 16000,
      ...POOLED,
    },
    {
      name: 'pooled-64000',
      label: 'Two taken for one, 64,000 choices',
      stages: pooled(64000, 0.01),
      x: 64000,
      ...POOLED,
    },
    {name: 'told-1000', label: 'Two told apart, 1,000 choices', stages: told(1000, 0.01), x: 1000, ...TOLD},
    {name: 'told-4000', label: 'Two told apart, 4,000 choices', stages: told(4000, 0.01), x: 4000, ...TOLD},
    {name: 'told-16000', label: 'Two told apart, 16,000 choices', stages: told(16000, 0.03), x: 16000, ...TOLD},
    {name: 'told-64000', label: 'Two told apart, 64,000 choices', stages: told(64000, 0.1), x: 64000, ...TOLD},
    {
      name: 'samples',
      label: 'One annotator, 16,000 samples',
      help: 'No choices: one point of each pair is drawn from the density, and the reward tells it from one drawn evenly.',
      role: 'reference',
      stages: one(16000, 0.03, {source: 'samples'}),
    },
    {
      name: 'wrong-rule',
      label: 'Squared odds, read by Luce’s rule, 16,000 choices',
      role: 'ablation',
      stages: one(16000, 0.01, {exponent: 2}),
    },
    {
      name: 'right-rule',
      label: 'Squared odds, read as such, 16,000 choices',
      role: 'ablation',
      stages: one(16000, 0.1, {exponent: 2, assumed: 2}),
    },
  ],
  measures: [final(densityKL), final(densityUnliked)],
  clauses: [
    {
      text: 'With one annotator, the learnt density comes nearer to theirs by more than 0.05 nats from 1,000 to 64,000 choices.',
      kind: 'greater',
      measure: 'densityKL',
      arms: ['one-1000', 'one-64000'],
      margin: 0.05,
    },
    {
      text: 'Of 64,000 choices, those of two annotators who are taken for one leave it further from their mixture than those of two who are told apart, by more than 0.2 nats.',
      kind: 'greater',
      measure: 'densityKL',
      arms: ['pooled-64000', 'told-64000'],
      margin: 0.2,
    },
    {
      text: 'More choices hardly help there: 64,000 bring it less than 0.1 nats nearer than 4,000.',
      kind: 'noninferior',
      measure: 'densityKL',
      arms: ['pooled-64000', 'pooled-4000'],
      margin: 0.1,
    },
  ],
  sliders: ['main.world.gap', 'main.world.annotators'],
  figure: {
    kind: 'curve',
    title: 'Do more choices bring the density nearer?',
    measure: 'densityKL',
    axis: 'Choices',
    scale: 'log',
  },
  shown: ['one-16000', 'pooled-16000', 'told-16000'],
  registered: '2026-12-01',
  pilots:
    'Learning rates 0.003, 0.01, 0.03 and 0.1 for every arm, seeds 101 to 103; each has the one that brought it nearest. With these, one annotator: 0.152 from 1,000 choices, 0.003 from 64,000. Two taken for one: 0.355 from 4,000, 0.359 from 64,000. Told apart: 0.009 from 64,000. The density read by the wrong rule is best when training ends early: 0.033, at a learning rate of 0.1 it is 0.135; read by the right rule it is 0.017. Seeds 104 to 106, chosen by nothing: 0.152 nearer with one annotator (standard deviation 0.045), 0.347 between pooled and told apart, 0.036 from 4,000 to 64,000 pooled choices (standard deviation 0.03), which is why the third margin is 0.1.',
});

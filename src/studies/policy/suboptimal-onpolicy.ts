import {divergence, gold} from '../../metrics/exact/index.spec.ts';
import {final, firstTick} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 200;
/** Of the height of the peak. */
const GOAL = 0.8;

type Objective = NonNullable<PolicyGiven['objective']>;
type Sampling = NonNullable<PolicyGiven['sampling']>;

const trained = (rewards: 'near' | 'far', objective: Objective, sampling: Sampling, learningRate: number) => {
  const world = {kind: 'bandit', arms: 32, rewards} as const;
  return afterImitation(
    {world, training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 100}, steps: 100},
    {
      spec: {
        ...{world, objective, sampling, judge: {kind: 'gold'}},
        training: {
          ...{kind: 'adamW', batch: 32, learningRate, warmup: 10, weightDecay: 0},
          ...{schedule: 'constant', evaluateEvery: 5},
        },
      },
      steps: STEPS,
    },
  );
};

const SETS = {kind: 'sets', perQuestion: 2} as const;
const PAIRS = {kind: 'pairs', labels: 'judge'} as const;
/** Ten steps with each answer once, then the policy gives new ones. */
const FRESH = {writer: 'policy', questions: 320, refreshEvery: 10} as const;

const CLONE = {kind: 'bestOfNCloning'} as const;
const DPO = {kind: 'dpo', beta: 0.1} as const;

export default study({
  says: [
    'Preferences can train a policy in many ways, and it was unclear what makes some better. The paper takes methods apart along two lines: whether answers come from the policy as it is now, and whether bad answers are pushed down, a negative gradient, or only good ones imitated.',
    'Both move probability quickly to where reward is, and matter most where the best answers are such as the policy hardly ever gives. Imitating the good answers of a fixed set does neither, and stays near that set.',
  ],
  analogue: [
    'One question with 32 possible answers side by side. The reference mostly gives those around 0.3 of the way; rewards have one peak of height 1, far away at 0.9 or near at 0.45.',
    'Imitating the better one of two answers stands for supervised learning on preferred answers, DPO for a negative gradient on the same pairs. Either learns from 2,000 pairs of the reference, or from new pairs of the policy itself every ten steps. The better one is always chosen rightly. REINFORCE asks anew at every step. A step has 64 answers in all arms.',
    'Each arm has the learning rate with which it was at 0.8 of the far peak first in pilots, or, where none was, had most reward; near arms have that of their method. Steps count up to the first of all measurements at 0.8, whether reward stays there or not.',
  ],
  omits: [
    'Language models, learnt rewards, PPO with its repeated use of samples, IPO, and weighted regression.',
    'What happens between near and far.',
  ],
  arms: [
    {
      name: 'clone',
      label: 'Imitation, fixed pairs',
      role: 'baseline',
      stages: trained('far', CLONE, {...SETS, questions: 2000}, 0.03),
    },
    {
      name: 'clone-fresh',
      label: 'Imitation, fresh pairs',
      help: 'On-policy, without a negative gradient.',
      role: 'method',
      stages: trained('far', CLONE, {...SETS, ...FRESH}, 0.06),
    },
    {
      name: 'dpo',
      label: 'DPO, fixed pairs',
      help: 'A negative gradient, without sampling anew.',
      role: 'method',
      stages: trained('far', DPO, {...PAIRS, questions: 2000}, 0.1),
    },
    {
      name: 'dpo-fresh',
      label: 'DPO, fresh pairs',
      role: 'method',
      stages: trained('far', DPO, {...PAIRS, ...FRESH}, 0.01),
    },
    {
      name: 'reinforce',
      label: 'REINFORCE',
      role: 'reference',
      stages: trained('far', {kind: 'reinforce', beta: 0.1}, {kind: 'samples', perQuestion: 2}, 0.03),
    },
    {
      name: 'clone-near',
      label: 'Imitation, near peak',
      role: 'ablation',
      stages: trained('near', CLONE, {...SETS, questions: 2000}, 0.03),
    },
    {
      name: 'dpo-near',
      label: 'DPO, near peak',
      role: 'ablation',
      stages: trained('near', DPO, {...PAIRS, questions: 2000}, 0.1),
    },
  ],
  measures: [final(gold), firstTick(gold, GOAL, 'steps'), final(divergence)],
  clauses: [
    {
      text: 'What DPO gains over imitating the better answers of the same fixed pairs is larger with the far peak than with the near one.',
      kind: 'greater',
      measure: 'gold',
      arms: {dpo: 1, clone: -1, 'dpo-near': -1, 'clone-near': 1},
      margin: 0,
    },
    {
      text: 'With the far peak, imitation brings over 0.2 more reward when pairs are fresh ones of the policy itself.',
      kind: 'greater',
      measure: 'gold',
      arms: ['clone-fresh', 'clone'],
      margin: 0.2,
    },
    {
      text: 'With fresh pairs DPO reaches 0.8 of the far peak in fewer steps than with fixed pairs.',
      kind: 'greater',
      measure: 'steps',
      arms: ['dpo', 'dpo-fresh'],
      margin: 0,
    },
  ],
  sliders: ['policy.objective.beta', 'policy.world.spread', 'policy.training.learningRate'],
  figure: {kind: 'dots', title: 'Steps to 0.8 of the peak', measure: 'steps'},
  shown: ['clone', 'clone-fresh', 'dpo', 'dpo-fresh'],
  registered: '2026-11-30',
  pilots:
    'Seeds 101, 102, 103, steps to 0.8 of the far peak (201 where it is never reached) and reward at the end, by learning rate. Imitation of fixed pairs 201 and 0.047 (0.01), 201 and 0.058 (0.03); of fresh pairs 75 and 0.949 (0.03), 60 and 0.976 (0.06). DPO on fixed pairs 199 and 0.659 (0.03), 167 and 0.762 (0.06), 147 and 0.862 (0.1); on fresh pairs 98 and 1 (0.01), 157 and 0.465 (0.02). REINFORCE 25 and 0.939 (0.03). Near peak: imitation 0.627 (0.03), DPO 1 (0.06). Further rates were tried in simulations of the same bandit: DPO on fixed pairs was no better at 0.2 (reward 0.68, against 0.89 at 0.1) and failed at 0.3, on fresh pairs it was slower at 0.006. There fixed pairs needed 73 steps and fresh ones 92, so the third clause is open. Steps by seed, fixed and fresh pairs: 100 and 100, 150 and 95, 190 and 100.',
});

import {divergence, gold} from '../../metrics/exact/index.spec.ts';
import {drop, final, type Measure} from '../kit/measures.ts';
import {type PolicyGiven, policyStage, type StageGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

/** An answer may be too long: twenty tokens cost 0.8. Annotators are careless. */
const WORLD = {kind: 'answers', questions: 4, length: -0.8, care: 0.3} as const;
const ROUNDS = 4;
const EVERY = 50;
const BETA = 0.1;

const ADAM = {kind: 'adamW', batch: 32, weightDecay: 0, warmup: 10} as const;

/** Imitation, and a little of what careless annotators like: the seed of what a policy knows of good and bad. */
const SEED: readonly StageGiven[] = [
  policyStage(
    {
      ...{world: WORLD, objective: {kind: 'sft'}, sampling: {kind: 'demonstrations'}},
      training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 200},
    },
    200,
    {id: 'sft'},
  ),
  policyStage(
    {
      ...{world: WORLD, objective: {kind: 'dpo', beta: BETA}},
      sampling: {kind: 'pairs', questions: 120},
      training: {...ADAM, learningRate: 0.003, evaluateEvery: 50},
    },
    50,
    {id: 'seed', from: {'policy/*': 'sft.policy/*', 'ref/*': 'sft.policy/*'}},
  ),
];

const trained = (
  objective: PolicyGiven['objective'],
  learningRate: number,
  labels: 'self' | 'judge' = 'self',
): StageGiven[] => [
  ...SEED,
  policyStage(
    {
      ...{world: WORLD, objective, judge: {kind: 'gold'}},
      sampling: {
        ...{kind: 'pairs', writer: 'policy', labels, pairing: 'extremes', among: 5},
        ...{questions: 256, refreshEvery: EVERY},
      },
      training: {...ADAM, learningRate, schedule: 'constant', evaluateEvery: EVERY},
    },
    ROUNDS * EVERY,
    {from: {'policy/*': 'seed.policy/*', 'ref/*': 'sft.policy/*'}},
  ),
];

const gain: Measure<'gain'> = {
  name: 'gain',
  label: 'Gain in gold',
  help: 'Over the policy of the seed labels.',
  better: 'higher',
  of: (run) => run.curve(gold.name).at(-1)!.value - run.curve(gold.name)[0].value,
};

export default study({
  says: [
    'A language model can be its own judge: it answers a question several times, takes the answer that it prefers itself as the better one of a pair and the one that it prefers least as the worse, and learns from that. What it gets wrong it then teaches itself, with more confidence each time.',
    'The paper asks how far such labels may be trusted, and takes an answer from the model itself: it compares the order in which the model puts answers with that of the model before it. How far both agree, the consistency C, is how much a label counts; the opposite label counts 1 − C. It is a smoothing of labels that sets itself.',
  ],
  analogue: [
    'Everyday answers to four questions. A policy imitates, and learns by DPO from 120 pairs that careless annotators chose: that is all that it ever hears from outside. Then come four rounds: 256 times it gives five answers, its own log-ratio to the reference finds the best and the worst, and it learns from these pairs for 50 steps.',
    'CREAM differs from self-rewarding in nothing but C, which is measured in each round on all answers, and is 1 in the first, where the policy has no predecessor. Fixed smoothing counts 0.2 of every label the wrong way. The reference arm has its best and worst answers from the gold reward, in which length costs something, so that more is not always better.',
  ],
  omits: [
    'Language models, judging by a prompt, a consistency for each question, and other measures than Kendall’s τ.',
  ],
  arms: [
    {name: 'self', label: 'Self-rewarding', role: 'baseline', stages: trained({kind: 'dpo', beta: BETA}, 0.001)},
    {
      name: 'smoothed',
      label: 'Fixed smoothing',
      role: 'baseline',
      stages: trained({kind: 'dpo', beta: BETA, smoothing: 0.2}, 0.03),
    },
    {name: 'cream', label: 'CREAM', role: 'method', stages: trained({kind: 'cream', beta: BETA}, 0.01)},
    {name: 'gold', label: 'Gold labels', role: 'reference', stages: trained({kind: 'dpo', beta: BETA}, 0.003, 'judge')},
  ],
  measures: [gain, final(gold), drop(gold, 'drop'), final(divergence)],
  clauses: [
    {
      text: 'After four rounds CREAM has gained more gold than self-rewarding, by over 0.1.',
      kind: 'greater',
      measure: 'gain',
      arms: ['cream', 'self'],
      margin: 0.1,
    },
    {
      text: 'Self-rewarding loses over 0.5 of the gold that it had at its best.',
      kind: 'greater',
      measure: 'drop',
      arms: {self: 1},
      margin: 0.5,
    },
    {
      text: 'CREAM gains no less than labels that are always smoothed by 0.2, to within 0.2.',
      kind: 'noninferior',
      measure: 'gain',
      arms: ['cream', 'smoothed'],
      margin: 0.2,
    },
  ],
  sliders: ['policy.objective.beta', 'policy.objective.smoothing', 'policy.sampling.among'],
  figure: {kind: 'plane', title: 'Gain, and distance from the reference', x: 'divergence', y: 'gain'},
  registered: '2026-12-01',
  pilots:
    'Seeds 101 and 102. Gain in gold: self-rewarding -1.48, fixed smoothing 0.128, CREAM -0.252, gold labels 1.43 on average; self-rewarding falls from its best by 2.72. CREAM minus self-rewarding was 2.46 with one seed and 0 with the other, where both policies kept their orders and C stayed at 1: the effect is not the same everywhere, and eight seeds may not settle it. With the first settings, where facts alone count, all arms came to the best gold; with seed labels that like length wrongly, self-rewarding lost 1.1 and CREAM 1.3: an error that policy and predecessor share is no inconsistency, so this study is about labels with noise. All arms had the same learning rate, 0.003, and have β 0.1, which was not searched. A search of rates, seeds 111 to 121, gain with 0.001, 0.003, 0.01 and 0.03 (standard errors about 0.3): self-rewarding -0.36, -0.99, -0.47, -0.81; fixed smoothing -0.48, -0.43, -0.39, -0.24; CREAM -0.26, -0.13, -0.03, -0.26; gold labels 1.24 with each.',
  deviations: [
    {
      date: '2026-12-01',
      what: 'Self-rewarding has the learning rate 0.001, fixed smoothing 0.03 and CREAM 0.01; before, all had 0.003. All was measured again with the same seeds.',
      why: 'Rates had not been searched. Each arm now has the one with which it gained most with seeds 111 to 121. With 0.003 for all, no clause had been decided.',
    },
  ],
});

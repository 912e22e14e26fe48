import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {bestOf16Gold, bestOfAllGold, bestOfAllProxy} from '../../metrics/bestOfN/index.spec.ts';
import {final, type Measure} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 500;
const PAIRS = 1000;
const MEMBERS = 5;
/** Share of the pairs that each member of an ensemble learns from. */
const SHARE = 0.7;

type World = OfKind<RewardGiven['world'], 'responses'>;
type Model = OfKind<RewardGiven['model'], 'bag'>;

const trained = (model: Model, world: World = {}) => [
  rewardStage(
    {
      world: {kind: 'responses', pairs: PAIRS, care: 0.5, lengthBias: 1, ...world},
      model: {kind: 'bag', width: 32, ...model},
      training: {kind: 'adamW', batch: 128, weightDecay: 1, evaluateEvery: 250},
    },
    STEPS,
  ),
];

const ensemble = (aggregate: Model['aggregate'], world?: World) => trained({members: MEMBERS, aggregate}, world);

const UNBIASED = {lengthBias: 0};

const [promised, kept] = [final(bestOfAllProxy), final(bestOfAllGold)];
const overestimate: Measure<'overestimate'> = {
  name: 'overestimate',
  label: 'Reward minus gold of the best of many',
  help: 'By how much the reward of the chosen answer is higher than its gold reward, both in standard deviations from a random answer.',
  better: 'lower',
  of: (run, all) => promised.of(run, all) - kept.of(run, all),
};

const chosenLength: Measure<'chosenLength'> = {
  name: 'chosenLength',
  label: 'Length of the best of many',
  help: 'Of the answer with the highest reward, in units of twenty tokens.',
  of: (run) => run.curve('bestOfAllLength').at(-1)!.value,
};

export default study({
  says: [
    'Reward models that were trained alike and are equally accurate still differ where they are wrong. When the highest reward decides, the errors of one model decide. An ensemble takes the mean of several models, or a more cautious verdict, so that what only one of them overrates counts for less.',
    'That helps, both in choosing the best of many answers and in training a policy. It does not end reward hacking: where all models have learnt the same wrong thing, as that long answers are good, they agree in it, and the ensemble is as wrong as each.',
  ],
  analogue: [
    'Simulated annotators who guess a lot, and who like length for its own sake, stand for human choices. The first makes errors that models need not share; the second is an error that all learn. Gold, which the paper asks a much larger model about, is known.',
    'The five models of an ensemble differ in all their weights at the start, as with pretraining seeds, but also in their pairs: each learns from its own seven tenths. A single model learns from all pairs, and another one from seven tenths.',
    'Each chooses the best of 16 and of 64 answers to unseen questions; that stands for alignment. Rewards are not centred: that does not matter to their mean, but may to the worst.',
  ],
  omits: [
    'Ensembles that share their pretraining, which the paper finds weaker: nothing is pretrained here.',
    'Policies trained on the rewards, where errors are sought out and not only met.',
    'The median as a verdict, and that one reward model does not confirm what another chose.',
  ],
  arms: [
    {name: 'single', label: 'One model', role: 'baseline', stages: trained({})},
    {
      name: 'member',
      label: 'One model, 0.7 of the pairs',
      help: 'As many pairs as each model of an ensemble sees.',
      role: 'reference',
      stages: trained({}, {learnFrom: SHARE * PAIRS}),
    },
    {name: 'mean', label: 'Mean of five', role: 'method', stages: ensemble('mean')},
    {name: 'cautious', label: 'Mean of five minus deviation', role: 'method', stages: ensemble('cautious')},
    {name: 'worst', label: 'Worst of five', role: 'method', stages: ensemble('worst')},
    {name: 'unbiased-single', label: 'No bias: one model', role: 'reference', stages: trained({}, UNBIASED)},
    {name: 'unbiased-mean', label: 'No bias: mean of five', role: 'reference', stages: ensemble('mean', UNBIASED)},
  ],
  measures: [final(accuracy), final(bestOf16Gold), final(bestOfAllGold), overestimate, chosenLength],
  clauses: [
    {
      text: 'Of 16 answers, the mean of five models chooses one whose gold reward is more than 0.02 standard deviations higher than of the one that a single model chooses.',
      kind: 'greater',
      measure: 'bestOf16Gold',
      arms: ['mean', 'single'],
      margin: 0.02,
    },
    {
      text: 'The bias of the annotators makes the chosen answers longer, and the mean of five models takes away less than half of that.',
      kind: 'greater',
      measure: 'chosenLength',
      arms: {mean: 1, 'unbiased-mean': -1, single: -0.5, 'unbiased-single': 0.5},
      margin: 0,
    },
  ],
  sliders: ['main.world.lengthBias', 'main.world.care'],
  figure: {kind: 'plane', title: 'Gold and length of what is chosen', x: 'chosenLength', y: 'bestOf16Gold'},
  shown: ['single', 'mean', 'worst', 'unbiased-mean'],
  registered: '2026-11-30',
  pilots:
    'Seeds 101 to 104. Gold of the best of 16, mean of five minus one model: 0.010, 0.083, 0.086, 0.166; so eight seeds may leave the first clause unclear. Length of the best of 64 as the second clause counts it: 0.73, 0.62, 0.60, 0.70 (in twenties of tokens). By the best of 64 the gain was -0.060, -0.068, 0.140, 0.057: too noisy for a clause with 32 questions. So is how much the reward overestimates: -0.07, -0.05, 0.44, 0.18 less. With 500 pairs and care 1, gold of the best of 16 gained -0.010, 0.027, 0.128, 0.049 with a weight decay of 0.01, and -0.029, 0.013, 0.153, 0.026 with one of 1. With 1,000 pairs, care 1 and 0.01, gold of the best of 64 gained 0.05 (seeds 101 and 102). Weight decay and learning rate are the same for all arms.',
});

import {bestOf16Gold} from '../../metrics/bestOfN/index.spec.ts';
import {stylesAverage, stylesHard, suiteManners, suiteOneOfFour, suiteWishes} from '../../metrics/suites/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 1000;

type World = OfKind<RewardGiven['world'], 'responses'>;

/** Learning rates are those at which each arm did best in pilots. */
const trained = (world: World, learningRate: number) => [
  rewardStage(
    {
      world: {
        ...{kind: 'responses', pairs: 2500, learnFrom: 1000, suites: 'all', wishes: 'any'},
        ...{lengthBias: 0.5, styleBias: 0.5},
        ...world,
      },
      model: {kind: 'bag', depth: 2},
      training: {kind: 'adamW', batch: 128, learningRate, evaluateEvery: 250},
    },
    STEPS,
  ),
];

const last = (run: ArmRun, {name}: {name: string}): number => run.curve(name).at(-1)!.value;

const checkable: Measure<'checkable'> = {
  name: 'checkable',
  label: 'What can be checked',
  help: 'Mean accuracy where one fact is wrong, in any style, and where one answer is as was wished for.',
  better: 'higher',
  range: [0, 1],
  of: (run) => (last(run, stylesAverage) + last(run, suiteWishes)) / 2,
};

export default study({
  says: [
    'A reward model knows what people like, and is easily impressed. Some of what makes an answer good can be checked instead: whether its facts are right, and whether it does what it was told to, as to be short. The paper adds such checks to the reward.',
    'A router decides which checks a question calls for, verifiers carry them out, and their findings are added to the reward of the model. That tells good answers from bad ones better, and chooses better ones among many.',
  ],
  analogue: [
    'A small reward model learns from 1,000 choices of annotators who also like length and style for their own sake. A question can carry one of four wishes: brief, thorough, plain, polite. Gold counts them as much as the annotators do.',
    'One verifier looks claims up in a table in which one of ten entries is wrong, and gives 1 for a right claim and -1 for a wrong one. The others check a wish by a rule of thumb that is not the gold reward’s own, as at most 36 tokens, and one of ten such rules is upside down; the router takes one of ten questions for another. Without these errors the claim would come true by construction.',
    'All findings have the weight 1, as has the model. In the paper language models route, look up and write the checks.',
  ],
  omits: [
    'Language models as router and verifiers, and what these cost.',
    'Policies trained on pairs that the system has ordered (DPO).',
    'Kinds of questions that call for no check of facts: here all do.',
  ],
  arms: [
    {name: 'model', label: 'Reward model', role: 'baseline', stages: trained({}, 0.001)},
    {name: 'agent', label: 'Model and checks', role: 'method', stages: trained({verifiers: 'routed'}, 0.0003)},
    {
      name: 'all',
      label: 'All checks, no router',
      help: 'Every rule for every wish is checked, whatever is wished for.',
      role: 'ablation',
      stages: trained({verifiers: 'all'}, 0.0003),
    },
    {
      name: 'checks',
      label: 'Checks alone',
      role: 'ablation',
      stages: trained({verifiers: 'routed', modelWeight: 0}, 0.001),
    },
  ],
  measures: [
    final(bestOf16Gold),
    checkable,
    final(stylesHard),
    final(suiteWishes),
    final(suiteManners),
    final(suiteOneOfFour),
  ],
  clauses: [
    {
      text: 'With checks the reward is right more often about facts and wishes than the model alone, by more than 0.03.',
      kind: 'greater',
      measure: 'checkable',
      arms: ['agent', 'model'],
      margin: 0.03,
    },
    {
      text: 'The best of 16 answers that it chooses is better, by more than 0.05 standard deviations of gold.',
      kind: 'greater',
      measure: 'bestOf16Gold',
      arms: ['agent', 'model'],
      margin: 0.05,
    },
    {
      text: 'It is also better than the one that checks alone would choose.',
      kind: 'greater',
      measure: 'bestOf16Gold',
      arms: ['agent', 'checks'],
      margin: 0,
    },
  ],
  sliders: ['main.world.verifierWeight', 'main.world.modelWeight', 'main.world.verifierError'],
  figure: {kind: 'plane', title: 'What can be checked, and what is chosen', x: 'checkable', y: 'bestOf16Gold'},
  registered: '2026-12-01',
  pilots:
    'Seeds 101 to 103, gold of the best of 16 by learning rate (0.0003, 0.001, 0.003): model 0.53, 0.60, 0.59; model and checks 0.79, 0.75, 0.68; all checks 0.79, 0.75, 0.69; with twice the weight of checks 0.80, 0.81, 0.75; checks alone 0.75. The rate of 0.0003 makes the model’s rewards small, so that checks count more. A weight of 1 was kept. Before that the verifier of facts was drawn to err anew in each answer, and not about the same claims: then it spoilt pairs that differ in manners alone (0.88 in place of 0.94), which a table of facts would not do. Seeds 104 to 106, with which nothing was chosen: model and checks minus model 0.13, 0.12, 0.08 on what can be checked, 0.25, 0.22, 0.29 in gold; minus checks alone 0.029, 0.032, 0.027 in gold.',
});

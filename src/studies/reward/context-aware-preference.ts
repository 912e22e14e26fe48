import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {suiteReversals, suiteWishes} from '../../metrics/suites/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 1000;

type World = OfKind<RewardGiven['world'], 'responses'>;

/** Learning rates are those at which each arm did best in pilots. */
const trained = (world: World, learningRate: number) => [
  rewardStage(
    {
      world: {kind: 'responses', pairs: 2500, learnFrom: 1000, wishes: 'any', suites: 'all', ...world},
      model: {kind: 'bag', depth: 2},
      training: {kind: 'adamW', batch: 128, learningRate, evaluateEvery: 250},
    },
    STEPS,
  ),
];

export default study({
  says: [
    'Which of two answers is better often depends on something that the question does not say: who asks, and what for. The paper takes judging apart: first say the context, then judge under it. A reward model that reads the context should be able to do the second.',
    'Models trained on ordinary choices make some use of an added context, but too little. Pairs of choices teach it better, in which the same two answers are compared twice, under two contexts that turn the choice around.',
  ],
  analogue: [
    'The context is a sentence in front of the question, a wish: to keep it short, to say all, to leave marks of style out, or to be sweet. It changes what length, facts, style, praise and rudeness are worth. In ordinary data any wish, or none, stands in front of a question.',
    'All arms learn from 1,000 labels. Reversals are 500 pairs of answers under two wishes each that speak for different answers. One arm gets 1,000 pairs of answers, each under one wish to which there is such an opposite: the same kind of labels, but never two of the same answers.',
    'The test has two answers with the same facts to each of 256 questions, one of them with filler, praise or marks too, under a wish for the plainer one and under another for the richer one. A model that does not see wishes is right once out of two by construction, and never twice.',
  ],
  omits: [
    'The first step, finding the context out where it is not said, and the bound that adds the errors of both steps.',
    'Contexts that were never trained on, and written criteria or profiles of users: there are only four wishes.',
    'Language models.',
  ],
  arms: [
    {name: 'unseen', label: 'Wishes unseen', role: 'reference', stages: trained({wishUnseen: true}, 0.003)},
    {name: 'any', label: 'Any wish', role: 'baseline', stages: trained({}, 0.003)},
    {
      name: 'parting',
      label: 'One of two opposites',
      help: 'Another wish would speak for the other answer, but nobody asks for it.',
      role: 'ablation',
      stages: trained({wishPairs: 'parting'}, 0.001),
    },
    {
      name: 'reversed',
      label: 'Reversals',
      help: 'Half as many answers, each two of them under two wishes.',
      role: 'method',
      stages: trained({wishPairs: 'reversed'}, 0.01),
    },
  ],
  measures: [final(suiteReversals), final(suiteWishes), final(accuracy)],
  clauses: [
    {
      text: 'A model that reads wishes finds the answer that is as was wished for, more often than one that does not, by more than 0.05.',
      kind: 'greater',
      measure: 'suiteWishes',
      arms: ['any', 'unseen'],
      margin: 0.05,
    },
    {
      text: 'Trained on reversals, it is right under both of two wishes more often than trained on ordinary pairs.',
      kind: 'greater',
      measure: 'suiteReversals',
      arms: ['reversed', 'any'],
      margin: 0,
    },
    {
      text: 'It also is than trained on as many pairs in which one of two opposite wishes is asked for, never both.',
      kind: 'greater',
      measure: 'suiteReversals',
      arms: ['reversed', 'parting'],
      margin: 0,
    },
  ],
  sliders: ['main.world.wishWorth', 'main.world.learnFrom'],
  figure: {kind: 'dots', title: 'Right under both of two wishes', measure: 'suiteReversals'},
  registered: '2026-12-01',
  pilots:
    'Seeds 101 to 106 chose the setting. With 4,000 pairs and wishes worth twice as much, reversals were no better than the same wishes without them (0.81 and 0.81; any wish 0.69), and with 500 pairs they were (0.67, 0.46, 0.37): what they teach, more data teach as well. So the study has 1,000 pairs. Right under both wishes by learning rate (0.001, 0.003, 0.01), seeds 104 to 106: any wish 0.27, 0.31, 0.19; one of two opposites 0.34, 0.33, 0.30; reversals 0.39, 0.43, 0.45. Seeds 107 to 110, with which nothing was chosen: reversals minus any wish 0.22, 0.28, -0.09, 0.11; minus one of two opposites 0.08, 0.25, -0.02, 0.23. Any wish minus wishes unseen: 0.12, 0.07, 0.26, 0.13. On ordinary unseen pairs (accuracy) reversals are a little behind, by 0.02; those pairs are drawn as each arm’s own are, and are not compared.',
});

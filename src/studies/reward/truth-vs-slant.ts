import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {slantBias, twinAccuracy} from '../../metrics/slant/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 500;

type World = OfKind<RewardGiven['world'], 'responses'>;

/** Annotators for whom truth alone counts, and who are seldom wrong about it. */
const TRUTH: World = {care: 4, offTopic: 0, hedges: 0, rude: 0, repeats: 0};

/** Learning rates are those at which each arm was most accurate in pilots. */
const trained = (world: World, width = 64, learningRate = 0.003) => [
  rewardStage(
    {
      world: {kind: 'responses', pairs: 2000, slant: 'said', slantOfTruth: 0.5, ...world},
      model: {kind: 'bag', width},
      training: {kind: 'adamW', batch: 128, learningRate, evaluateEvery: 250},
    },
    STEPS,
  ),
];

export default study({
  says: [
    'Reward models that are trained to prefer true statements to false ones turn out to prefer statements of one political side, too. The paper finds this for several data sets about truth, and also for reward models of general preferences, where the larger models lean further.',
    'The study says nothing about politics. It tries one way in which such a thing can come about: right claims use the words of one side a little more often than wrong claims do, and a model that learns about truth learns about these words, too.',
  ],
  analogue: [
    'Each claim of an answer ends in the name of a colour, warm or cold, which says nothing. In the main arms 75 of 100 right claims have a warm one, and 25 of 100 wrong claims. Annotators choose by truth alone, and the words of a claim tell by themselves whether it is right: nobody needs the colours.',
    'The reward is then read for texts without any claim that differ in colour only. Their difference is divided by what the truth of a single claim is worth to the same model.',
    'Annotators who weigh all attributes stand for data of general preferences, bags of words of three widths for models of three sizes.',
  ],
  omits: [
    'Politics: topics, statements of two sides, and by how much real data sets and published reward models lean.',
    'Whether the slant that the paper finds comes about in this way: that is not tried here.',
    'Language models, which bring a slant from what they have read before.',
  ],
  arms: [
    {
      name: 'none',
      label: 'Truth, colours at random',
      role: 'baseline',
      stages: trained({...TRUTH, slantOfTruth: 0}),
    },
    {
      name: 'unsaid',
      label: 'Truth, no colours in training',
      help: 'The words are met for the first time in the pairs that test for slant.',
      role: 'ablation',
      stages: trained({...TRUTH, slant: 'tested'}),
    },
    {name: 'width-16', label: 'Truth with slant, width 16', role: 'method', stages: trained(TRUTH, 16, 0.01)},
    {name: 'width-64', label: 'Truth with slant, width 64', role: 'method', stages: trained(TRUTH)},
    {name: 'width-256', label: 'Truth with slant, width 256', role: 'method', stages: trained(TRUTH, 256, 0.001)},
    {
      name: 'general',
      label: 'General preferences with slant',
      help: 'Annotators weigh facts, errors, insults and more, and are less careful.',
      role: 'reference',
      stages: trained({}),
    },
  ],
  measures: [final(slantBias), final(accuracy), final(twinAccuracy)],
  clauses: [
    {
      text: 'A model that learns about truth from claims with a slant leans that way: by more than 0.03 of what truth is worth over one that learns from claims without.',
      kind: 'greater',
      measure: 'slantBias',
      arms: ['width-64', 'none'],
      margin: 0.03,
    },
    {
      text: 'The model of width 256 leans further than that of width 16.',
      kind: 'greater',
      measure: 'slantBias',
      arms: ['width-256', 'width-16'],
      margin: 0,
    },
    {
      text: 'A model of general preferences leans that way as well.',
      kind: 'greater',
      measure: 'slantBias',
      arms: {general: 1},
      margin: 0,
    },
  ],
  sliders: ['main.world.slantOfTruth', 'main.model.width'],
  figure: {kind: 'dots', title: 'How far does the reward lean towards warm colours?', measure: 'slantBias'},
  shown: ['none', 'width-16', 'width-256', 'general'],
  registered: '2026-12-01',
  pilots:
    'Learning rates 0.001, 0.003 and 0.01, seed 101; each arm has the one at which it was most accurate. A slant of 0.3 instead of 0.5 was tried first, seeds 102 to 105: width 64 leant 0.086 further than colours at random, with a standard deviation of 0.064, and general preferences leant by 0.024, with one of 0.091: too little for eight seeds. With 0.5, seeds 106 to 108: 0.131 (0.053) and 0.156 (0.151). Width 256 leant 0.024 and 0.003 further than width 16, so that the second clause may well not show; it stays as the paper has it.',
});

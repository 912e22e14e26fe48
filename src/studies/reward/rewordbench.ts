import {bestOf16Gold} from '../../metrics/bestOfN/index.spec.ts';
import {
  rewordedAffixes,
  rewordedAsWritten,
  rewordedFiller,
  rewordedIllegible,
  rewordedMarks,
  rewordedSynonyms,
} from '../../metrics/suites/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 1000;

type World = OfKind<RewardGiven['world'], 'responses'>;

/** Learning rates are those at which each arm did best in pilots. */
const trained = (
  learningRate: number,
  objective: RewardGiven['objective'] = {kind: 'bradleyTerry'},
  world: World = {},
) => [
  rewardStage(
    {
      world: {kind: 'responses', pairs: 2500, learnFrom: 1000, rewording: 'synonyms', suites: 'all', ...world},
      model: {kind: 'bag'},
      objective,
      training: {kind: 'adamW', batch: 128, learningRate, evaluateEvery: 250},
    },
    STEPS,
  ),
];

const OTHERS = [rewordedIllegible, rewordedMarks, rewordedFiller, rewordedAffixes];
const last = (run: ArmRun, {name}: {name: string}): number => run.curve(name).at(-1)!.value;

/** How much accuracy is lost with other words, on average over some kinds of them. */
const lost = <const N extends string>(name: N, label: string, kinds: readonly {name: string}[]): Measure<N> => ({
  name,
  label,
  help: 'Accuracy on answers as they were written, less that on the same answers in other words.',
  better: 'lower',
  of: (run) => last(run, rewordedAsWritten) - kinds.reduce((sum, kind) => sum + last(run, kind), 0) / kinds.length,
});

export default study({
  says: [
    'A reward model should give an answer the same reward when it says the same in other words. The paper rewrites the inputs of a benchmark in many ways that keep their meaning or their order, and finds that strong reward models lose much of their accuracy.',
    'Its remedy is a second term of the loss: the rewards of an answer and of its paraphrase should be close. A model that is trained so on paraphrases alone also becomes more robust against transforms that it has never seen.',
  ],
  analogue: [
    'A small reward model learns from 1,000 pairs. Paraphrases replace four of five words for which there is a synonym; synonyms stand in no answer that plain Bradley–Terry learns from. A language model knows synonyms before it is trained on preferences, this one does not: what is lost to them is built in.',
    'Four other kinds of rewording are never trained on: some words cannot be read, style marks are added, or filler, or a salutation with greetings. None changes what an answer is truly worth. The test has the same 256 pairs in each kind, the better answer by more than half a fact.',
    'One arm learns from the paraphrases as further pairs, without saying which answers belong together; another must give answers the reward of other answers’ paraphrases.',
  ],
  omits: [
    'Transforms of order, format, code and mathematics, and of questions: a bag of words does not see most of them.',
    'Policies that are trained or chosen with the rewards and judged by people; here only the gold of the best of 16.',
    'Language models.',
  ],
  arms: [
    {name: 'bt', label: 'Bradley–Terry', role: 'baseline', stages: trained(0.003)},
    {
      name: 'data',
      label: 'Paraphrases as data',
      help: 'Each pair a second time in synonyms.',
      role: 'baseline',
      stages: trained(0.01, undefined, {rewordedToo: true}),
    },
    {
      name: 'consistent',
      label: 'Consistency',
      role: 'method',
      stages: trained(0.003, {kind: 'pairConsistency'}),
    },
    {
      name: 'other',
      label: 'Consistency with others',
      help: 'With the paraphrase of another answer.',
      role: 'ablation',
      stages: trained(0.001, {kind: 'pairConsistency', partner: 'other'}),
    },
  ],
  measures: [
    lost('lostToOthers', 'Lost to kinds never trained on', OTHERS),
    lost('lostToSynonyms', 'Lost to synonyms', [rewordedSynonyms]),
    final(rewordedAsWritten),
    final(rewordedSynonyms),
    final(rewordedIllegible),
    final(rewordedMarks),
    final(rewordedFiller),
    final(rewordedAffixes),
    final(bestOf16Gold),
  ],
  clauses: [
    {
      text: 'With the consistency term less accuracy is lost to four kinds of rewording that were never trained on than without it.',
      kind: 'greater',
      measure: 'lostToOthers',
      arms: ['bt', 'consistent'],
      margin: 0,
    },
    {
      text: 'Less is also lost to synonyms than where paraphrases are only further data.',
      kind: 'greater',
      measure: 'lostToSynonyms',
      arms: ['data', 'consistent'],
      margin: 0,
    },
    {
      text: 'On answers as they were written the consistency term costs at most 0.02 of accuracy.',
      kind: 'noninferior',
      measure: 'rewordedAsWritten',
      arms: ['consistent', 'bt'],
      margin: 0.02,
    },
  ],
  sliders: ['main.objective.consistency', 'main.world.learnFrom'],
  figure: {
    kind: 'plane',
    title: 'Accuracy lost in other words',
    x: 'lostToSynonyms',
    y: 'lostToOthers',
  },
  registered: '2026-12-01',
  deviations: [
    {
      date: '2026-12-01',
      what: 'Measured a second time with the registered seeds. The first time the clauses had effects of -0.0005, 0.0103 and 0.0010, and the same verdicts.',
      why: 'Words of another world setting took the places of the synonyms in the table of words before the study was published, which changes the weights at the start.',
    },
  ],
  pilots:
    'Seeds 101 and 102, mean accuracy over all six kinds by learning rate (0.001, 0.003, 0.01): Bradley–Terry 0.746, 0.758, 0.753; paraphrases as data 0.755, 0.749, 0.757; consistency 0.755, 0.770, 0.762; with others 0.694, 0.634, 0.618. A weight of 10 was no better than 1. Seeds 103 to 106, with which nothing was chosen. Lost to other kinds, Bradley–Terry minus consistency: 0.010, -0.002, -0.007, 0.019. Lost to synonyms, data minus consistency: 0.027, 0.004, 0.008, -0.004. As written, consistency minus Bradley–Terry: -0.020, -0.004, -0.004, -0.016. There is little to be lost to most of the other kinds (0.02), so the first clause may stay unclear. That consistency undoes nearly all that Bradley–Terry loses to synonyms (0.056) is what it is trained for, and is not claimed.',
});

import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {bestOf16Gold} from '../../metrics/bestOfN/index.spec.ts';
import {
  stylesAverage,
  stylesConciseConcise,
  stylesConciseDetailed,
  stylesConciseMarked,
  stylesDetailedConcise,
  stylesDetailedDetailed,
  stylesDetailedMarked,
  stylesEasy,
  stylesHard,
  stylesMarkedConcise,
  stylesMarkedDetailed,
  stylesMarkedMarked,
  stylesNormal,
  suiteWriters,
} from '../../metrics/suites/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 1000;

/** Annotators with a bias for each twenty tokens and for each three style marks. */
const trained = (
  lengthBias: number,
  styleBias: number,
  objective: RewardGiven['objective'] = {kind: 'bradleyTerry'},
) => [
  rewardStage(
    {
      world: {kind: 'responses', pairs: 4000, suites: 'all', lengthBias, styleBias},
      model: {kind: 'bag'},
      objective,
      training: {kind: 'adamW', batch: 128, evaluateEvery: 100},
    },
    STEPS,
  ),
];

export default study({
  says: [
    'Benchmarks often ask a reward model to tell the answers of a strong writer from those of a weak one. That is easy, and says little about how good a policy will be that is trained on the reward.',
    'So each question gets a right answer and one that differs in a small error, each of them concise, detailed, and detailed with marks. The nine comparisons show whether the reward sees the error behind style: where the wrong answer has the richer style, even good reward models may do worse than chance.',
  ],
  analogue: [
    'Small reward models of annotators with known biases stand for the forty published ones. The right answer has three facts, the wrong one the same with one fact replaced by its opposite; detailed answers have four phrases of filler, marked ones bullets too.',
    'The gold reward of the best of 16 answers, chosen by the reward model, stands for the policy trained on it: the mean over all choices of 16 of 64, which varies less between seeds than the best of 64. Answers of writers with much and with little knowledge stand for the benchmark of strong and weak generators.',
  ],
  omits: [
    'Code, mathematics and safety as domains.',
    'Rewards that are read off a policy (DPO), and policies trained on the rewards.',
  ],
  arms: [
    {name: 'none', label: 'No bias', role: 'reference', stages: trained(0, 0)},
    {name: 'style', label: 'Style bias', role: 'baseline', stages: trained(0, 1)},
    {name: 'length', label: 'Length bias', role: 'baseline', stages: trained(1, 0)},
    {name: 'both', label: 'Both biases', role: 'baseline', stages: trained(1, 1)},
    {
      name: 'strong',
      label: 'Both, half as strong again',
      role: 'baseline',
      stages: trained(1.5, 1.5),
    },
    {
      name: 'decorrelated',
      label: 'Both, decorrelated',
      help: 'Both biases, with a penalty on the correlation of reward and length.',
      role: 'method',
      stages: trained(1, 1, {kind: 'decorrelated'}),
    },
    {
      name: 'controlled',
      label: 'Both, length explained away',
      help: 'Both biases, with a coefficient of length that is dropped after training.',
      role: 'method',
      stages: trained(1, 1, {kind: 'lengthControlled'}),
    },
  ],
  measures: [
    final(stylesHard),
    final(stylesNormal),
    final(stylesEasy),
    final(stylesAverage),
    final(suiteWriters),
    final(bestOf16Gold),
    final(accuracy),
    final(stylesConciseConcise),
    final(stylesConciseDetailed),
    final(stylesConciseMarked),
    final(stylesDetailedConcise),
    final(stylesDetailedDetailed),
    final(stylesDetailedMarked),
    final(stylesMarkedConcise),
    final(stylesMarkedDetailed),
    final(stylesMarkedMarked),
  ],
  clauses: [
    {
      text: 'A reward learnt from annotators who like length and style very much is right less often than by chance where the wrong answer has the richer style.',
      kind: 'greater',
      measure: 'stylesHard',
      arms: {strong: -1},
      margin: -0.5,
    },
    {
      text: 'With biases that are less strong it is still right less often there than a reward learnt from annotators without them.',
      kind: 'greater',
      measure: 'stylesHard',
      arms: ['none', 'both'],
      margin: 0,
    },
    {
      text: 'The average of the style matrix tells better than pairs of strong and weak writers which reward finds the better answers among 16.',
      kind: 'members',
      of: ['stylesAverage', 'suiteWriters'],
      with: 'bestOf16Gold',
      by: 'pearson',
      arms: ['none', 'style', 'length', 'both', 'strong', 'decorrelated', 'controlled'],
      margin: 0,
    },
  ],
  sliders: ['main.world.lengthBias', 'main.world.styleBias'],
  figure: {
    kind: 'matrix',
    title: 'How often the right answer wins, by the styles of both',
    rows: [
      ['stylesConciseConcise', 'stylesConciseDetailed', 'stylesConciseMarked'],
      ['stylesDetailedConcise', 'stylesDetailedDetailed', 'stylesDetailedMarked'],
      ['stylesMarkedConcise', 'stylesMarkedDetailed', 'stylesMarkedMarked'],
    ],
    rowLabels: ['concise', 'detailed', 'marked'],
    columnLabels: ['concise', 'detailed', 'marked'],
    rowAxis: 'Right answer',
    columnAxis: 'Wrong answer',
    middle: 0.5,
    arms: ['none', 'both', 'strong', 'controlled'],
  },
  shown: ['none', 'both', 'strong', 'controlled'],
  registered: '2026-11-30',
  pilots:
    'Seeds 101 to 104. Accuracy where the wrong answer has the richer style: 0.27, 0.32, 0.22, 0.23 for the strong biases; 0.48, 0.59, 0.47 for both (three seeds); 0.98, 0.98, 1.00 for none. Biases of 1 thus end near chance, so the first clause asks it of 1.5. Seeds 101 and 102, correlation over arms with the gold of the best of 16: 0.92 and 0.75 for the average of the matrix, -0.54 and 0.67 for pairs of writers. With the best of 64 it was 0.89 and 0.19 for the average: on 32 questions that gold is too noisy. Seven arms are few, so the third clause may stay unclear.',
});

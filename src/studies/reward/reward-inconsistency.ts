import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {bestOf16Gold} from '../../metrics/bestOfN/index.spec.ts';
import {suiteInstructions, suiteResponses} from '../../metrics/suites/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 1000;

type World = OfKind<RewardGiven['world'], 'responses'>;

/** Learning rates are those at which each arm was most consistent in pilots. */
const trained = (world: World, learningRate: number) => [
  rewardStage(
    {
      world: {kind: 'responses', pairs: 2500, learnFrom: 1000, suites: 'all', ...world},
      model: {kind: 'bag', depth: 2},
      training: {kind: 'adamW', batch: 128, learningRate, evaluateEvery: 500},
    },
    STEPS,
  ),
];

const last = (run: ArmRun, {name}: {name: string}): number => run.curve(name).at(-1)!.value;

const consistency: Measure<'consistency'> = {
  name: 'consistency',
  label: 'Consistency',
  help: 'The mean of response consistency and instruction consistency. Guessing: a half.',
  better: 'higher',
  range: [0, 1],
  of: (run) => (last(run, suiteResponses) + last(run, suiteInstructions)) / 2,
};

export default study({
  says: [
    'Take two questions that sound alike but ask for different things, each with its right answer. A reward model that reads well gives each answer a higher reward under its own question than under the other one, and under each question the own answer a higher reward than the other one. The paper calls this consistency, and finds that reward models which are trained as usual fail at it, compared with people.',
    'Two remedies need no new labels. ConvexDA trains on copies of answers with some words spoilt: of several copies, those that lie farthest out, at the corners of their convex hull. RewardFusion averages the reward of a text with the rewards of training texts that are very like it. The paper also finds that a policy trained by a more consistent reward model writes more useful answers.',
  ],
  analogue: [
    'The two questions are about different things and share most of their words, as “How do I bake bread?” and “How do I boil an egg?”. Each right answer has three facts. The reward model reads question and answer together as one bag of words, and learns from 1,000 choices.',
    'Of one answer of each pair there are five copies, in each of which about one word of seven is illegible. A copy is a point: the counts of its words, on the two principal axes of the five. The corners of their hull, about four of five, are further pairs with the same choice. The control arm keeps as many of the five at random. All arms have the same number of steps.',
    'A text is like another if the counts of their words have a cosine of at least 0.9: at most five training texts count, each by its cosine, and the text itself by 1. The released code of the paper misspells words, embeds texts with a trained encoder, and also takes five copies, five texts and 0.9.',
    'How useful answers are is the gold reward of the best of 16 that the reward chooses.',
  ],
  omits: [
    'Policies trained by the reward: here it only chooses among given answers.',
    'People as judges of answers, and how consistent people themselves are.',
    'Language models, which read the order of words, and an encoder that knows which texts mean the same.',
    'Translation, paraphrases and summaries: the paper has four tasks, here everyday questions are the only one.',
  ],
  arms: [
    {name: 'plain', label: 'Bradley–Terry', role: 'baseline', stages: trained({}, 0.003)},
    {
      name: 'random',
      label: 'Copies at random',
      help: 'As many spoilt copies as ConvexDA keeps, whichever they are.',
      role: 'ablation',
      stages: trained({augmentation: 'random'}, 0.01),
    },
    {name: 'hull', label: 'ConvexDA', role: 'method', stages: trained({augmentation: 'hull'}, 0.03)},
    {name: 'fusion', label: 'RewardFusion', role: 'method', stages: trained({fusion: true}, 0.003)},
    {name: 'both', label: 'Both', role: 'method', stages: trained({augmentation: 'hull', fusion: true}, 0.03)},
  ],
  measures: [consistency, final(suiteResponses), final(suiteInstructions), final(accuracy), final(bestOf16Gold)],
  clauses: [
    {
      text: 'The usual reward model is consistent in fewer than 65 of 100 comparisons, where guessing gives 50.',
      kind: 'greater',
      measure: 'consistency',
      arms: {plain: -1},
      margin: -0.65,
    },
    {
      text: 'With ConvexDA and RewardFusion it is more consistent.',
      kind: 'greater',
      measure: 'consistency',
      arms: ['both', 'plain'],
      margin: 0,
    },
    {
      text: 'With both, the best of 16 answers that it chooses is better as well.',
      kind: 'greater',
      measure: 'bestOf16Gold',
      arms: ['both', 'plain'],
      margin: 0,
    },
  ],
  sliders: ['main.world.copies', 'main.world.fusionFrom', 'main.training.learningRate'],
  figure: {kind: 'dots', title: 'How often is the reward consistent?', measure: 'consistency'},
  shown: ['plain', 'hull', 'fusion', 'both'],
  registered: '2026-12-01',
  pilots:
    'Seeds 101 and 102, consistency by learning rate (0.001, 0.003, 0.01 and, where the last was best, 0.03): Bradley–Terry 0.51, 0.57, 0.55; copies at random 0.53, 0.56, 0.61, 0.57; ConvexDA 0.53, 0.56, 0.61, 0.63; RewardFusion 0.51, 0.56, 0.55; both 0.54, 0.57, 0.59, 0.62. Each arm has its best. They were compared on 128 couples of questions then, not on 256. Accuracy on unseen pairs was 0.77 for Bradley–Terry; gold of the best of 16 was 0.83, with ConvexDA 0.87, with RewardFusion 0.73, with both 0.76, so that the third clause may well not show; it stays as the paper has it. Twelve copies in place of five (0.55 at 0.01), and fusion from a cosine of 0.95 (0.57, gold 0.81; with ConvexDA at 0.01 0.61, gold 0.82) were tried for the method; five and 0.9 stay, as in the released code. With two seeds the differences are rough: rates between which they chose may be as good.',
});

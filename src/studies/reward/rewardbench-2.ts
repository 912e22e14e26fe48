import {bestOf16Gold} from '../../metrics/bestOfN/index.spec.ts';
import {suiteOneOfFour, suiteTies, suiteTiesAccuracy, suiteWriters} from '../../metrics/suites/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {type RewardGiven, rewardStage} from '../kit/settings.ts';
import {type Arm, study} from '../kit/study.ts';

const STEPS = 600;

type Member = `${'few' | 'many'}-${'careless' | 'careful'}-${'fair' | 'long' | 'styled'}`;

/** How a reward model of the zoo was trained. */
function member(name: Member): Arm & {name: Member} {
  const [pairs, care, bias] = name.split('-');
  const odd = [pairs === 'many', care === 'careful', bias === 'long'].filter(Boolean).length % 2;
  const world: RewardGiven['world'] = {
    kind: 'responses',
    suites: 'all',
    pairs: pairs === 'many' ? 4000 : 500,
    care: care === 'careful' ? 2 : 0.5,
    lengthBias: bias === 'fair' ? 0 : 1,
    styleBias: bias === 'styled' ? 1 : 0,
  };
  const settings: RewardGiven = {
    world,
    model: {kind: 'bag', width: odd ? 32 : 8},
    training: {kind: 'adamW', batch: 128, evaluateEvery: 100},
  };
  const LABELS: Record<string, string> = {fair: 'no bias', long: 'length bias', styled: 'length and style bias'};
  return {
    name,
    label: `${world.pairs} pairs, care ${world.care}, ${LABELS[bias]}, width ${odd ? 32 : 8}`,
    role: 'reference',
    stages: [rewardStage(settings, STEPS)],
  };
}

const ZOO = [
  'few-careless-fair',
  'few-careless-long',
  'few-careless-styled',
  'few-careful-fair',
  'few-careful-long',
  'few-careful-styled',
  'many-careless-fair',
  'many-careless-long',
  'many-careless-styled',
  'many-careful-fair',
  'many-careful-long',
  'many-careful-styled',
] as const satisfies readonly Member[];

const EACH = Object.fromEntries(ZOO.map((name) => [name, 1 / ZOO.length])) as Record<Member, number>;

/** How much lower a model scores among four than on pairs. */
const [pairs, four] = [final(suiteWriters), final(suiteOneOfFour)];
const fall: Measure<'fall'> = {
  name: 'fall',
  label: 'Accuracy on pairs minus accuracy among four',
  of: (run: ArmRun, all) => pairs.of(run, all) - four.of(run, all),
};

export default study({
  says: [
    'A benchmark of reward models is of use when it says how good they are at their work. The first RewardBench has one better answer against one worse, and most models do well on it.',
    'The second has questions that no other benchmark has, one right answer against three, and questions with many right answers, all of which must be above the wrong ones and close together. Models score about twenty points lower, and their scores agree well with how good the best of many answers is that they choose.',
  ],
  analogue: [
    'A zoo of twelve small reward models stands for those that are published: they differ in the number of pairs, in how careful the annotators were and what they like, and in width. The unit is the model.',
    'Answers of writers with much and with little knowledge stand for the first benchmark. For the second, three answers are made worse by one statement (a twin that is wrong, a fact about something else, one fact less), and all four have a style at random.',
    'Work is to choose the best of 16 answers, on average over all choices of 16 of 64; the gold reward of that answer is known.',
  ],
  omits: [
    'Policies trained on the rewards (PPO), and that the benchmark agrees less with these.',
    'The domains: here all questions are everyday ones, on the topics of the training pairs.',
  ],
  arms: ZOO.map(member),
  measures: [
    final(suiteOneOfFour),
    final(suiteWriters),
    final(bestOf16Gold),
    final(suiteTies),
    final(suiteTiesAccuracy),
    fall,
  ],
  clauses: [
    {
      text: 'The models of the zoo score more than 0.25 lower among four than on pairs of strong and weak writers: by more than what chance alone scores lower.',
      kind: 'greater',
      measure: 'fall',
      arms: EACH,
      margin: 0.25,
    },
    {
      text: 'Models that are better among four choose better answers among 16: the correlation is above 0.5.',
      kind: 'correlation',
      of: ['suiteOneOfFour', 'bestOf16Gold'],
      by: 'pearson',
      arms: ZOO,
      sign: 'positive',
      margin: 0.5,
    },
    {
      text: 'Accuracy among four agrees better with the answer chosen among 16 than accuracy on pairs does.',
      kind: 'members',
      of: ['suiteOneOfFour', 'suiteWriters'],
      with: 'bestOf16Gold',
      by: 'pearson',
      arms: ZOO,
      margin: 0,
    },
  ],
  sliders: ['main.world.care', 'main.world.lengthBias', 'main.model.width'],
  figure: {
    kind: 'plane',
    title: 'A benchmark and the work',
    x: 'suiteOneOfFour',
    y: 'bestOf16Gold',
    size: 'suiteWriters',
  },
  shown: ['few-careless-styled', 'few-careful-fair', 'many-careless-long', 'many-careful-fair'],
  registered: '2026-11-30',
  pilots:
    'Seeds 101 and 102, all twelve. Accuracy falls by 0.48 and 0.49, from 0.89 to 0.41. Correlation with the gold of the best of 16: 0.93 and 0.84 for one of four, 0.75 and 0.83 for pairs, so that the third clause may well stay unclear with twelve models. With the best of 64, which is noisy on 32 questions, 0.79 and 0.64 for one of four, 0.71 and 0.85 for pairs. Tie scores correlate with 0.68 and 0.72. Seed 103: 0.47, 0.54 for one of four, 0.94 for pairs and for ties: against the third clause, which stays as the paper has it.',
});

import {facts, gold, length, offTopic, wrong} from '../../metrics/exact/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven, policyStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 200;
/** How often a question is answered, and how many answers are put in order. */
const SETS = 200;
const ANSWERS = 6;

type Judge = NonNullable<PolicyGiven['judge']>;

const WORLD: PolicyGiven['world'] = {kind: 'answers', questions: 4};

const imitation = {
  world: WORLD,
  training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 200},
  steps: 200,
} as const;

const training = (learningRate: number): PolicyGiven['training'] => ({
  ...{kind: 'adamW', batch: 32, learningRate},
  ...{warmup: 10, weightDecay: 0, evaluateEvery: 20},
});

/** Answers of the reference, in the order in which the judge likes them. */
const ranked = (judge: Judge, learningRate: number) =>
  afterImitation(imitation, {
    spec: {
      ...{world: WORLD, objective: {kind: 'rankMargin'}, judge},
      sampling: {kind: 'sets', questions: SETS, perQuestion: ANSWERS},
      training: training(learningRate),
    },
    steps: STEPS,
  });

/** Imitation that goes on. */
const imitated = (learningRate: number) => {
  const [first] = afterImitation(imitation, {spec: {}, steps: 0});
  const spec: PolicyGiven = {
    ...{world: WORLD, objective: {kind: 'sft'}, sampling: {kind: 'demonstrations'}},
    training: training(learningRate),
  };
  return [first, policyStage(spec, STEPS, {from: {'policy/*': 'sft.policy/*'}})];
};

const last = (run: ArmRun, metric: string): number => run.curve(metric).at(-1)!.value;

const errorShare: Measure<'errorShare'> = {
  name: 'errorShare',
  label: 'Share of errors',
  help: 'Errors among all that answers say about what was asked, on average over all answers.',
  better: 'lower',
  range: [0, 1],
  of: (run) => last(run, wrong.name) / (last(run, wrong.name) + last(run, facts.name)),
};

export default study({
  says: [
    'A model that imitates summaries learns to sound right, and makes things up. The paper lets it write several summaries of a text, has an automatic measure of factuality put them in order, and trains the model to give them likelihoods in that order, with a margin for each place between two of them. No reward is passed on, only the order.',
    'Whether this helps depends on the measure. Overlap with a reference, the usual one for summaries, says little about what is true; a measure that checks the facts says more, though it errs.',
  ],
  analogue: [
    'Four questions; answers are made of facts, errors, filler and the like. The policy has imitated writers who know 0.6 of each topic. It answers 200 times, six times over, and these answers are put in order: by the share of right claims with an error of standard deviation 0.2; by the F1 score of statements with one answer of the writers to the question; or nearly at random, by the same share with an error of 5. The margin is 0.1 for each place, likelihoods are means over the moves of an answer.',
    'The best of each six also counts as an answer to imitate, with the weight 0.1; in the paper that is the reference. Another policy goes on imitating. Each order has the learning rate, 0.0003, 0.001 or 0.003, with which the share of errors was lowest in pilots; imitation has 0.001. All shares are exact, over all answers that a policy gives.',
  ],
  omits: [
    'Texts to summarise, trained measures of factuality, people who judge, and candidates from a diverse search.',
    'Overlap at the end: only the order that is made by it reports it.',
  ],
  arms: [
    {
      name: 'imitation',
      label: 'Imitation',
      role: 'baseline',
      stages: imitated(0.001),
    },
    {
      name: 'facts',
      label: 'Order by facts',
      help: 'A checker that errs.',
      role: 'method',
      stages: ranked({kind: 'checker', noise: 0.2}, 0.003),
    },
    {
      name: 'overlap',
      label: 'Order by overlap',
      role: 'baseline',
      stages: ranked({kind: 'overlap', references: 1}, 0.003),
    },
    {
      name: 'random',
      label: 'Order at random',
      help: 'The checker’s error is about twenty times as large as what it looks for.',
      role: 'ablation',
      stages: ranked({kind: 'checker', noise: 5}, 0.0003),
    },
  ],
  measures: [errorShare, final(facts), final(wrong), final(offTopic), final(length), final(gold)],
  clauses: [
    {
      text: 'With the order by facts the share of errors is over 0.05 lower than with imitation.',
      kind: 'greater',
      measure: 'errorShare',
      arms: ['imitation', 'facts'],
      margin: 0.05,
    },
    {
      text: 'It is over 0.05 lower than with the order by overlap.',
      kind: 'greater',
      measure: 'errorShare',
      arms: ['overlap', 'facts'],
      margin: 0.05,
    },
    {
      text: 'With the order by facts answers have as many facts as with imitation, to within 0.3.',
      kind: 'noninferior',
      measure: 'facts',
      arms: ['facts', 'imitation'],
      margin: 0.3,
    },
  ],
  sliders: ['policy.judge.noise', 'policy.objective.margin', 'policy.objective.mleWeight'],
  figure: {kind: 'plane', title: 'Errors, and what is said at all', x: 'facts', y: 'errorShare', size: 'length'},
  registered: '2026-12-01',
  pilots:
    'Seeds 101 and 102, share of errors and facts in an answer on average, by learning rate. Order by facts 0.114 and 2.61 (0.0003), 0.075 and 2.37 (0.001), 0.065 and 2.16 (0.003). Order by overlap 0.332 and 1.64, 0.376 and 1.35, 0.305 and 1.63. Order at random 0.376 and 1.42, 0.475 and 1.01, 0.447 and 0.92. Imitation 0.173 and 2.76 (0.001). So an order that says nothing makes answers worse, with this loss: in most pairs some likelihood has to change, and it is the mean over moves that counts, so that answers become short. The rate with the fewest errors makes answers shorter as well, and the third clause is not expected to show; with 0.0003 it would be nearer. After the measurement, seeds 111, 112, 113, share of errors with 0.0003, 0.001, 0.003 and 0.01: order by facts 0.101, 0.065, 0.062, 0.071; by overlap 0.282, 0.328, 0.256, 0.211; at random 0.383, 0.437, 0.413, 0.429. Order by overlap would have 0.01 by these; order by facts is ahead at every rate.',
});

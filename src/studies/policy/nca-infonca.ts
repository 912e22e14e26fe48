import {divergence, gold} from '../../metrics/exact/index.spec.ts';
import {type ArmRun, best, final, goldAtKL, type Measure} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 400;
/** Nats from the reference at which methods are compared that go to different lengths. */
const NEAR = 2;
/** Steps over which the change of log π is averaged at the end. */
const LAST = 10;

const BETA = 0.1;
/** Answers to a question, and how often it is asked. */
const ANSWERS = 4;
const SETS = 64;

type Objective = NonNullable<PolicyGiven['objective']>;
type Sampling = NonNullable<PolicyGiven['sampling']>;

const WORLD = {kind: 'answers', questions: 1, length: -1} as const;

const trained = (objective: Objective, sampling: Sampling, learningRate: number) =>
  afterImitation(
    {
      world: WORLD,
      training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 200},
      steps: 400,
    },
    {
      spec: {
        ...{world: WORLD, objective, sampling, judge: {kind: 'gold'}},
        training: {kind: 'adamW', batch: 32, learningRate, warmup: 10, weightDecay: 0, evaluateEvery: 10},
      },
      steps: STEPS,
    },
  );

const SCORED = {kind: 'sets', questions: SETS, perQuestion: ANSWERS} as const;
const PAIRS = {kind: 'pairs', questions: SETS, among: ANSWERS, pairing: 'extremes', labels: 'judge'} as const;

const atEnd = <const N extends string>(metric: string, name: N, label: string): Measure<N> => ({
  name,
  label,
  help: 'How much likelier they are than under the reference, as a logarithm; mean of the last ten steps.',
  of(run: ArmRun) {
    const last = run.curve(metric).slice(-LAST);
    return last.reduce((sum, {value}) => sum + value, 0) / last.length;
  },
});

export default study({
  says: [
    'DPO learns from choices: which of two answers is better. Where each answer has a score, that is a waste: the second best is dropped, and how much better the best one is is never heard. The paper turns scores into targets, a softmax of rewards over the K answers to a question, and gets two losses. InfoNCA asks for the shares that answers have among the K; with two answers and hard targets it is DPO. NCA asks of each answer on its own whether it is likelier than under the reference.',
    'The difference matters because InfoNCA, like DPO, only sees differences: all answers may become rarer as long as good ones fall less. NCA fixes each likelihood itself, so that good answers rise.',
  ],
  analogue: [
    'One question with 5,840 possible answers. Gold counts facts and errors, and takes off one point for every twenty tokens. The reference has imitated the writers, and answers 64 times four times over; gold scores these 256 answers exactly. All arms learn from them, 200 times over; DPO sees only the best and the worst of each four.',
    'β is 0.1, and the rewards have a temperature of 1; with hard targets 0.01. Each arm has the learning rate, 0.001 or 0.003, with which gold was highest at the end in pilots. Expected gold and the divergence are exact, over all answers.',
  ],
  omits: [
    'Language models, scores by another language model, and prompts that differ.',
    'How results change with β and the temperature of rewards; both can be moved here.',
  ],
  arms: [
    {
      name: 'dpo',
      label: 'DPO, best and worst',
      help: 'The two answers in the middle are not used.',
      role: 'baseline',
      stages: trained({kind: 'dpo', beta: BETA}, PAIRS, 0.003),
    },
    {
      name: 'infonca',
      label: 'InfoNCA',
      role: 'method',
      stages: trained({kind: 'infoNCA', beta: BETA, alpha: 1}, SCORED, 0.003),
    },
    {
      name: 'nca',
      label: 'NCA',
      role: 'method',
      stages: trained({kind: 'nca', beta: BETA, alpha: 1}, SCORED, 0.001),
    },
    {
      name: 'infonca-hard',
      label: 'InfoNCA, hard targets',
      help: 'Only the best of the four counts, as in a choice of one among four.',
      role: 'ablation',
      stages: trained({kind: 'infoNCA', beta: BETA, alpha: 0.01}, SCORED, 0.003),
    },
  ],
  measures: [
    final(gold),
    best(gold, 'peak'),
    goldAtKL(NEAR, 'near'),
    final(divergence),
    atEnd('chosenLog', 'chosen', 'Best of each set, change of log π'),
    atEnd('rejectedLog', 'rejected', 'Worst of each set, change of log π'),
  ],
  clauses: [
    {
      text: 'After as many steps InfoNCA, which sees all scores, has over 0.05 more gold than DPO on best and worst.',
      kind: 'greater',
      measure: 'gold',
      arms: ['infonca', 'dpo'],
      margin: 0.05,
    },
    {
      text: 'At a KL of 2 from the reference, InfoNCA is worth no less than DPO, to within 0.05.',
      kind: 'noninferior',
      measure: 'near',
      arms: ['infonca', 'dpo'],
      margin: 0.05,
    },
    {
      text: 'With NCA the best answers of the sets become likelier than under the reference.',
      kind: 'greater',
      measure: 'chosen',
      arms: {nca: 1},
      margin: 0,
    },
  ],
  sliders: ['policy.objective.beta', 'policy.objective.alpha', 'policy.training.learningRate'],
  figure: {kind: 'dots', title: 'What becomes of the best answers', measure: 'chosen'},
  registered: '2026-12-01',
  pilots:
    'Seeds 101, 102, 103, gold at the end, gold at a KL of 2, and the change of log π of the best answers, with learning rate 0.001, then 0.003. DPO 2.87, 2.26, −10.8; 2.89, 2.25, −25.4. InfoNCA 3.02, 2.28, −7.7; 3.12, 2.25, −10.2. NCA 2.05, 2.05 (it stays nearer), 0.19; 1.87, 2.36, 0.89. Hard targets 3.01, 2.24, −11.4; 3.09, 2.22, −24.4. InfoNCA minus DPO by seed at 0.003: gold 0.09, 0.18, 0.43; at a KL of 2 −0.06, 0.05, 0.00. NCA passes 2.31 with 0.001 and 2.43 with 0.003 before it loses gold again, and its best answers fall before they rise: after 200 steps with 0.001 (and a reference that had imitated for 200) they stood at −0.18. That DPO and InfoNCA make the best answers rarer is so plain that no clause is about it. Without a price of length, and with 200 sets, all but NCA came close to the most gold that there is, 5. After the measurement, seeds 111, 112, 113, gold at the end with 0.001, 0.003, 0.01 and 0.03: DPO 2.74, 2.64, 2.56, 2.31; InfoNCA 2.95, 3.10, 3.14, 3.12; NCA 1.81, 1.60, 1.48, 1.38; hard targets 2.90, 3.15, 2.98, 2.82. No arm has a rate that is better beyond the differences between seeds.',
});

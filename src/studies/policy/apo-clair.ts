import {divergence, gold, winRate} from '../../metrics/exact/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 200;
const PAIRS = 200;
/** Steps over which changes of log π are averaged at the end. */
const LAST = 10;

type World = NonNullable<PolicyGiven['world']>;
type Objective = NonNullable<PolicyGiven['objective']>;
type Sampling = NonNullable<PolicyGiven['sampling']>;

/** Writers who know so much of each topic. */
const world = (quality: number): World => ({kind: 'answers', questions: 1, length: -1, quality});
const WRITERS = 0.6;
const WEAK = 0.1;

const DATA = {
  weak: {kind: 'pairs', questions: PAIRS, writer: 'demonstrations', labels: 'judge'},
  judged: {kind: 'pairs', questions: PAIRS, labels: 'judge'},
  revised: {kind: 'pairs', questions: PAIRS, pairing: 'edited'},
} as const satisfies Readonly<Record<string, Sampling>>;

const DPO: Objective = {kind: 'dpo', beta: 0.1};
const ZERO: Objective = {kind: 'apoZero', beta: 0.1};
const DOWN: Objective = {kind: 'apoDown', beta: 0.1};

const trained = (objective: Objective, data: keyof typeof DATA, learningRate: number) =>
  afterImitation(
    {
      world: world(WRITERS),
      training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 200},
      steps: 200,
    },
    {
      spec: {
        ...{world: world(data === 'weak' ? WEAK : WRITERS), objective, judge: {kind: 'gold'}},
        sampling: DATA[data],
        training: {kind: 'adamW', batch: 32, learningRate, warmup: 10, weightDecay: 0, evaluateEvery: 20},
      },
      steps: STEPS,
    },
  );

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
    'A pair of answers tells a policy what is better only as far as the two differ in what matters. In most pairs they differ in many things at once. CLAIR makes other pairs: the policy answers, a stronger model revises the answer with as few changes as it can, and the revision is chosen.',
    'The second idea is about losses. DPO cares for the difference of two log-ratios alone: both answers may become rarer. APO says where each should go. APO-zero wants chosen answers likelier and rejected ones rarer, which fits where chosen answers are better than what the policy says. APO-down wants both rarer, the rejected ones more so, for data of others whose best answers are worse than the policy’s own. The paper’s best model learns from revisions with APO-zero.',
  ],
  analogue: [
    'One question with 5,840 possible answers. Gold counts facts and errors and takes off a point for every twenty tokens; it is also the judge. The reference has imitated writers who know 0.6 of a topic. There are 200 pairs of each kind: two answers of the reference of which the better one is chosen; an answer of the reference and its revision; two answers of writers who know only 0.1, with the better one chosen.',
    'A revision changes one move: an error becomes a fact, an insult is left out, something beside the point becomes a fact, or a fact is added. β is 0.1. Each arm has the learning rate, 0.0003, 0.001 or 0.003 (DPO: the last two), with which gold was highest at the end in pilots.',
  ],
  omits: [
    'Language models, revisions by another model with errors of its own, and a benchmark for hard questions.',
    'The remaining pairs of data and loss; they can be set here.',
  ],
  arms: [
    {
      name: 'dpo-judged',
      label: 'DPO, judged pairs',
      role: 'baseline',
      stages: trained(DPO, 'judged', 0.01),
    },
    {
      name: 'dpo-revised',
      label: 'DPO, revisions',
      role: 'ablation',
      stages: trained(DPO, 'revised', 0.01),
    },
    {
      name: 'zero-revised',
      label: 'APO-zero, revisions',
      role: 'method',
      stages: trained(ZERO, 'revised', 0.001),
    },
    {
      name: 'dpo-weak',
      label: 'DPO, weak writers',
      role: 'baseline',
      stages: trained(DPO, 'weak', 0.003),
    },
    {
      name: 'zero-weak',
      label: 'APO-zero, weak writers',
      role: 'ablation',
      stages: trained(ZERO, 'weak', 0.001),
    },
    {
      name: 'down-weak',
      label: 'APO-down, weak writers',
      role: 'method',
      stages: trained(DOWN, 'weak', 0.001),
    },
  ],
  measures: [
    final(gold),
    final(winRate),
    final(divergence),
    atEnd('chosenLog', 'chosen', 'Chosen, change of log π'),
    atEnd('rejectedLog', 'rejected', 'Rejected, change of log π'),
  ],
  clauses: [
    {
      text: 'From revisions DPO gains over 0.1 more gold than from judged pairs.',
      kind: 'greater',
      measure: 'gold',
      arms: ['dpo-revised', 'dpo-judged'],
      margin: 0.1,
    },
    {
      text: 'From revisions APO-zero gains more gold than DPO.',
      kind: 'greater',
      measure: 'gold',
      arms: ['zero-revised', 'dpo-revised'],
      margin: 0,
    },
    {
      text: 'From pairs of weak writers APO-down gains over 0.2 more gold than APO-zero.',
      kind: 'greater',
      measure: 'gold',
      arms: ['down-weak', 'zero-weak'],
      margin: 0.2,
    },
  ],
  sliders: ['policy.objective.beta', 'policy.sampling.pairing', 'policy.training.learningRate'],
  figure: {kind: 'dots', title: 'Data and loss', measure: 'gold'},
  shown: ['dpo-judged', 'dpo-revised', 'zero-revised', 'down-weak'],
  registered: '2026-12-01',
  pilots:
    'Seeds 101, 102, 103 (where two numbers stand, they are those of 101 and 102), gold at the end on average, by learning rate. DPO on judged pairs 2.91 (0.003), 2.76 and 2.47 (0.001); on revisions 3.25 (0.003), 2.95 and 2.73 (0.001); on pairs of weak writers 2.17 (0.003), 2.02 and 1.47 (0.001). APO-zero on revisions 1.15 (0.0003), 2.50 (0.001), 1.59 and 1.77 (0.003); on pairs of weak writers 0.70 (0.0003), 1.32 (0.001), −0.20 and −0.25 (0.003). APO-down on pairs of weak writers 1.76 (0.0003), 2.41 (0.001), 1.72 and 2.02 (0.003). On revisions APO-zero was behind DPO by 0.7 with every seed: it stops moving when both log-ratios are large, at a KL of about 2.4 where DPO goes on to 5. So the second clause, which is the paper’s, is not expected to show. APO-down on revisions, whose chosen answers are better than the reference’s, lost gold (−0.33 and −3.61 at 0.001), and has no arm. A wider search, seeds 111, 112, 113, gold at the end with the rates 0.0003, 0.001, 0.003, 0.01 and 0.03: DPO on judged pairs 1.11, 2.49, 2.78, 3.05, 3.07; on revisions 0.94, 2.11, 2.54, 3.22, 2.78; on pairs of weak writers 0.67, 1.85, 2.03, 1.52, 0.92. With the first four: APO-zero on revisions 0.95, 1.81, 1.52, 1.25, on pairs of weak writers 0.71, 1.49, 0.48, −0.62; APO-down on these 1.65, 2.47, 1.82, 1.89.',
  deviations: [
    {
      date: '2026-12-01',
      what: 'DPO on judged pairs and on revisions has the learning rate 0.01, before 0.003. All was measured again with the same seeds.',
      why: 'Only two rates had been tried for these arms, and a wider search with seeds 111 to 113 found a better one for both. With 0.003 the first clause had been unclear (−0.02), the second had not shown and the third had.',
    },
  ],
});

import {divergence, facts, gold, proxy, winRate} from '../../metrics/exact/index.spec.ts';
import {final} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 200;
/** How many pairs there are. */
const PAIRS = 192;

type Pairing = 'extremes' | 'low' | 'middle';

const WORLD: PolicyGiven['world'] = {kind: 'answers', questions: 6, length: -1};

/** DPO on the best of so many answers, and another one of them. */
const trained = (among: number, pairing: Pairing) =>
  afterImitation(
    {
      world: WORLD,
      training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 200},
      steps: 200,
    },
    {
      spec: {
        ...{world: WORLD, objective: {kind: 'dpo', beta: 0.1}, judge: {kind: 'taste', noise: 1}},
        sampling: {kind: 'pairs', questions: PAIRS, among, pairing, labels: 'judge'},
        training: {
          ...{kind: 'adamW', batch: 32, learningRate: 0.003},
          ...{warmup: 10, weightDecay: 0, evaluateEvery: 20},
        },
      },
      steps: STEPS,
    },
  );

export default study({
  says: [
    'To make pairs for DPO one lets the policy answer a question several times, scores the answers, and takes the best as chosen and the worst as rejected. One would think that more answers make better pairs: the best gets better. The paper finds that with many answers the result gets worse, and looks for the reason in the rejected answer: the worst of many is an outlier from which little is learnt.',
    'Seen as a normal distribution, rewards have a mean μ and a standard deviation σ. The paper tries all pairs of seven places on it, and finds the best rejected answer near μ − 2σ, whatever the number of answers.',
  ],
  analogue: [
    'Six questions, each with 5,840 possible answers. Gold counts facts and errors and takes off a point for every twenty tokens. The reference has imitated the writers; it answers 192 questions, each 5, 20 or 200 times. The judge sees gold with an error of standard deviation 1, always the same for the same answer, so that the best of many is overrated.',
    'The rejected answer is the worst, that nearest to μ − 2σ of its set, or that nearest to μ. Of five answers the worst is always the one nearest to μ − 2σ, so that arm stands for both. All arms have β 0.1 and 200 steps; of the learning rates 0.001 and 0.003 the second gave more gold in all of them.',
  ],
  omits: [
    'Language models, learnt reward models, and the other pairs of places.',
    'New answers of the policy as it learns: pairs are made once, of the reference.',
  ],
  arms: [
    {
      name: 'worst-of-5',
      label: 'Worst of 5',
      help: 'Here μ − 2σ is the same answer.',
      role: 'baseline',
      series: 'worst',
      x: 5,
      stages: trained(5, 'extremes'),
    },
    {
      name: 'worst-of-20',
      label: 'Worst of 20',
      role: 'baseline',
      series: 'worst',
      x: 20,
      stages: trained(20, 'extremes'),
    },
    {
      name: 'worst-of-200',
      label: 'Worst of 200',
      role: 'baseline',
      series: 'worst',
      x: 200,
      stages: trained(200, 'extremes'),
    },
    {
      name: 'low-of-200',
      label: 'μ − 2σ of 200',
      role: 'method',
      series: 'low',
      x: 200,
      stages: trained(200, 'low'),
    },
    {
      name: 'middle-of-200',
      label: 'μ of 200',
      role: 'ablation',
      series: 'middle',
      x: 200,
      stages: trained(200, 'middle'),
    },
  ],
  measures: [final(gold), final(winRate), final(proxy), final(divergence), final(facts)],
  clauses: [
    {
      text: 'With the worst answer rejected, 20 answers give over 0.05 more gold than 200.',
      kind: 'greater',
      measure: 'gold',
      arms: ['worst-of-20', 'worst-of-200'],
      margin: 0.05,
    },
    {
      text: 'Of 200 answers, rejecting the one near μ − 2σ gives over 0.05 more gold than rejecting the worst.',
      kind: 'greater',
      measure: 'gold',
      arms: ['low-of-200', 'worst-of-200'],
      margin: 0.05,
    },
    {
      text: 'Rejecting the one near μ − 2σ of 200 gives no less gold than rejecting the middling one, to within 0.05.',
      kind: 'noninferior',
      measure: 'gold',
      arms: ['low-of-200', 'middle-of-200'],
      margin: 0.05,
    },
  ],
  sliders: ['policy.sampling.among', 'policy.sampling.pairing', 'policy.judge.noise'],
  figure: {kind: 'dots', title: 'Which answer is rejected', measure: 'gold'},
  shown: ['worst-of-5', 'worst-of-200', 'low-of-200', 'middle-of-200'],
  registered: '2026-12-01',
  pilots:
    'Seeds 101, 102, 103, gold at the end by seed. Worst of 5: 2.80, 2.84, 2.85; worst of 20: 3.01, 2.88, 3.02; worst of 200: 3.01, 2.59, 2.97; near μ − 2σ of 200: 3.05, 2.92, 3.07; near μ of 200: 3.09, 3.06, 3.08. So more answers first help and then hurt, and the comparison with five, which the paper makes, is lost in the noise here: the first clause is about 20. Differences by seed: 20 minus 200 −0.00, 0.29, 0.06; μ − 2σ minus worst 0.03, 0.32, 0.10; μ − 2σ minus μ −0.04, −0.14, −0.01. In a smaller pilot with two questions and 128 pairs (seeds 101 and 102) the learning rate 0.003 gave more gold than 0.001 in every arm: worst of 5 2.99 against 2.89, worst of 200 2.88 against 2.63, μ − 2σ of 200 2.84 against 2.69, μ of 200 3.12 against 2.96, and worst of 20 2.99 against 2.73. After the measurement, seeds 111, 112, 113, gold at the end with 0.001, 0.003 and 0.01: worst of 5 2.74, 2.82, 2.68; worst of 20 2.65, 2.94, 2.95; worst of 200 2.48, 2.74, 2.86; near μ − 2σ 2.72, 2.98, 3.01; near μ 2.91, 2.88, 2.63: 0.003 is within the noise of the best for each arm.',
});

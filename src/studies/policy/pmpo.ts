import {divergence, entropy, gold} from '../../metrics/exact/index.spec.ts';
import {type ArmRun, final, goldAtKL, type Measure} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 300;
/** Nats from the reference at which methods are compared that go to different lengths. */
const NEAR = 0.3;

type Objective = NonNullable<PolicyGiven['objective']>;

const WORLD = {kind: 'bandit', arms: 32} as const;

const trained = (objective: Objective) =>
  afterImitation(
    {
      world: WORLD,
      training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 200},
      steps: 200,
    },
    {
      spec: {
        ...{world: WORLD, objective, judge: {kind: 'taste'}},
        sampling: {kind: 'pairs', questions: 500},
        training: {kind: 'adamW', batch: 32, learningRate: 0.003, warmup: 10, weightDecay: 0, evaluateEvery: 10},
      },
      steps: STEPS,
    },
  );

const first = (run: ArmRun): number => run.curve(gold.name)[0].value;

const gain: Measure<'gain'> = {
  name: 'gain',
  label: 'Gain in gold',
  help: 'Over the reference, from which every arm begins.',
  better: 'higher',
  of: (run) => run.curve(gold.name).at(-1)!.value - first(run),
};

export default study({
  says: [
    'Losses on preferences compare two answers to the same question. The paper begins elsewhere: how likely is it that an answer of the policy is accepted? Raising that makes accepted answers likelier, and lowers rejected ones, each kind on its own. So data need not come in pairs, and one kind alone is enough.',
    'Making rejected answers rarer has no natural end. A term that holds the policy to the reference, KL(ref‖π), gives it one, and the paper finds that it is this term which makes learning from rejections alone work.',
  ],
  analogue: [
    'One question with 32 possible answers whose true worths are drawn from a normal distribution. The reference gives 500 pairs of answers, and annotators choose between them with logistic errors: a good answer is often the rejected one.',
    'With endless data all three forms move the policy along one line, from how often the reference gives an answer towards how often such an answer is accepted; accepted answers alone can go no further than that, rejected ones can. Each form has the β with which it gained most in simulations, rejected answers alone one above 1, as below it nothing ends their fall. For DPO β hardly mattered at a KL of 0.3. The learning rate is that with which each arm was worth most at this KL in pilots, the same for all.',
  ],
  omits: [
    'Answers that are only accepted or only rejected: here every rejected answer has an accepted one beside it, and both forms see all pairs.',
    'Scores instead of choices, value functions, answers of many moves, control and language models.',
  ],
  arms: [
    {
      name: 'accepted',
      label: 'Accepted only',
      help: 'Accepted answers become likelier; the KL term has its smallest weight, 0.01.',
      role: 'baseline',
      stages: trained({kind: 'pmpo', alpha: 1, beta: 0.01}),
    },
    {
      name: 'dpo',
      label: 'DPO',
      role: 'baseline',
      stages: trained({kind: 'dpo', beta: 0.3}),
    },
    {
      name: 'both',
      label: 'Both',
      help: 'Accepted and rejected answers count the same.',
      role: 'method',
      stages: trained({kind: 'pmpo', alpha: 0.5, beta: 0.3}),
    },
    {
      name: 'rejected',
      label: 'Rejected only',
      role: 'method',
      stages: trained({kind: 'pmpo', alpha: 0, beta: 1.2}),
    },
    {
      name: 'rejected-free',
      label: 'Rejected only, no KL',
      help: 'The weight of the KL term is 0.01.',
      role: 'ablation',
      stages: trained({kind: 'pmpo', alpha: 0, beta: 0.01}),
    },
  ],
  measures: [gain, goldAtKL(NEAR, 'near'), final(divergence), final(entropy)],
  clauses: [
    {
      text: 'Learning from accepted and rejected answers gains more than from accepted ones alone, by over 0.1.',
      kind: 'greater',
      measure: 'gain',
      arms: ['both', 'accepted'],
      margin: 0.1,
    },
    {
      text: 'Rejected answers alone, held to the reference, make a policy that is better than the reference by over 0.2.',
      kind: 'greater',
      measure: 'gain',
      arms: {rejected: 1},
      margin: 0.2,
    },
    {
      text: 'At a KL of 0.3 from the reference, both kinds are worth no less than DPO on the same pairs, to within 0.05.',
      kind: 'noninferior',
      measure: 'near',
      arms: ['both', 'dpo'],
      margin: 0.05,
    },
  ],
  sliders: ['policy.objective.alpha', 'policy.objective.beta', 'policy.world.care'],
  figure: {kind: 'plane', title: 'Gain, and distance from the reference', x: 'divergence', y: 'gain'},
  shown: ['accepted', 'dpo', 'both', 'rejected'],
  registered: '2026-11-30',
  pilots:
    'Seeds 101, 102, 103, gold at the end and gold at a KL of 0.3 with learning rate 0.003, then with 0.01. Accepted only 0.485 and 0.485 (it stays nearer), 0.481 and 0.481; DPO 1.39 and 0.714, 1.62 and 0.641; both 1.05 and 0.740, 1.02 and 0.690; rejected only 1.17 and 0.705, 1.19 and 0.662; without KL 1.26 and 0.672, 1.26 and 0.572. The reference has 0.102. Without KL one answer is left (entropy 0), and it is a good one: gold is no worse at the end than with KL, only dearer in divergence, so no clause is about that. Both minus DPO at a KL of 0.3: 0.036, 0.031, 0.012. Both minus accepted only: 0.38, 0.61, 0.70. Simulations of such a bandit, with less careful annotators (care 1, here 1.5), chose β among 0.3, 0.6 and 1 for both, 0.01 and 0.3 for accepted only, 1.2, 1.5 and 2 for rejected only, and 0.1, 0.3 and 1 for DPO. After the measurement, seeds 111, 112, 113, gold at a KL of 0.3 with 0.001, 0.003 and 0.01: accepted only 0.125, 0.201, 0.210; DPO 0.519, 0.519, 0.486; both 0.456, 0.523, 0.498; rejected only 0.440, 0.500, 0.446.',
});

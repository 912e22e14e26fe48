import {divergence, gold, regret} from '../../metrics/exact/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 300;
/** What a nat of divergence from the reference costs, in units of the reward. */
const PRICE = 0.3;

type Objective = NonNullable<PolicyGiven['objective']>;
type Sampling = NonNullable<PolicyGiven['sampling']>;

const bandit = (spread: number) => ({kind: 'bandit', arms: 128, spread}) as const;

/** The reference imitates writers with clear likes; the answers that are learnt from have writers whose choices are more even. */
const trained = (objective: Objective, sampling: Sampling, learningRate: number) =>
  afterImitation(
    {
      world: bandit(0.7),
      training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 200},
      steps: 200,
    },
    {
      spec: {
        ...{world: bandit(3), objective, sampling, judge: {kind: 'gold'}},
        training: {kind: 'adamW', batch: 32, learningRate, warmup: 10, weightDecay: 0, evaluateEvery: 50},
      },
      steps: STEPS,
    },
  );

const POOL = {writer: 'demonstrations', questions: 500} as const;
const SETS = {kind: 'sets', perQuestion: 2, ...POOL} as const;
const PAIRS = {kind: 'pairs', labels: 'judge', ...POOL} as const;

const last = (run: ArmRun, metric: {name: string}): number => run.curve(metric.name).at(-1)!.value;
const worth = (run: ArmRun): number => last(run, gold) - PRICE * last(run, divergence);

/** Also of arms that do not report it, because their own optimum is another: all have the same reference and rewards. */
const lost: Measure<'lost'> = {
  name: 'lost',
  label: regret.label,
  help: 'What is missing of the best possible reward minus 0.3 times the divergence from the reference.',
  better: 'lower',
  of: (run, {copg}) => worth(copg) + last(copg, regret) - worth(run),
};

export default study({
  says: [
    'Fine-tuning with a reward usually asks the policy for fresh answers at every step. Losses such as DPO and IPO learn from answers that lie there already, whoever wrote them, but only from which of two is better and not from by how much. The paper wants both: scores, and answers of anyone.',
    'Its loss takes two answers to the same question. The difference of their rewards is to equal the difference of their log-ratios to the reference, times β. Only the best policy at that price of divergence does this for all pairs, so no weights are needed for who wrote them. The gradient is a policy gradient in which each answer is the baseline of the other; with choices in place of rewards it is that of IPO.',
  ],
  analogue: [
    'One question with 128 possible answers whose true rewards are drawn from a normal distribution. The reference has learnt from writers with clear likes. The answers to learn from, two to each of 500 questions asked, are by writers who choose far more evenly: of those that the reference gives in 12 of 100 cases they make 44.',
    'IPO and DPO see the same answers as pairs of which the better one is chosen, always rightly. REINFORCE stands for learning on-policy: it sees as many answers at a step, but new ones each time, 19,200 in all against 1,000.',
    'What is lost to the best policy is exact. Each method has the learning rate, and IPO and DPO the β, with which it lost least in pilots.',
  ],
  omits: [
    'Policy gradient on answers of others without weights, against which the paper argues: the lab does not have it.',
    'Noise in the rewards, a reward model in their place, and answers of many moves.',
  ],
  arms: [
    {
      name: 'copg',
      label: 'CoPG, answers of others',
      role: 'method',
      stages: trained({kind: 'copg', beta: PRICE}, SETS, 0.03),
    },
    {
      name: 'copg-own',
      label: 'CoPG, answers of the reference',
      help: 'As many answers, drawn once from the reference.',
      role: 'method',
      stages: trained({kind: 'copg', beta: PRICE}, {...SETS, writer: 'reference'}, 0.03),
    },
    {
      name: 'ipo',
      label: 'IPO, choices',
      help: 'The same answers as pairs of which the better one is chosen.',
      role: 'baseline',
      stages: trained({kind: 'ipo', beta: 0.07}, PAIRS, 0.03),
    },
    {
      name: 'dpo',
      label: 'DPO, choices',
      role: 'baseline',
      stages: trained({kind: 'dpo', beta: 3}, PAIRS, 0.02),
    },
    {
      name: 'reinforce',
      label: 'REINFORCE, fresh answers',
      help: 'On-policy, with the mean of the batch as baseline.',
      role: 'reference',
      stages: trained({kind: 'reinforce', beta: PRICE}, {kind: 'samples', perQuestion: 2}, 0.03),
    },
  ],
  measures: [lost, final(gold), final(divergence)],
  clauses: [
    {
      text: 'On answers of others CoPG comes within 0.02 of what REINFORCE reaches with fresh answers.',
      kind: 'noninferior',
      measure: 'lost',
      arms: ['reinforce', 'copg'],
      margin: 0.02,
    },
    {
      text: 'From the same answers IPO, which sees choices and no rewards, loses more than CoPG, by over 0.05.',
      kind: 'greater',
      measure: 'lost',
      arms: ['ipo', 'copg'],
      margin: 0.05,
    },
    {
      text: 'CoPG loses no more on answers of others than on as many of the reference itself, to within 0.02.',
      kind: 'noninferior',
      measure: 'lost',
      arms: ['copg-own', 'copg'],
      margin: 0.02,
    },
  ],
  sliders: ['policy.objective.beta', 'policy.world.spread', 'policy.training.learningRate'],
  figure: {kind: 'dots', title: 'Lost to the best policy', measure: 'lost'},
  shown: ['copg', 'ipo', 'dpo', 'reinforce'],
  registered: '2026-11-30',
  pilots:
    'Seeds 101, 102, 103, lost on average, by learning rate. CoPG on answers of others 0.284 (0.003), 0.009 (0.01), 0.001 (0.03); on answers of the reference 0.340, 0.104, 0.006; REINFORCE 0.194, 0.013, 0.003. IPO with β 0.05: 0.288 (0.01), 0.337 (0.03); with 0.07: 0.245, 0.242. With β 0.03 and 0.1 it lost more in simulations. DPO, whose choices are without error, with β 1.5: 0.292 (0.01); with 3: 0.284 (0.01), 0.269 (0.02); with 0.4 and 0.8 more. IPO minus CoPG has a standard deviation of about 0.15 between seeds, so its margin of 0.05 can be told from 0.24.',
});

import {entropy} from '../../metrics/exact/index.spec.ts';
import {averageExploitability, exploitability, preferred} from '../../metrics/preferences/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven, type StageGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

/** Rounds in which answers are collected, and steps with each. */
const ROUNDS = 10;
const EVERY = 25;
const ROUND = {questions: 512, refreshEvery: EVERY} as const;

type Given = Pick<PolicyGiven, 'objective' | 'sampling'>;

const trained = (cyclic: number, given: Given, learningRate: number): StageGiven[] => {
  const world = {kind: 'bandit', arms: 32, cyclic} as const;
  return afterImitation(
    {world, training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 100}, steps: 100},
    {
      spec: {
        ...{world, judge: {kind: 'gold'}, ...given},
        training: {
          ...{kind: 'adamW', batch: 64, learningRate, warmup: 0, weightDecay: 0},
          ...{schedule: 'constant', evaluateEvery: EVERY},
        },
      },
      steps: ROUNDS * EVERY,
    },
  );
};

const DPO = {kind: 'dpo', beta: 0.1} as const;
const ETA = 0.3;

const METHODS = {
  dpo: {
    ...{label: 'DPO, fixed pairs', role: 'baseline'},
    given: {objective: DPO, sampling: {kind: 'pairs', questions: 8000}},
    learningRate: 0.003,
  },
  again: {
    ...{label: 'DPO, new pairs', role: 'baseline'},
    given: {objective: DPO, sampling: {kind: 'pairs', writer: 'policy', ...ROUND}},
    learningRate: 0.003,
  },
  dno: {
    ...{label: 'DNO, exact', role: 'method'},
    given: {objective: {kind: 'dno', eta: ETA}, sampling: {kind: 'sets', writer: 'policy', perQuestion: 4, ...ROUND}},
    learningRate: 0.02,
  },
  few: {
    ...{label: 'DNO, 4 comparisons', role: 'method'},
    given: {
      objective: {kind: 'dno', eta: ETA, comparisons: 4},
      sampling: {kind: 'sets', writer: 'policy', perQuestion: 4, ...ROUND},
    },
    learningRate: 0.02,
  },
} as const satisfies Record<string, {label: string; role: 'baseline' | 'method'; given: Given; learningRate: number}>;

type Method = keyof typeof METHODS;
const SHARES = [0.5, 1] as const;
type Share = 50 | 100;

const arm = <M extends Method>(method: M, share: (typeof SHARES)[number]) => {
  const {label, role, given, learningRate} = METHODS[method];
  return {
    name: `${method}-${Math.round(100 * share)}` as `${M}-${Share}`,
    label: `${label}, ${share}`,
    role,
    x: share,
    series: label,
    stages: trained(share, given, learningRate),
  };
};

const average: Measure<'average'> = {
  ...averageExploitability,
  name: 'average',
  label: 'Exploitability',
  help: 'Of the mean of all iterates for DNO, of the last policy for DPO.',
  of(run: ArmRun) {
    const mean = run.curve(averageExploitability.name);
    return (mean.at(-1) ?? run.curve(exploitability.name).at(-1)!).value;
  },
};

const fall: Measure<'fall'> = {
  name: 'fall',
  label: 'Largest fall',
  help: 'Of how often the policy is preferred to the reference, from one round to the next.',
  better: 'lower',
  of(run) {
    const values = run.curve(preferred.name).map(({value}) => value);
    return Math.max(0, ...values.slice(1).map((value, i) => values[i] - value));
  },
};

export default study({
  says: [
    'Learning from preferences usually supposes a reward: each answer has a worth, and what is worth more is chosen more often. Real choices may go in a circle, and then no reward explains them, and the answer that a fitted reward likes best may lose to others.',
    'The paper takes the choices as they are. Each answer is worth how often it is preferred to an answer of the present policy; the policy learns these win rates by a contrast of pairs, as in DPO, with itself as the reference, and does so again and again. The mean of such policies comes near to a Nash equilibrium: no other policy is preferred to it.',
  ],
  analogue: [
    'A bandit of 32 arms with normal rewards, which also stand on a circle: each arm beats those on the half behind it. A share of the choices, 0.5 or 1, follows the circle, the rest the rewards. Every pair of arms has a known chance, so win rates and exploitability, how far the best reply is preferred beyond one half, are exact.',
    'All begin with a policy that imitates the writers. DPO learns from 8,000 pairs of it, which is a fitted reward and its tilt in one; or from 512 new pairs of the policy in each of 10 rounds. DNO collects 512 sets of four answers in each round, with exact win rates, or with each answer compared four times. Of DNO the mean of all policies that collected answers is judged, the first one included, as in the theorem; of DPO the last policy.',
  ],
  omits: [
    'Language models, a large model as the judge, choosing pairs with a large margin only, and answers of a teacher among them.',
    'That the average must get there is a theorem for exact steps; how far it gets in 10 rounds of a small network is not.',
  ],
  arms: (Object.keys(METHODS) as Method[]).flatMap((method) => SHARES.map((share) => arm(method, share))),
  measures: [average, final(exploitability), final(preferred), fall, final(entropy)],
  clauses: [
    {
      text: 'Where all choices go in a circle, DNO with exact win rates is exploited less than DPO on fixed pairs, by over 0.1.',
      kind: 'greater',
      measure: 'average',
      arms: ['dpo-100', 'dno-100'],
      margin: 0.1,
    },
    {
      text: 'Where half of them do, it is exploited less by over 0.05.',
      kind: 'greater',
      measure: 'average',
      arms: ['dpo-50', 'dno-50'],
      margin: 0.05,
    },
    {
      text: 'Four comparisons for each answer do as well as exact win rates where all choices go in a circle, to within 0.05.',
      kind: 'noninferior',
      measure: 'average',
      arms: ['dno-100', 'few-100'],
      margin: 0.05,
    },
  ],
  sliders: ['policy.world.cyclic', 'policy.objective.eta', 'policy.objective.beta'],
  figure: {kind: 'curve', title: 'Exploitability', measure: 'average', axis: 'share of choices in a circle'},
  shown: ['dpo-100', 'again-100', 'dno-100', 'few-100'],
  registered: '2026-12-01',
  pilots:
    'Seeds 101, 102, 103. Exploitability with half of the choices in a circle: DPO on fixed pairs 0.275, on new pairs 0.159, DNO 0.147, with four comparisons 0.151; with all of them 0.485, 0.5, 0.154, 0.177. The last policy of DNO has 0.094, 0.108, 0.489 and 0.49: where all choices go in a circle it goes round like the others, and only the mean of its policies comes to rest. DPO minus DNO 0.339, 0.32, 0.334, with half of the choices 0.167, 0.179, 0.0405; exact minus four comparisons -0.009, -0.04, -0.02. Learning rates come from few tries: with seed 101 and more and longer rounds DPO had 0.003 and DNO 0.01; for shorter rounds DNO has 0.02, so that it learns most of what a round can teach. Without a circle DPO had 0.112 there and the mean of DNO 0.182, its last policy 0.071: the mean still holds where it began. After the measurement, seeds 111, 112, 113, exploitability where all choices go in a circle with 0.001, 0.003, 0.01, 0.02 and 0.04: DPO on fixed pairs 0.492, 0.5, 0.5, 0.5, 0.5, on new pairs 0.418, 0.5, 0.5, 0.5, 0.5; the mean of DNO’s policies 0.297, 0.317, 0.195, 0.193, 0.186, with four comparisons 0.299, 0.325, 0.213, 0.210, 0.191.',
});

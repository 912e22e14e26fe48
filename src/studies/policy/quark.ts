import {divergence, entropy, moves, repeats, rude} from '../../metrics/exact/index.spec.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {afterImitation, type PolicyGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 160;
/** Steps between two collections. */
const ROUND = 20;
/** Nats from the reference at which a path is read. */
const FAR = 1;

/** Only insults and repetitions count. */
const WORLD = {
  kind: 'answers',
  ...{questions: 2, rudeness: 0.85},
  ...{facts: 0, wrong: 0, offTopic: 0, hedges: 0, rude: -1, repeats: -1},
} as const;

type Given = Pick<PolicyGiven, 'objective' | 'sampling' | 'policy'>;

const trained = (given: Given, learningRate = 0.003) =>
  afterImitation(
    {
      world: WORLD,
      training: {kind: 'adamW', batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 200},
      steps: 200,
    },
    {
      spec: {
        ...{world: WORLD, judge: {kind: 'gold'}, ...given},
        training: {
          ...{kind: 'adamW', batch: 16, learningRate, warmup: 10, weightDecay: 0},
          ...{schedule: 'constant', evaluateEvery: 10},
        },
      },
      steps: STEPS,
    },
  );

const FIXED = {kind: 'sets', writer: 'policy', questions: 100, perQuestion: 4} as const;
const GROWING = {...FIXED, rounds: STEPS / ROUND, refreshEvery: ROUND} as const;

const quark = ({levels = 5, beta = 0.05, sampling = GROWING as PolicyGiven['sampling']} = {}) =>
  trained({objective: {kind: 'quark', beta}, sampling, policy: {kind: 'perceptron', goals: 'levels', levels}});

const last = (run: ArmRun, {name}: {name: string}): number => run.curve(name).at(-1)!.value;

/** In an answer, at each evaluation. */
const unwantedOf = (run: ArmRun): number[] =>
  run.curve(rude.name).map(({value}, i) => value + run.curve(repeats.name)[i].value);

const unwanted: Measure<'unwanted'> = {
  name: 'unwanted',
  label: 'Insults and repetitions',
  help: 'On average in an answer.',
  better: 'lower',
  of: (run) => unwantedOf(run).at(-1)!,
};

const near: Measure<'near'> = {
  name: 'near',
  label: `Insults and repetitions at a KL of ${FAR}`,
  help: 'Where the path of a run first is so far from the reference; at its end where it never comes so far.',
  better: 'lower',
  of(run) {
    const found = unwantedOf(run);
    const away = run.curve(divergence.name).map(({value}) => value);
    const to = away.findIndex((x) => x >= FAR);
    if (to < 1) return found.at(-1)!;
    const share = (FAR - away[to - 1]) / (away[to] - away[to - 1]);
    return found[to - 1] * (1 - share) + found[to] * share;
  },
};

const surprise: Measure<'surprise'> = {
  name: 'surprise',
  label: 'Surprise of the reference',
  help: 'How unlikely the reference finds what the policy says, in nats a move, exactly: the logarithm of its perplexity.',
  better: 'lower',
  of: (run) => (last(run, entropy) + last(run, divergence)) / (last(run, moves) + 1),
};

export default study({
  says: [
    'A language model has learnt things that nobody wants, such as insults or repeating itself. Quark unlearns them with the plain loss of language modelling. The model answers, answers are sorted by a reward into five levels, each with a token of its own, and the model learns to give each answer after the token of its level, while a KL term holds it to where it began. Then it answers again, now after the token of the best level; its answers join the pool, and all are sorted anew.',
    'So bad answers are kept: they teach what the other tokens mean. The paper finds less toxicity, and fewer repetitions, than with PPO and other baselines, at a better perplexity.',
  ],
  analogue: [
    'Writers with bad manners: 85 of 100 of their answers end with an insult, and a policy that imitates them says about 0.96 unwanted things in an answer, insults and repetitions together. The reward is minus their number. Eight rounds of 20 steps, each with 400 new answers; the token is a further input, one of five.',
    'With so few different rewards many are equal, and equal rewards share the highest of their levels. At first clean answers are rarer than one in five, so the best level has others in it, too.',
    'The policy gradient (RLOO, β 0.1) stands for PPO. It asks for 64 new answers at every step, 10,240 in all against 3,200, and pays for its KL. It goes further from the reference than Quark in as many steps, so both are read at a KL of 1. Perplexity under the reference is exact.',
  ],
  omits: [
    'Language models, rewards that a classifier gives, sentiment, and the diversity of n-grams.',
    'The entropy bonus of the released code, and its KL(π‖ref): here it is KL(ref‖π), as in the paper.',
  ],
  arms: [
    {
      name: 'gradient',
      label: 'Policy gradient with KL',
      role: 'baseline',
      stages: trained({objective: {kind: 'rloo', beta: 0.1}, sampling: {kind: 'samples', perQuestion: 4}}, 0.001),
    },
    {
      name: 'top',
      label: 'Imitation of the best fifth',
      help: 'The best of five answers of the reference to each of 100 questions, without goals.',
      role: 'baseline',
      stages: trained({objective: {kind: 'bestOfNCloning'}, sampling: {...FIXED, perQuestion: 5}}, 0.01),
    },
    {name: 'quark', label: 'Quark', role: 'method', stages: quark()},
    {name: 'free', label: 'Quark without KL', role: 'ablation', stages: quark({beta: 0})},
    {name: 'two', label: 'Quark with two levels', role: 'ablation', stages: quark({levels: 2})},
    {
      name: 'initial',
      label: 'Quark on the first answers alone',
      role: 'ablation',
      stages: quark({sampling: FIXED}),
    },
  ],
  measures: [unwanted, near, surprise, final(divergence), final(entropy)],
  clauses: [
    {
      text: 'At a KL of 1 from the reference, Quark says fewer unwanted things than a policy gradient.',
      kind: 'greater',
      measure: 'near',
      arms: ['gradient', 'quark'],
      margin: 0,
    },
    {
      text: 'At the end, five levels leave fewer unwanted things than two, by over 0.2 in an answer.',
      kind: 'greater',
      measure: 'unwanted',
      arms: ['two', 'quark'],
      margin: 0.2,
    },
    {
      text: 'At the end, a pool that grows leaves fewer unwanted things than the first answers alone.',
      kind: 'greater',
      measure: 'unwanted',
      arms: ['initial', 'quark'],
      margin: 0,
    },
  ],
  sliders: ['policy.policy.goal', 'policy.objective.beta', 'policy.training.learningRate'],
  figure: {kind: 'plane', title: 'Unwanted things, and distance from the reference', x: 'divergence', y: 'unwanted'},
  shown: ['gradient', 'quark', 'two', 'initial'],
  registered: '2026-12-01',
  pilots:
    'Seeds 101, 102, 103, unwanted at a KL of 1 and at the end. With learning rate 0.003: Quark 0.231 and 0.149, policy gradient 0.245 and 0.008, first answers alone 0.263 and 0.246, best fifth 0.264 and 0.253. With 0.01, measured half as often: Quark 0.321 and 0.059, policy gradient 0.457 and 0.001, first answers alone 0.271 and 0.071, two levels 0.728 at the end (KL 0.38), without KL 0.333 and 0.009. The rate was chosen by what is left at a KL of 1, the same for all. The policy gradient ends at a KL of 1.50, Quark at 1.19. With writers of whom 60 in 100 insult, clean answers fill the best level from the start, and Quark on the first answers alone ended at 0.046, against 0.052: there was nothing to explore, so the writers are ruder here. There β 0.05 left 0.052 and β 0.3 0.218. A wider search, seeds 111, 112, 113, at a KL of 1 with the rates 0.0003, 0.0006, 0.001, 0.003, 0.01 and 0.03 (the mean at the end where a run never comes so far): policy gradient 0.203, 0.198, 0.200, 0.249, 0.423, 0.504; best fifth 0.387, 0.306, 0.286, 0.252, 0.214, 0.438; Quark 0.865, 0.766, 0.615, 0.262, 0.299, 0.374.',
  deviations: [
    {
      date: '2026-12-01',
      what: 'The policy gradient has the learning rate 0.001 and imitation of the best fifth 0.01; before, all had 0.003. All was measured again with the same seeds.',
      why: 'Only two rates had been tried, and the same for all. A wider search with seeds 111 to 113 found a better one for each baseline, none for Quark. With 0.003 for all, the first clause had been unclear and the others had shown.',
    },
  ],
});

/** The policy program's settings: a policy that learns to answer, from demonstrations, from preferences, or from rewards. */
import {learnsFromOf, policyNeedsOf, policyObjectiveSection} from '../../objectives/policy/index.spec.ts';
import type {LearnsFrom} from '../../objectives/policy/objective.spec.ts';
import {choice, number, part, partOf, type SectionsValue, section} from '../../spec/index.ts';
import {answerSection, bandit} from '../../worlds/answers/index.spec.ts';
import {rewardSpec} from '../reward/index.spec.ts';
import {bag, lengthOnly, linear, transformer} from '../reward/models.spec.ts';
import {adamW, sgd} from '../training.spec.ts';
import {policyFrames, policyQuestions} from './frames.ts';

/** Read only where a policy has goals. */
const goalFields = {
  goals: choice({
    label: 'Goals',
    help: 'A further input: how good the answer is to be. The policy is taught answers under the goals that they meet themselves, and answers under the one that it is set.',
    default: 'none',
    options: {
      none: {label: 'none'},
      levels: {
        label: 'levels of the reward',
        help: 'All answers to learn from are sorted by the judge’s reward, and cut into levels.',
      },
      targets: {
        label: 'facts and brevity',
        help: 'How many facts, and how few tokens: each as a share of the range that was seen.',
      },
    },
  }),
  levels: number({
    label: 'Levels',
    symbol: 'K',
    help: 'Into how many levels rewards are cut. With many, the highest one asks for more, and has fewer answers to learn from.',
    default: 5,
    range: [2, 16],
    integer: true,
  }),
  goal: number({
    label: 'Goal',
    help: 'Under which the policy answers. Levels: 1 is the highest, 0 the lowest. Facts and brevity: 1 wants facts alone, 0 short answers.',
    default: 1,
    range: [0, 1],
    step: 0.01,
    acts: 'next step',
  }),
};

const perceptron = part({
  kind: 'perceptron',
  label: 'Perceptron',
  help: 'Sees the question and which moves were made so far, and gives each next move a probability.',
  fields: {
    hidden: number({
      label: 'Hidden units',
      help: 'Of the layer between what is seen and the moves.',
      default: 48,
      range: [8, 256],
      scale: 'log',
      integer: true,
    }),
    ...goalFields,
  },
});

export const policySection = section('Policy', 'Who answers.', [perceptron]);

const noise = number({
  label: 'Error of the judge',
  help: 'The standard deviation of what the judge gets wrong about an answer, in units of its reward. About the same answer it is always wrong by as much, so what looks best of many is often what is overrated.',
  default: 0,
  range: [0, 5],
  step: 0.05,
});

const taste = part({
  kind: 'taste',
  label: 'Annotators’ taste',
  help: 'What annotators like, exactly: the gold reward and their biases. No reward model has to be learnt.',
  fields: {noise},
});

const gold = part({
  kind: 'gold',
  label: 'Gold reward',
  help: 'What is truly good. Nobody has this outside of a laboratory.',
  fields: {noise},
});

const checker = part({
  kind: 'checker',
  label: 'Checker of facts',
  help: 'The share of right statements among all that an answer claims; 0 for an answer that claims nothing.',
  fields: {noise},
});

const overlap = part({
  kind: 'overlap',
  label: 'Overlap with a reference',
  help: 'How much of an answer is also in an answer of the writers, and the other way round: the F1 score of statements.',
  fields: {
    references: number({
      label: 'References',
      help: 'To how many answers of the writers each answer is compared; the nearest one counts.',
      default: 1,
      range: [1, 16],
      integer: true,
    }),
  },
});

const judgeSection = section(
  'Judge',
  'Who says how good an answer is: this is the proxy that the policy is trained on.',
  [taste, gold, checker, overlap, bag, transformer, linear, lengthOnly],
);

const perQuestion = number({
  label: 'Answers a question',
  symbol: 'K',
  help: 'How many answers to the same question are compared with each other.',
  default: 4,
  range: [1, 16],
  integer: true,
  acts: 'recapture',
  main: true,
});

const pool = {
  writer: choice({
    label: 'Writer',
    help: 'Who gives the answers that are learnt from.',
    default: 'reference',
    options: {
      reference: {label: 'the reference', help: 'The policy as it was before this stage.'},
      policy: {label: 'the policy', help: 'The policy itself, as it is when answers are collected.'},
      demonstrations: {label: 'the writers', help: 'Those whose answers were imitated first.'},
    },
  }),
  questions: number({
    label: 'Questions asked',
    help: 'How often a question is asked to collect answers; for pairs, the number of pairs.',
    default: 2000,
    range: [64, 16000],
    scale: 'log',
    integer: true,
    main: true,
  }),
  refreshEvery: number({
    label: 'Collect again every',
    help: 'After so many steps all answers are thrown away and collected anew. 0: they are collected once.',
    default: 0,
    range: [0, 1000],
    step: 10,
    integer: true,
  }),
};

const demonstrations = part({
  kind: 'demonstrations',
  label: 'Demonstrations',
  help: 'The answers of the writers are imitated.',
  fields: {},
});

const pairs = part({
  kind: 'pairs',
  label: 'Pairs with a choice',
  help: 'Two answers to each question, of which one is chosen.',
  fields: {
    ...pool,
    among: number({
      label: 'Two of',
      symbol: 'K',
      help: 'How many answers are given to each question, of which two make the pair.',
      default: 2,
      range: [2, 200],
      integer: true,
    }),
    pairing: choice({
      label: 'Which two',
      help: 'Which of the answers make the pair.',
      default: 'random',
      options: {
        random: {label: 'any two'},
        extremes: {label: 'best and worst', help: 'By the judge, or by the policy where it chooses.'},
        low: {
          label: 'best and a bad one',
          help: 'The bad one is that whose reward is nearest to two standard deviations below the mean.',
        },
        middle: {
          label: 'best and a middling one',
          help: 'The middling one is that whose reward is nearest to the mean.',
        },
        edited: {
          label: 'an answer and its revision',
          help: 'One answer is given, and revised in one place: an error becomes a fact, an insult is left out, or a fact is added. The revision is chosen.',
        },
      },
    }),
    labels: choice({
      label: 'Chosen by',
      help: 'Who chooses between the two.',
      default: 'annotators',
      options: {
        annotators: {label: 'annotators', help: 'By their taste, as reliably as their care makes them.'},
        judge: {label: 'the judge', help: 'Always the answer with the higher reward.'},
        self: {
          label: 'the policy',
          help: 'Always the answer that the policy makes likelier, compared with the reference: it is its own judge.',
        },
      },
    }),
  },
});

const sets = part({
  kind: 'sets',
  label: 'Sets with rewards',
  help: 'Several answers to each question, each with the judge’s reward.',
  fields: {
    ...pool,
    perQuestion,
    rounds: number({
      label: 'Collections kept',
      help: 'How many collections are learnt from: the pool grows by each new one, then the oldest makes room. 1: only the last one.',
      default: 1,
      range: [1, 16],
      integer: true,
    }),
  },
});

const samples = part({
  kind: 'samples',
  label: 'Fresh samples',
  help: 'At every step the policy answers anew, and learns from these answers once.',
  fields: {perQuestion},
});

const rollouts = part({
  kind: 'rollouts',
  label: 'Samples used several times',
  help: 'The policy answers, and learns from these answers several times over before it answers anew.',
  fields: {
    perQuestion,
    updates: number({
      label: 'Updates',
      help: 'How many updates are made with the same answers.',
      default: 4,
      range: [1, 16],
      integer: true,
      main: true,
    }),
  },
});

const samplingSection = section('Answers', 'Where the answers that are learnt from come from.', [
  demonstrations,
  pairs,
  sets,
  samples,
  rollouts,
]);

const batch = number({
  label: 'Batch',
  symbol: 'N',
  help: 'Questions in one step.',
  default: 32,
  range: [1, 1024],
  scale: 'log',
  step: 'octave',
  integer: true,
  acts: 'recapture',
  main: true,
  marks: [1, 8, 64, 512],
});

const trainingSection = section('Training', 'How the weights are changed.', [
  part({kind: 'adamW', label: adamW.label, help: adamW.help, fields: {...adamW.fields, batch}}),
  part({kind: 'sgd', label: sgd.label, help: sgd.help, fields: {...sgd.fields, batch}}),
]);

const sections = {
  world: answerSection,
  policy: policySection,
  objective: policyObjectiveSection,
  sampling: samplingSection,
  judge: judgeSection,
  training: trainingSection,
} as const;

export type PolicySettings = SectionsValue<typeof sections>;

/** Ways to make pairs that look for places in the order of rewards. */
const RANKED: readonly string[] = ['extremes', 'low', 'middle'];

function check(settings: PolicySettings): string | undefined {
  const {world, objective, sampling, judge} = settings;
  const needed = learnsFromOf(objective.kind);
  const chosen = partOf(policyObjectiveSection, objective.kind).label;
  if (needed !== sampling.kind) {
    const [needs, has] = [needed, sampling.kind].map((kind) => partOf(samplingSection, kind).label);
    return `${chosen} learns from: ${needs}. Answers must be that, not ${has}.`;
  }
  if (policyNeedsOf(objective.kind).groups && 'perQuestion' in sampling && sampling.perQuestion < 2)
    return `${chosen} compares answers to the same question, so it needs at least two answers to each: raise ${perQuestion.label} above 1.`;
  if (sampling.kind === 'pairs' && RANKED.includes(sampling.pairing) && sampling.among < 3)
    return `With two answers ${pairs.fields.pairing.options[sampling.pairing].label} are any two: raise ${pairs.fields.among.label} above 2, or choose any two.`;
  if (sampling.kind === 'pairs' && sampling.pairing === 'edited' && world.kind === 'bandit')
    return `An arm of a bandit has nothing to revise: set ${pairs.fields.pairing.label} to ${pairs.fields.pairing.options.random.label}.`;
  if (sampling.kind === 'sets' && sampling.rounds > 1 && sampling.refreshEvery === 0)
    return `${sets.fields.rounds.label} is ${sampling.rounds}, and answers are collected once: set ${pool.refreshEvery.label} above 0, or keep 1.`;
  const iterates = checkIterates(settings);
  if (iterates) return iterates;
  const goals = checkGoals(settings);
  if (goals) return goals;
  if (world.kind === 'bandit' && judge.kind !== 'taste' && judge.kind !== 'gold')
    return `${partOf(judgeSection, judge.kind).label} reads answers, and the arms of a bandit are none: choose ${gold.label} as the judge.`;
  return undefined;
}

function checkIterates({world, objective, sampling}: PolicySettings): string | undefined {
  if (!policyNeedsOf(objective.kind).iterates) return undefined;
  const {label} = partOf(policyObjectiveSection, objective.kind);
  if (world.kind !== 'bandit')
    return `${label} must know how often each answer is preferred to any other, which only ${bandit.label} tells: choose it as the world.`;
  if (sampling.kind === 'sets' && sampling.rounds > 1)
    return `${label} learns how answers fare against the policy that gave them, so earlier ones mean something else: set ${sets.fields.rounds.label} to 1.`;
  return undefined;
}

function checkGoals({world, policy, sampling}: PolicySettings): string | undefined {
  if (policy.goals === 'none') return undefined;
  const {label, options} = goalFields.goals;
  const kinds = [pairs, sets].map((one) => one.label).join(' or ');
  if (!takesGoals(sampling.kind))
    return `${label} are what answers with rewards meet: Answers must be ${kinds}, not ${partOf(samplingSection, sampling.kind).label}. Or set ${label} to ${options.none.label}.`;
  if (policy.goals === 'targets' && world.kind === 'bandit')
    return `${label} are ${options.targets.label}, and the arms of a bandit have neither: set ${label} to ${options.levels.label}.`;
  if (policy.goals === 'targets' && sampling.kind === 'pairs')
    return `${label} are ${options.targets.label}, two rewards that no pair puts in order: set ${label} to ${options.levels.label}, or Answers to ${sets.label}.`;
  return undefined;
}

/** Whether such answers have rewards before the policy learns from them. */
const takesGoals = (kind: LearnsFrom): boolean => kind === 'pairs' || kind === 'sets';

/** The settings with what must follow from the kind that was just chosen. */
function fitted(settings: PolicySettings, chosen: string): unknown {
  const {world, objective, sampling, judge} = settings;
  const reads = judge.kind !== 'taste' && judge.kind !== 'gold';
  const needed = learnsFromOf(objective.kind);
  const compares = chosen === 'objective' && world.kind !== 'bandit' && policyNeedsOf(objective.kind).iterates;
  const fit = {
    ...settings,
    ...((world.kind === 'bandit' || compares) && reads && {judge: {kind: 'gold'}}),
    ...(compares && {world: {kind: 'bandit'}}),
    ...(chosen === 'world' &&
      world.kind === 'bandit' &&
      sampling.kind === 'pairs' &&
      sampling.pairing === 'edited' && {sampling: {...sampling, pairing: 'random'}}),
    ...(!takesGoals(chosen === 'sampling' ? sampling.kind : needed) && {policy: {...settings.policy, goals: 'none'}}),
  };
  if (needed === sampling.kind) return fit;
  if (chosen === 'sampling') return {...fit, objective: {kind: USUAL[sampling.kind]}};
  return {
    ...fit,
    sampling: {
      ...('perQuestion' in sampling &&
        needed !== 'pairs' &&
        needed !== 'demonstrations' && {perQuestion: sampling.perQuestion}),
      kind: needed,
    },
  };
}

/** The objective that a reader may mean who chooses such answers. */
const USUAL: Record<LearnsFrom, PolicySettings['objective']['kind']> = {
  demonstrations: 'sft',
  pairs: 'dpo',
  sets: 'rewardWeighted',
  samples: 'reinforce',
  rollouts: 'ppo',
};

/** Without goals there is none to set; a revision is of one answer alone, and is always chosen. */
function idle({policy, sampling}: PolicySettings): string[] {
  const revises = sampling.kind === 'pairs' && sampling.pairing === 'edited';
  return [
    ...(policy.goals === 'levels' ? [] : ['policy.levels']),
    ...(policy.goals === 'none' ? ['policy.goal'] : []),
    ...(revises ? ['sampling.among'] : []),
    // What the policy itself prefers is still what its goals are made of.
    ...(revises && sampling.labels !== 'self' ? ['sampling.labels'] : []),
  ];
}

type Judge = PolicySettings['judge'];
export type LearntJudge = Exclude<Judge, {kind: 'taste' | 'gold' | 'checker' | 'overlap'}>;

/** Whether the judge is a reward model. */
export const isTrained = (judge: Judge): judge is LearntJudge => 'members' in judge;

const ANNOTATORS = ['care', 'lengthBias', 'styleBias'].map((name) => `world.${name}`);

/** A judge that was trained knows annotators from their choices alone: others make another judge. */
function actsOn({judge}: PolicySettings, path: string): string | undefined {
  return isTrained(judge) && ANNOTATORS.includes(path) ? rewardSpec.program : undefined;
}

export const policySpec = {
  program: 'policy',
  label: 'Policy',
  sections,
  frames: policyFrames,
  questions: policyQuestions,
  check,
  fitted,
  idle,
  alike: {policy: {world: 'world', policy: 'policy'}, reward: {world: 'world', judge: 'model'}},
  resumes: ['policy/*', 'value/*'],
  actsOn,
} as const;

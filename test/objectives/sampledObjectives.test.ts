import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {objectiveFormula} from '../../src/objectives/formulas.ts';
import {divergenceOf, nextBeta} from '../../src/objectives/policy/control.ts';
import {policyObjectiveSection, type SampledObjectiveSettings} from '../../src/objectives/policy/index.spec.ts';
import {generalisedAdvantages} from '../../src/objectives/policy/rollouts.ts';
import {aheadOfOthers, centred, surrogate} from '../../src/objectives/policy/samples.ts';
import {failures} from '../reference/checks/row.ts';
import {
  evaluateSampled,
  SAMPLED_KINDS,
  SAMPLED_SETTINGS,
  sampledBatch,
  sampledObjectiveChecks,
} from '../reference/checks/sampledObjectives.ts';
import {hotContext} from '../reference/live.ts';
import {type Matrix, matrix, mean, sum} from '../reference/matrix.ts';
import type {Answer, Hot, Mistake} from '../reference/sampledObjectives.ts';
import {
  alongPath,
  answerOf,
  bandit,
  drawn,
  everyChoice,
  exactSlopes,
  exactValues,
  grouped,
  lattice,
  logSoftmax,
  type Problem,
  problemOf,
  throughPolicy,
} from '../reference/smallAnswers.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

onBackends(['cpu', 'wasm'], () => {
  it.each(SAMPLED_KINDS)(
    'advantages, values and slopes of %s agree with double precision, and are finite',
    async (kind) => {
      expectAllHold(await sampledObjectiveChecks(`${kind}, `));
    },
  );
});

onBackends(['cpu'], () => {
  describe.each(SAMPLED_KINDS)('in %s a changed sign', (kind) => {
    /** In units of the tolerance, so that no rounding can hide it. */
    const found = async (filter: string, mistake: Mistake, what = '') => {
      const rows = failures(await sampledObjectiveChecks(`${kind}, ${filter}`, mistake));
      return Math.max(...rows.filter(({name}) => name.includes(what)).map(({error, tolerance}) => error / tolerance));
    };

    it('of its divergence or its baseline is found out', async () => {
      expect(await found('KL in the reward', 'divergence')).toBeGreaterThan(100);
      expect(await found('KL in the reward', 'baseline')).toBeGreaterThan(100);
    });

    it('of the divergence in the loss is found out', async () => {
      expect(await found('KL in the loss', 'divergence', 'divergences')).toBeGreaterThan(100);
    });
  });

  it('before a move of the policy the clipped surrogate has the slope of the plain policy gradient', async () => {
    const batch = sampledBatch(11, 2, 4).map((group) =>
      group.map((answer) => ({...answer, moves: answer.moves.map((move) => ({...move, policy: move.before}))})),
    );
    const hot = {beta: 0.4, clip: 0.2, gaeLambda: 1, discount: 1, valueClip: 1};
    for (const settings of [...SAMPLED_SETTINGS.grpo, ...SAMPLED_SETTINGS.ppo]) {
      const [{policy, advantages}] = await evaluateSampled(settings, [batch], [hot]);
      if (settings.kind === 'ppo' && settings.whitened) continue;
      const answers = batch.flat();
      const right = [...advantages].map((a, i) => {
        const moves = settings.kind === 'grpo' && settings.perMove ? answers[Math.floor(i / 5)].moves.length : 1;
        return a === 0 ? 0 : -a / answers.length / moves;
      });
      for (const [i, slope] of policy.entries()) expect(slope).toBeCloseTo(right[i], 5);
    }
  });

  it('the clip has no slope only where the ratio went too far the way of the advantage', () => {
    const slopes = tf.tidy(() => {
      const advantages = tf.tensor([2, 2, -2, -2, 2, -2]);
      const ratios = tf.tensor([1.5, 0.5, 0.5, 1.5, 1.1, 0.9]);
      const before = tf.zerosLike(ratios);
      const loss = (policy: tf.Tensor) =>
        tf.sum(surrogate({policy, before} as never, advantages, tf.tensor([0.2])) as tf.Tensor) as tf.Scalar;
      return [...tf.grad(loss)(tf.log(ratios)).dataSync()];
    });
    const right = [0, -1, 0, 3, -2.2, 1.8];
    for (const [i, slope] of slopes.entries()) expect(slope).toBeCloseTo(right[i], 5);
  });

  it('equal values have no advantage, exactly, however large they are', () => {
    tf.tidy(() => {
      const equal = tf.fill([2, 3, 7], 100.1);
      for (const values of [centred(equal, 2), aheadOfOthers(equal, 2)])
        expect([...values.dataSync()].every((x) => x === 0)).toBe(true);
    });
  });

  it('in a group of equal rewards, and in a group of one, advantages of GRPO and RLOO are 0', async () => {
    const hot = {beta: 0, clip: 0.2, gaeLambda: 1, discount: 1, valueClip: 1};
    const equal = sampledBatch(3, 2, 3).map((group) => group.map((answer) => ({...answer, reward: 99.9})));
    for (const batch of [equal, sampledBatch(4, 6, 1)]) {
      for (const settings of [...SAMPLED_SETTINGS.grpo, ...SAMPLED_SETTINGS.rloo]) {
        const [{advantages}] = await evaluateSampled(settings, [batch], [hot]);
        expect([...advantages].filter((x) => x !== 0)).toEqual([]);
      }
    }
  });

  describe('generalised advantages', () => {
    const [paid, values] = [
      [0.5, -1, 2, 0],
      [1, 3, -2, 0],
    ];
    const advantages = (gaeLambda: number, discount: number) =>
      tf.tidy(() => {
        const context = hotContext([{'objective.gaeLambda': gaeLambda, 'objective.discount': discount}]);
        const rows = [paid, values].map((row) => tf.tensor(row, [1, 1, 1, 4]));
        return [...generalisedAdvantages(context, rows[0], rows[1]).dataSync()];
      });

    it('at λ = 1 and γ = 1 are what follows minus the value', () => {
      expect(advantages(1, 1)).toEqual([0.5, -2, 4, 0]);
    });

    it('at λ = 0 are the errors of one move', () => {
      for (const [i, a] of advantages(0, 0.5).entries()) expect(a).toBeCloseTo([1, -5, 4, 0][i], 6);
    });
  });
});

/** The mean slope over all batches that the policy can give, weighed by their probabilities. */
async function expectedSlopes(
  problem: Problem,
  settings: SampledObjectiveSettings,
  hot: Hot,
  {questions = 1, answers = 1},
) {
  const values = valuesFor(problem, settings, hot);
  const choices = everyChoice(problem, questions * answers);
  const cards = problem.paths.map((_, i): Answer => answerOf(problem, i, values));
  const members = choices.map((one) =>
    grouped(
      one.answers.map((i) => cards[i]),
      questions,
    ),
  );
  const got = await evaluateSampled(
    settings,
    members,
    members.map(() => hot),
    problem.world.length,
  );
  const total = problem.policy.map((row) => row.map(() => 0));
  for (const [r, {answers, probability}] of choices.entries())
    add(total, throughPolicy(problem, answers, got[r]), probability);
  return total;
}

/** Exact values where λ < 1 needs them, wrong ones where any will do. */
const valuesFor = (
  problem: Problem,
  {kind, place}: SampledObjectiveSettings,
  {beta, gaeLambda}: Hot,
): number[] | undefined => {
  if (kind !== 'ppo') return undefined;
  if (gaeLambda === 1) return problem.world.next.map((_, s) => Math.sin(s));
  return exactValues(problem, beta, place === 'reward');
};

function add(total: Matrix, more: Matrix, weight: number): void {
  for (const [s, row] of more.entries()) for (const [a, x] of row.entries()) total[s][a] += weight * x;
}

/** Minus the slope of E[r] - beta KL, each by a factor. */
const wanted = (problem: Problem, beta: number, reward = 1, divergence = 1): Matrix => {
  const exact = exactSlopes(problem);
  return exact.reward.map((row, s) => row.map((x, a) => divergence * beta * exact.divergence[s][a] - reward * x));
};

const furthest = (x: Matrix, y: Matrix): number =>
  Math.max(...matrix(x.length, 1, (s) => Math.max(...x[s].map((value, a) => Math.abs(value - y[s][a])))).flat());

const HOT: Hot = {beta: 0.7, clip: 0.2, gaeLambda: 1, discount: 1, valueClip: 1};

const DIVERGENCE_IN = ['reward', 'loss'] as const;

interface Case {
  name: string;
  settings: SampledObjectiveSettings;
  shape: {questions?: number; answers?: number};
  hot?: Partial<Hot>;
  /** How much shorter the slope of the reward, and of the divergence, is on average. */
  reward?: number;
  divergence?: number;
}

const shared = {beta: 7, control: 'fixed', target: 2} as const;

const CASES: readonly Case[] = DIVERGENCE_IN.flatMap((place): Case[] => {
  const ppo = {kind: 'ppo', ...shared, clip: 7, gaeLambda: 7, discount: 7, valueClip: 7, place, clipped: true} as const;
  return [
    {name: 'reinforce', settings: {kind: 'reinforce', ...shared, place, baseline: 'none'}, shape: {}},
    {
      name: 'reinforce with a baseline, two questions',
      settings: {kind: 'reinforce', ...shared, place, baseline: 'batch'},
      shape: {questions: 2},
    },
    {name: 'rloo, groups of two', settings: {kind: 'rloo', ...shared, place}, shape: {answers: 2}},
    {
      name: 'grpo, groups of two',
      settings: {kind: 'grpo', ...shared, clip: 7, place, scaled: false, perMove: false},
      shape: {answers: 2},
      reward: 1 / 2,
      divergence: place === 'reward' ? 1 / 2 : 1,
    },
    {name: 'ppo, any values at λ = 1', settings: {...ppo, whitened: false}, shape: {}},
    {name: 'ppo, exact values at λ = 0.3', settings: {...ppo, whitened: false}, shape: {}, hot: {gaeLambda: 0.3}},
  ].map((one) => ({...one, name: `${one.name}, KL in the ${place}`}) as Case);
});

const WORLDS = [
  ['a bandit of five arms', problemOf(bandit(5), 21)],
  ['a lattice of three kinds of moves', problemOf(lattice([2, 1, 2], 3), 22)],
] as const;

onBackends(['cpu'], () => {
  describe.each(WORLDS)('on %s, the mean over all batches', (_, problem) => {
    it.each(CASES.map((one) => [one.name, one] as const))(
      'of the slope of %s is exact, and a wrong sign of the KL is found out',
      async (_name, {settings, shape, reward, divergence, ...one}) => {
        const hot = {...HOT, ...one.hot};
        const slopes = await expectedSlopes(problem, settings, hot, shape);
        expect(furthest(slopes, wanted(problem, hot.beta, reward, divergence))).toBeLessThan(2e-6);
        expect(furthest(slopes, wanted(problem, -hot.beta, reward, divergence))).toBeGreaterThan(0.02);
      },
    );
  });

  it('the exact divergence along answers alone does not have the slope of the divergence', async () => {
    const [, problem] = WORLDS[1];
    const exact = exactSlopes(problem).divergence;
    const half = exact.map((row) => row.map(() => 0));
    for (const {answers, probability} of everyChoice(problem, 1)) {
      const ones = new Array<number>(problem.world.length).fill(1);
      const none = ones.map(() => 0);
      add(half, throughPolicy(problem, answers, {policy: none, divergence: ones}), probability);
    }
    expect(furthest(half, exact)).toBeGreaterThan(0.02);
  });

  const DRAWN: readonly Case[] = [
    {name: 'rloo, KL in the reward', settings: {kind: 'rloo', ...shared, place: 'reward'}, shape: {}},
    {
      name: 'grpo, KL in the loss',
      settings: {kind: 'grpo', ...shared, clip: 7, place: 'loss', scaled: false, perMove: false},
      shape: {},
      reward: 3 / 4,
    },
  ];

  it.each(DRAWN.map((one) => [one.name, one] as const))(
    'batches of 2 x 4 answers that are drawn have the exact slope of %s within 4 standard errors',
    async (_, {settings, reward, divergence}) => {
      const [, problem] = WORLDS[1];
      const [batches, questions, size] = [800, 2, 8];
      const cards = problem.paths.map((_, i) => answerOf(problem, i));
      const all = drawn(problem, batches * size, 31).map((i) => ({i, answer: cards[i]}));
      const batchesDrawn = Array.from({length: batches}, (_, r) => all.slice(r * size, (r + 1) * size));
      const members = batchesDrawn.map((batch) =>
        grouped(
          batch.map(({answer}) => answer),
          questions,
        ),
      );
      const got = await evaluateSampled(
        settings,
        members,
        members.map(() => HOT),
        problem.world.length,
      );
      const slopes = batchesDrawn.map((batch, r) =>
        throughPolicy(
          problem,
          batch.map(({i}) => i),
          got[r],
        ).flat(),
      );
      const furthestFrom = (right: Matrix) =>
        Math.max(
          ...right.flat().map((exact, i) => {
            const values = slopes.map((row) => row[i]);
            const middle = mean(values);
            const variance = sum(values.map((x) => (x - middle) ** 2)) / (batches - 1);
            return Math.abs(middle - exact) / Math.sqrt(variance / batches + 1e-14);
          }),
        );
      expect(furthestFrom(wanted(problem, HOT.beta, reward, divergence))).toBeLessThan(4);
      expect(furthestFrom(wanted(problem, -HOT.beta, reward, divergence))).toBeGreaterThan(8);
    },
  );

  it('the divergence that is measured is, on average, that of whole answers', () => {
    const [, {paths, policy, reference, world}] = WORLDS[1];
    const log = logSoftmax(policy);
    const rows = paths.map((_, i) => {
      const {moves} = answerOf(WORLDS[1][1], i);
      return [[Array.from({length: world.length}, (_, t) => moves[t]?.divergence ?? 0)]];
    });
    const measured = tf.tidy(() => [...divergenceOf({divergence: tf.tensor4d(rows)}).dataSync()]);
    const average = (values: readonly number[]) =>
      sum(paths.map((path, i) => Math.exp(alongPath(path, log)) * values[i]));
    const ratios = paths.map((path) => alongPath(path, log) - alongPath(path, reference));
    expect(average(measured)).toBeCloseTo(average(ratios), 6);
  });

  describe('controllers of beta', () => {
    const next = (...[kind, beta, measured, target]: [Parameters<typeof nextBeta>[0], number[], number[], number[]]) =>
      tf.tidy(() => [...nextBeta(kind, tf.tensor1d(beta), tf.tensor1d(measured), tf.tensor1d(target)).dataSync()]);

    it('a fixed one stays', () => expect(next('fixed', [0.5, 0], [9, 9], [1, 1])).toEqual([0.5, 0]));

    it('at the target nothing moves', () => {
      for (const kind of ['adaptive', 'constrained'] as const)
        expect(next(kind, [0.5, 2], [3, 1], [3, 1])).toEqual([0.5, 2]);
    });

    it('the adaptive one follows Ziegler et al., by 2 % at most', () => {
      const right = [1.01, 0.99, 1.02, 0.98, 0];
      const got = next('adaptive', [1, 1, 1, 1, 0], [2.2, 1.8, 50, 0, 50], [2, 2, 2, 2, 2]);
      for (const [i, beta] of got.entries()) expect(beta).toBeCloseTo(right[i], 6);
    });

    it('the constrained one rises by a hundredth of a nat too many, reaches 0, and leaves it again', () => {
      const right = [0.52, 0.49, 0, 0.03];
      const got = next('constrained', [0.5, 0.5, 0.005, 0], [4, 1, 0, 5], [2, 2, 2, 2]);
      for (const [i, beta] of got.entries()) expect(beta).toBeCloseTo(right[i], 6);
    });

    it('neither goes above 10', () => {
      for (const kind of ['adaptive', 'constrained'] as const) expect(next(kind, [10], [100], [2])).toEqual([10]);
    });
  });
});

it('every objective of fresh answers is checked here', () => {
  const kinds = policyObjectiveSection.parts.flatMap(({kind, learnsFrom}) =>
    (['samples', 'rollouts'] as string[]).includes(learnsFrom) ? [kind] : [],
  );
  expect([...kinds].sort()).toEqual([...SAMPLED_KINDS].sort());
});

it('every form of them has a formula of its own', () => {
  const forms = Object.values(SAMPLED_SETTINGS).flat();
  const html = forms.map((settings) => objectiveFormula('policy', settings));
  expect(new Set(html).size).toBe(forms.length);
  for (const one of html) expect(one).not.toContain('undefined');
});

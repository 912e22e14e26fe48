/**
 * Worlds of answers small enough to write all of them down, with a policy of one number for each state and move. Expected
 * reward, divergence and their slopes are exact here, in double precision.
 */
import {differentiate, type Matrix, sum} from './matrix.ts';
import {inputs} from './random.ts';
import type {Answer, Batch, Move} from './sampledObjectives.ts';

export interface World {
  /** For each state, where each of its moves leads: another state, or the end. Any number of moves may be open. */
  next: readonly (readonly (number | 'end')[])[];
  /** The most moves of an answer. */
  length: number;
}

/** One move, which ends the answer. */
export const bandit = (arms: number): World => ({next: [new Array(arms).fill('end')], length: 1});

/** Moves of several kinds, of each up to its cap and `most` at all, and a move that ends the answer; states are counts. */
export function lattice(caps: readonly number[], most: number): World {
  const states = [caps.map(() => 0)];
  const next: (number | 'end')[][] = [];
  for (let s = 0; s < states.length; s++) {
    const here = states[s];
    next.push(['end']);
    for (const [kind, cap] of caps.entries()) {
      if (here[kind] === cap || sum(here) === most) continue;
      const there = here.map((count, i) => count + Number(i === kind));
      const known = states.findIndex((state) => state.join() === there.join());
      next[s].push(known < 0 ? states.push(there) - 1 : known);
    }
  }
  return {next, length: most + 1};
}

/** States and moves of an answer from the beginning to its end. */
export type Path = readonly (readonly [state: number, move: number])[];

export function pathsOf({next}: World, state = 0): Path[] {
  return next[state].flatMap((to, move): Path[] => {
    const step = [state, move] as const;
    return to === 'end' ? [[step]] : pathsOf({next, length: 0}, to).map((rest) => [step, ...rest]);
  });
}

/** Log-probabilities of the moves of each state: the softmax of its numbers. */
export const logSoftmax = (numbers: Matrix): Matrix =>
  numbers.map((row) => {
    const all = Math.log(sum(row.map(Math.exp)));
    return row.map((x) => x - all);
  });

/** KL(pi(.|s) || ref(.|s)) of each state. */
const divergences = (policy: Matrix, reference: Matrix): number[] =>
  policy.map((row, s) => sum(row.map((x, a) => Math.exp(x) * (x - reference[s][a]))));

export const alongPath = (path: Path, table: Matrix): number => sum(path.map(([state, move]) => table[state][move]));

/** A world with a policy, a reference and a reward for each of its answers, which depends on where and how the answer ends. */
export interface Problem {
  world: World;
  paths: readonly Path[];
  rewards: readonly number[];
  /** The numbers of the policy, and log-probabilities of the reference. */
  policy: Matrix;
  reference: Matrix;
}

export function problemOf(world: World, seed: number): Problem {
  const random = inputs(seed);
  const reward = new Map<string, number>();
  const rewardOf = (path: Path): number => {
    const end = path.at(-1)!.join();
    if (!reward.has(end)) reward.set(end, Math.fround(2 * random() + 1));
    return reward.get(end)!;
  };
  const numbers = () => world.next.map((moves) => moves.map(() => Math.fround(1.2 * random())));
  const paths = pathsOf(world);
  return {
    ...{world, paths, policy: numbers(), reference: logSoftmax(numbers())},
    rewards: paths.map(rewardOf),
  };
}

/** Slopes of E[r] and of KL(pi || ref) of whole answers along the numbers of the policy, by differences of sums over all answers. */
export function exactSlopes({paths, rewards, policy, reference}: Problem): {reward: Matrix; divergence: Matrix} {
  const mean = (of: (log: Matrix, i: number) => number) => (numbers: Matrix) => {
    const log = logSoftmax(numbers);
    return sum(paths.map((path, i) => Math.exp(alongPath(path, log)) * of(log, i)));
  };
  return {
    reward: differentiate(
      policy,
      mean((_, i) => rewards[i]),
    ),
    divergence: differentiate(
      policy,
      mean((log, i) => alongPath(paths[i], log) - alongPath(paths[i], reference)),
    ),
  };
}

/**
 * What is still to come at each state, exactly: E[r - beta sum of divergences], that of the state itself included or not. Not
 * included, it is what a move into the state is worth without what the state costs.
 */
export function exactValues({world, paths, rewards, policy, reference}: Problem, beta: number, own: boolean): number[] {
  const log = logSoftmax(policy);
  const here = divergences(log, reference);
  const [weights, totals] = [0, 0].map(() => world.next.map(() => 0));
  // A state is visited by answers with a common rest, so the mean over all answers that pass it is that over the rests.
  for (const [i, path] of paths.entries()) {
    const weight = Math.exp(alongPath(path, log));
    for (const [t, [state]] of path.entries()) {
      const costs = sum(path.slice(own ? t : t + 1).map(([s]) => here[s]));
      weights[state] += weight;
      totals[state] += weight * (rewards[i] - beta * costs);
    }
  }
  return totals.map((total, s) => total / weights[s]);
}

/** An answer as an objective is given it. */
export function answerOf(problem: Problem, i: number, values?: readonly number[]): Answer {
  const log = logSoftmax(problem.policy);
  const here = divergences(log, problem.reference);
  const moves = problem.paths[i].map(([s, a]): Move => {
    const value = values?.[s] ?? 0;
    return {
      ...{policy: log[s][a], before: log[s][a], reference: problem.reference[s][a], divergence: here[s]},
      ...{value, valueBefore: value},
    };
  });
  return {moves, reward: problem.rewards[i]};
}

/**
 * Slopes along the numbers of the policy from those along log-probabilities and divergences of the moves of answers, [N K, L]:
 * d log pi(a|s) / d x_b = [a = b] - pi(b|s), and d D(s) / d x_b = pi(b|s) (log pi(b|s) / ref(b|s) - D(s)).
 */
export function throughPolicy(
  {policy, reference, paths, world}: Problem,
  answers: readonly number[],
  slopes: {policy: ArrayLike<number>; divergence: ArrayLike<number>},
): Matrix {
  const log = logSoftmax(policy);
  const here = divergences(log, reference);
  const result = policy.map((row) => row.map(() => 0));
  for (const [i, answer] of answers.entries()) {
    for (const [t, [s, a]] of paths[answer].entries()) {
      const [along, apart] = [slopes.policy[i * world.length + t], slopes.divergence[i * world.length + t]];
      for (const [b, x] of log[s].entries()) {
        const p = Math.exp(x);
        result[s][b] += along * (Number(a === b) - p) + apart * p * (x - reference[s][b] - here[s]);
      }
    }
  }
  return result;
}

/** All ways to give `count` answers, with the probability of each. */
export function everyChoice({paths, policy}: Problem, count: number): {answers: number[]; probability: number}[] {
  const log = logSoftmax(policy);
  const chances = paths.map((path) => Math.exp(alongPath(path, log)));
  let all = [{answers: [] as number[], probability: 1}];
  for (let k = 0; k < count; k++) {
    all = all.flatMap(({answers, probability}) =>
      chances.map((chance, i) => ({answers: [...answers, i], probability: probability * chance})),
    );
  }
  return all;
}

/** Answers drawn from the policy. */
export function drawn({paths, policy}: Problem, count: number, seed: number): number[] {
  const log = logSoftmax(policy);
  const chances = paths.map((path) => Math.exp(alongPath(path, log)));
  const random = inputs(seed);
  return Array.from({length: count}, () => {
    let left = (random() + 1) / 2;
    const found = chances.findIndex((chance) => {
      left -= chance;
      return left < 0;
    });
    return found < 0 ? chances.length - 1 : found;
  });
}

/** So many answers to one question each, or all to one. */
export const grouped = (answers: readonly Answer[], questions: number): Batch =>
  Array.from({length: questions}, (_, n) =>
    answers.slice((n * answers.length) / questions, ((n + 1) * answers.length) / questions),
  );

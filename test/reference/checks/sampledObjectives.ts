/** Advantages, losses and slopes of objectives of fresh answers against double precision, on the present backend. */
import * as tf from '@tensorflow/tfjs-core';
import type {SampledObjectiveKind, SampledObjectiveSettings} from '../../../src/objectives/policy/index.spec.ts';
import {sampledObjectiveOf} from '../../../src/objectives/policy/index.ts';
import type {Samples} from '../../../src/objectives/policy/objective.ts';
import {hotContext} from '../live.ts';
import {inputs} from '../random.ts';
import {
  type Answer,
  type Batch,
  type Hot,
  type Mistake,
  type Move,
  sampledAdvantages,
  sampledCriticLoss,
  sampledLoss,
  slopesAlong,
} from '../sampledObjectives.ts';
import {type Row, relativeError, unequal} from './row.ts';

const VALUE_TOLERANCE = 1e-4;
const SLOPE_TOLERANCE = 2e-4;
/** The most moves of an answer. */
const MOVES = 5;

/** Settings of each member of a population. */
const HOTS: readonly Hot[] = [
  {beta: 0.3, clip: 0.2, gaeLambda: 0.95, discount: 1, valueClip: 0.2},
  {beta: 1.1, clip: 0.05, gaeLambda: 0.4, discount: 0.8, valueClip: 0.5},
];

/** Without an effect on advantages and losses. */
const REST = {beta: 7, control: 'fixed', target: 2} as const;
const HOT_DEFAULTS = {clip: 7, gaeLambda: 7, discount: 7, valueClip: 7} as const;

const PLACES = ['reward', 'loss'] as const;
const SWITCH = [true, false] as const;

/** Every combination of the settings that no member has for itself. */
export const SAMPLED_SETTINGS: Readonly<Record<SampledObjectiveKind, readonly SampledObjectiveSettings[]>> = {
  reinforce: PLACES.flatMap((place) =>
    (['none', 'batch'] as const).map((baseline) => ({kind: 'reinforce', ...REST, place, baseline}) as const),
  ),
  rloo: PLACES.map((place) => ({kind: 'rloo', ...REST, place})),
  grpo: PLACES.flatMap((place) =>
    SWITCH.flatMap((scaled) =>
      SWITCH.map((perMove) => ({kind: 'grpo', ...REST, clip: 7, place, scaled, perMove}) as const),
    ),
  ),
  ppo: PLACES.flatMap((place) =>
    SWITCH.flatMap((clipped) =>
      SWITCH.map((whitened) => ({kind: 'ppo', ...REST, ...HOT_DEFAULTS, place, clipped, whitened}) as const),
    ),
  ),
};

export const SAMPLED_KINDS = Object.keys(SAMPLED_SETTINGS) as SampledObjectiveKind[];

const nameOf = (settings: SampledObjectiveSettings): string => {
  const {kind, place} = settings;
  const rest = Object.entries(settings).flatMap(([name, value]) =>
    name === 'baseline' ? [`baseline ${value}`] : typeof value === 'boolean' ? [`${value ? '' : 'not '}${name}`] : [],
  );
  return [kind, `KL in the ${place}`, ...rest].join(', ');
};

/** Answers of 1 to 5 moves to `questions` questions; log-probabilities, divergences, rewards and values of about these sizes. */
export function sampledBatch(seed: number, questions: number, answers: number, scale = 1, far = 1): Batch {
  const next = inputs(seed);
  const half = () => (next() + 1) / 2;
  const move = (): Move => {
    const before = -far * (0.1 + 2 * half());
    return {
      before,
      // Inside the clips and outside of them, on both sides.
      policy: Math.min(0, before + far * 0.5 * next()),
      reference: -far * (0.1 + 2 * half()),
      divergence: far * half(),
      valueBefore: 2 * scale * next(),
      value: 2 * scale * next(),
    };
  };
  const fround = (one: Move) => Object.fromEntries(Object.entries(one).map(([k, v]) => [k, Math.fround(v)])) as never;
  let i = 0;
  return Array.from({length: questions}, () =>
    Array.from(
      {length: answers},
      (): Answer => ({
        moves: Array.from({length: 1 + (i++ % MOVES)}, () => fround(move())),
        reward: Math.fround(3 * scale * next()),
      }),
    ),
  );
}

/** A mistake is planted in the reference, to see the check fail. */
export async function sampledObjectiveChecks(filter = '', mistake?: Mistake): Promise<Row[]> {
  const rows: Row[] = [];
  for (const settings of Object.values(SAMPLED_SETTINGS).flat()) {
    const name = nameOf(settings);
    if (name.includes(filter)) rows.push(...(await compare(name, settings, mistake)));
    if (!mistake && name.includes(filter)) rows.push(...(await extremes(name, settings)));
  }
  return rows;
}

async function compare(name: string, settings: SampledObjectiveSettings, mistake?: Mistake): Promise<Row[]> {
  const members = HOTS.map((_, r) => sampledBatch(5 + r, 3, 4));
  const got = await evaluateSampled(settings, members, HOTS);
  const alone = await evaluateSampled(settings, [members[1]], [HOTS[1]]);
  const rows = members.flatMap((batch, r): Row[] => {
    const hot = HOTS[r];
    const advantages = sampledAdvantages(settings, batch, hot, mistake);
    const loss = (x: Batch) => sampledLoss(settings, x, hot, advantages, mistake);
    const critic = (x: Batch) => sampledCriticLoss(x, hot, advantages, mistake);
    const row = (
      what: string,
      values: ArrayLike<number>,
      right: ArrayLike<number>,
      floor: number,
      tolerance: number,
    ) => ({name: `${name}, member ${r}: ${what}`, error: relativeError(values, right, floor), tolerance});
    const live = (values: ArrayLike<number>) =>
      batch.flat().flatMap(({moves}, i) => moves.map((_, t) => values[i * MOVES + t]));
    const ended = batch
      .flat()
      .flatMap(({moves}, i) => [...got[r].advantages.slice(i * MOVES + moves.length, (i + 1) * MOVES)]);
    const slopes = (name: keyof Move, of: (x: Batch) => number) => slopesAlong(name, batch, of).flat();
    const floor = 0.1 / batch.flat().length;
    return [
      row('advantages', live(got[r].advantages), advantages.flat(2), 1, VALUE_TOLERANCE),
      {
        name: `${name}, member ${r}: advantages after the end`,
        error: ended.filter((x) => x !== 0).length,
        tolerance: 0,
      },
      row('value', got[r].value, [loss(batch)], 1, VALUE_TOLERANCE),
      row('slopes along log-probabilities', live(got[r].policy), slopes('policy', loss), floor, SLOPE_TOLERANCE),
      row('slopes along divergences', live(got[r].divergence), slopes('divergence', loss), floor, SLOPE_TOLERANCE),
      ...(settings.kind === 'ppo'
        ? [
            row('loss of the values', got[r].critic, [critic(batch)], 1, VALUE_TOLERANCE),
            row('slopes along values', live(got[r].values), slopes('value', critic), floor, SLOPE_TOLERANCE),
          ]
        : []),
    ];
  });
  const together = Object.values(got[1]).flatMap((values) => [...values]);
  const lone = Object.values(alone[0]).flatMap((values) => [...values]);
  return [...rows, {name: `${name}: bits of each member alone`, error: unequal(together, lone), tolerance: 0}];
}

/** Log-probabilities down to -200 and rewards up to 100, and answers to one question alone, in a group of one. */
async function extremes(name: string, settings: SampledObjectiveSettings): Promise<Row[]> {
  const cases: [string, Batch][] = [
    ['log-probabilities of -200 and rewards of 100', sampledBatch(7, 3, 4, 33, 95)],
    ['a single answer', sampledBatch(8, 1, 1)],
  ];
  const rows: Row[] = [];
  for (const [what, batch] of cases) {
    const [far] = await evaluateSampled(settings, [batch], [HOTS[0]]);
    const numbers = Object.values(far).flatMap((values) => [...values]);
    rows.push({
      name: `${name}, ${what}: numbers that are not finite`,
      error: numbers.filter((x) => !Number.isFinite(x)).length,
      tolerance: 0,
    });
  }
  return rows;
}

export interface Evaluated {
  value: Float32Array;
  /** [N, K, L] each, and slopes along log-probabilities, divergences and values. */
  advantages: Float32Array;
  policy: Float32Array;
  divergence: Float32Array;
  critic: Float32Array;
  values: Float32Array;
}

/** Samples as tensors; nothing stands after the end of an answer, except of values, which a network gives there too. */
function tensorsOf(members: readonly Batch[], hots: readonly Hot[], length: number) {
  const table = (read: (move: Move) => number, after = 0) =>
    tf.tensor4d(
      members.map((batch) =>
        batch.map((group) =>
          group.map(({moves}) => Array.from({length}, (_, t) => (t < moves.length ? read(moves[t]) : after))),
        ),
      ),
    );
  return {
    policy: table(({policy}) => policy),
    before: table(({before}) => before),
    reference: table(({reference}) => reference),
    divergence: table(({divergence}) => divergence),
    live: table(() => 1),
    rewards: tf.tensor3d(members.map((batch) => batch.map((group) => group.map(({reward}) => reward)))),
    beta: tf.tensor1d(hots.map(({beta}) => beta)),
    values: table(({value}) => value, 5),
    valuesBefore: table(({valueBefore}) => valueBefore, -5),
  } satisfies Samples;
}

/** Advantages, loss and slopes of each member, as the objective computes them; the answers of a batch have up to `length` moves. */
export async function evaluateSampled(
  settings: SampledObjectiveSettings,
  members: readonly Batch[],
  hots: readonly Hot[],
  length = MOVES,
): Promise<Evaluated[]> {
  const objective = sampledObjectiveOf(settings);
  const results = tf.tidy(() => {
    // Not beta: that of the samples counts.
    const context = hotContext(
      hots.map(({beta: _, ...hot}) =>
        Object.fromEntries(Object.entries(hot).map(([name, value]) => [`objective.${name}`, value])),
      ),
    );
    const samples = tensorsOf(members, hots, length);
    const advantages = objective.advantages(context, samples, settings);
    // So that there is a gradient along each of them.
    const none = (...x: tf.Tensor[]) =>
      x.reduce((all: tf.Tensor, one) => tf.add(all, tf.mul(0, tf.sum(one))), tf.scalar(0));
    const loss = (policy: tf.Tensor, divergence: tf.Tensor) =>
      objective.loss(context, {...samples, policy, divergence}, advantages, settings);
    const critic = (values: tf.Tensor) =>
      objective.criticLoss?.(context, {...samples, values}, advantages, settings) ?? tf.zeros([members.length]);
    const [policy, divergence] = tf.grads((p: tf.Tensor, d: tf.Tensor) => tf.add(tf.sum(loss(p, d)), none(p, d)))([
      samples.policy,
      samples.divergence,
    ]);
    const values = tf.grad((v: tf.Tensor) => tf.add(tf.sum(critic(v)), none(v)))(samples.values);
    const value = loss(samples.policy, samples.divergence);
    return {value, advantages, policy, divergence, critic: critic(samples.values), values};
  });
  const names = Object.keys(results) as (keyof Evaluated)[];
  const flat = await Promise.all(names.map(async (name) => (await results[name].data()) as Float32Array));
  tf.dispose(results);
  return members.map((_, r) => {
    const parts = names.map((name, i) => {
      const size = flat[i].length / members.length;
      return [name, flat[i].slice(r * size, (r + 1) * size)] as const;
    });
    return Object.fromEntries(parts) as unknown as Evaluated;
  });
}

/**
 * What must hold of whole runs on any backend, to the bit: members of a population, runs that are continued, and moves.
 */

import {selectMembers} from '../../../src/engine/checkpoints.ts';
import type {Replica} from '../../../src/engine/program.ts';
import type {Checkpoint, TickMetrics, Values} from '../../../src/engine/records.ts';
import {Run, type RunOptions} from '../../../src/engine/run.ts';
import {language} from '../../../src/programs/index.spec.ts';
import type {Spec} from '../../../src/spec/index.ts';
import {assign} from '../../../src/spec/index.ts';
import {programs} from '../../support/programs.ts';
import {smallFiles} from '../worlds.ts';
import {type Check, type Row, unequal} from './row.ts';

/** Small enough to be quick, and wide enough that sums are longer than the blocks in which backends add up. */
const WORLD = {kind: 'latent', points: 500};
const SETTINGS: Record<string, object> = {
  InfoNCE: {
    world: WORLD,
    model: {width: 64, representation: 16, lossOn: 'both'},
    training: {batch: 16, evaluateEvery: 15, warmup: 5},
  },
  'NT-Xent, deep': {
    world: {...WORLD, classes: 3},
    model: {depth: 2, width: 64, representation: 64, head: 8},
    objective: {form: 'ntXent'},
    training: {batch: 8, evaluateEvery: 15, warmup: 0, schedule: 'constant'},
  },
  'texts, one tower': {
    world: {kind: 'sentences', sentences: 800},
    model: {width: 16, representation: 16, lossOn: 'both'},
    training: {batch: 16, evaluateEvery: 15, warmup: 5},
  },
  'two towers': {
    world: {kind: 'colours', points: 500},
    model: {width: 64, representation: 16},
    training: {batch: 16, evaluateEvery: 15, warmup: 5},
  },
  'alignment and uniformity with SGD': {
    world: WORLD,
    model: {width: 64},
    objective: {kind: 'alignmentUniformity'},
    training: {kind: 'sgd', batch: 16, evaluateEvery: 15},
  },
};

export const latentSpec = (name: keyof typeof SETTINGS, steps: number, seed = 7): Spec =>
  specOf(SETTINGS[name], steps, seed);

function specOf(settings: object, steps: number, seed = 7): Spec {
  const checked = language.check({seed, stages: [{id: 'main', program: 'encoder', steps, spec: settings}]});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return checked.value;
}

/** What a run shows and holds: its metrics at every tick, and its slots at the end. */
export interface Trace {
  metrics: TickMetrics[];
  slots: Map<string, ArrayLike<number>>;
}

export const open = (spec: Spec, replicas?: readonly Replica[], rest: Partial<RunOptions> = {}): Promise<Run> =>
  Run.open({spec, programs, resources: smallFiles, replicas, ...rest});

/** Advances to `tick`. */
export function advanceTo(run: Run, tick: number): void {
  while (run.tick < tick) run.advance();
}

export async function traceOf(run: Run): Promise<Trace> {
  const {metrics} = await run.collect();
  return {metrics, slots: slotsIn(await run.checkpoint())};
}

/** The slots of a checkpoint whose members can be one cohort. */
export function slotsIn(checkpoint: Checkpoint): Map<string, Values> {
  const members = checkpoint.cohorts.flatMap((cohort) => cohort.members);
  const {cohorts} = selectMembers(checkpoint, members);
  if (cohorts.length !== 1) throw new Error(`The checkpoint has ${cohorts.length} cohorts.`);
  return new Map(cohorts[0].slots.map(([name, values]) => [name, values]));
}

/** How many values of two traces differ, slots and metrics apart; `member` picks one of a population's. */
export function compareTraces(one: Trace, other: Trace, member?: number, of = 1): {slots: number; metrics: number} {
  const part = (values: ArrayLike<number>) => {
    const all = Array.from(values);
    const size = all.length / of;
    return member === undefined ? all : all.slice(member * size, (member + 1) * size);
  };
  let [slots, metrics] = [0, one.metrics.length === other.metrics.length ? 0 : Number.POSITIVE_INFINITY];
  for (const [name, values] of other.slots) slots += unequal(part(one.slots.get(name) ?? []), Array.from(values));
  for (const [i, {tick, values}] of other.metrics.entries()) {
    const mine = one.metrics[i];
    if (mine?.tick !== tick || Object.keys(mine.values).join() !== Object.keys(values).join())
      return {slots, metrics: Number.POSITIVE_INFINITY};
    for (const [name, value] of Object.entries(values)) metrics += unequal(part(mine.values[name]), value);
  }
  return {slots, metrics};
}

const MEMBERS: readonly {seed: number; hot: Record<string, number>}[] = [
  {seed: 7, hot: {}},
  {seed: 4_000_000_000, hot: {'training.learningRate': 0.01, 'world.strength': 0.05}},
  {seed: 8, hot: {'training.weightDecay': 0.09, 'world.strength': 0.9}},
];

const OBJECTIVE_HOT: readonly Record<string, number>[] = [{'objective.temperature': 0.05}, {'objective.t': 5}];

/** A hot field of each of the other objectives, and a value of it. */
const OTHERS: readonly (readonly [
  objective: {kind: string; queue?: number},
  path: string,
  value: number,
  world?: object,
])[] = [
  [{kind: 'supervised'}, 'temperature', 0.05],
  [{kind: 'joint'}, 'supervision', 0.9],
  [{kind: 'decoupled'}, 'temperature', 0.05],
  [{kind: 'debiased'}, 'share', 0.3],
  [{kind: 'hardNegatives'}, 'hardness', 3],
  [{kind: 'momentumQueue', queue: 64}, 'momentum', 0.5],
  [{kind: 'triplet'}, 'margin', 1.5],
  [{kind: 'spectral'}, 'scale', 5],
  [{kind: 'vicReg'}, 'covariance', 9],
  [{kind: 'barlowTwins'}, 'redundancy', 0.1],
  // Nothing of it is hot.
  [{kind: 'simSiam'}, '', 0],
  [{kind: 'givenTriplets'}, 'margin', 1.2, {kind: 'citations', points: 500}],
  [{kind: 'crossEntropy'}, 'adjustment', 1],
  [{kind: 'classMixture', queue: 128}, 'temperature', 0.05],
  [{kind: 'sepCLR'}, 'jointEntropy', 3, {kind: 'salient', points: 500}],
];

/** Every member of a population is, to the bit, the run that it would be alone. */
export const populationChecks: Check = async (filter = '', every = 1) => {
  const rows: Row[] = [];
  const ticks = 30;
  const some = <T>(cases: readonly T[]) => cases.filter((_, i) => i % every === 0);
  for (const name of some(Object.keys(SETTINGS).filter((one) => one.includes(filter)))) {
    const hotOfObjective = OBJECTIVE_HOT[name.startsWith('alignment') ? 1 : 0];
    rows.push(...(await membersAlone(name, latentSpec(name, ticks), ticks, hotOfObjective)));
  }
  for (const [objective, path, value, world = WORLD] of some(OTHERS.filter(([{kind}]) => kind.includes(filter)))) {
    const settings = {
      world,
      model: {width: 64, representation: 16, head: 17},
      objective,
      training: {batch: 16, evaluateEvery: 5, warmup: 0},
    };
    const hot = path === '' ? {} : {[`objective.${path}`]: value};
    rows.push(...(await membersAlone(objective.kind, specOf(settings, 10), 10, hot)));
  }
  return rows;
};

/** The members as a population against each alone; `hotOfObjective` is what the second has of its own besides. */
async function membersAlone(
  name: string,
  spec: Spec,
  ticks: number,
  hotOfObjective: Readonly<Record<string, number>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  const members = MEMBERS.map(({seed, hot}, r) => ({seed, hot: r === 1 ? {...hot, ...hotOfObjective} : hot}));
  const replicas = members.map(({seed, hot}) => ({seed, hot: {main: hot}}));
  const together = await open(spec, replicas);
  advanceTo(together, ticks);
  const population = await traceOf(together);
  together.dispose();
  for (const [r, {seed, hot}] of members.entries()) {
    // Alone, the values are the spec's own.
    const settings = Object.entries(hot).reduce((at, [path, value]) => assign(at, path, value), spec.stages[0].spec);
    const alone = await open({...spec, seed, stages: [{...spec.stages[0], spec: settings}]});
    advanceTo(alone, ticks);
    const {slots, metrics} = compareTraces(population, await traceOf(alone), r, replicas.length);
    alone.dispose();
    rows.push({name: `${name}, member ${r}: values of slots that differ`, error: slots, tolerance: 0});
    rows.push({name: `${name}, member ${r}: metrics that differ`, error: metrics, tolerance: 0});
  }
  return rows;
}

/** A run that is continued from a checkpoint, in the same place or elsewhere, is the run that was never paused. */
export const checkpointChecks: Check = async (filter = '') => {
  const rows: Row[] = [];
  for (const name of Object.keys(SETTINGS).filter((one) => one.includes(filter))) {
    const spec = latentSpec(name, 30);
    const path = 'training.learningRate';
    const straight = await open(spec);
    advanceTo(straight, 10);
    straight.move(path, 0.02);
    advanceTo(straight, 12);
    await straight.collect();
    const checkpoint = await straight.checkpoint();
    advanceTo(straight, 30);
    const expected = await traceOf(straight);

    // The run itself goes back, past a move that it made since.
    straight.dispose();
    const same = await open(spec);
    advanceTo(same, 3);
    same.move(path, 0.3);
    same.move('world.strength', 0.7);
    same.move('training.batch', 128);
    advanceTo(same, 5);
    await same.collect();
    await same.restore(checkpoint);
    advanceTo(same, 30);
    const back = compareTraces(await traceOf(same), expected);
    same.dispose();

    // Elsewhere: only what a message between threads carries.
    const other = await open(spec);
    await other.collect();
    await other.restore(structuredClone(checkpoint));
    advanceTo(other, 30);
    const elsewhere = compareTraces(await traceOf(other), expected);
    other.dispose();

    for (const [where, {slots, metrics}] of Object.entries({back, elsewhere})) {
      rows.push({name: `${name}, continued ${where}: values of slots that differ`, error: slots, tolerance: 0});
      rows.push({name: `${name}, continued ${where}: metrics that differ`, error: metrics, tolerance: 0});
    }
  }
  return rows;
};

/** A move made at tick s changes tick s + 1, and nothing before; a recorded move does what it did when it was made. */
export const moveChecks: Check = async (filter = '') => {
  const rows: Row[] = [];
  const [moved, end] = [12, 20];
  const cases: [string, string, number][] = [
    ['InfoNCE', 'objective.temperature', 0.5],
    ['InfoNCE', 'training.learningRate', 0.05],
    ['InfoNCE', 'world.strength', 0.9],
    ['InfoNCE', 'training.batch', 32],
    ['alignment and uniformity with SGD', 'objective.uniformityWeight', 3],
  ];
  for (const [name, path, value] of cases) {
    const title = `${name}, ${path}`;
    if (!title.includes(filter)) continue;
    const spec = latentSpec(name, 30);
    const still = await open(spec);
    const mover = await open(spec);
    advanceTo(still, moved);
    advanceTo(mover, moved);
    const until = compareTraces(await traceOf(mover), await traceOf(still));
    mover.move(path, value);
    still.advance();
    mover.advance();
    const [after, unmoved] = [await traceOf(mover), await traceOf(still)];
    const then = compareTraces(after, unmoved);
    advanceTo(mover, end);
    const live = await traceOf(mover);

    // The recorded spec replays it.
    const replay = await open(mover.spec);
    advanceTo(replay, moved);
    await replay.collect();
    advanceTo(replay, moved + 1);
    const first = compareTraces(await traceOf(replay), after);
    advanceTo(replay, end);
    const replayed = compareTraces(await traceOf(replay), live);
    for (const run of [still, mover, replay]) run.dispose();

    const row = (what: string, error: number) => rows.push({name: `${title}: ${what}`, error, tolerance: 0});
    row('differs up to the tick of the move', until.slots + until.metrics);
    row('does not differ one tick later', then.slots > 0 ? 0 : 1);
    row('replayed, differs in the tick after the move', first.slots + first.metrics);
    row('replayed, differs at the end', replayed.slots + replayed.metrics);
  }
  return rows;
};

import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {joinCheckpoints, selectMembers} from '../../src/engine/checkpoints.ts';
import {Population} from '../../src/engine/population.ts';
import type {Checkpoint, TickMetrics} from '../../src/engine/records.ts';
import {type FanAxis, type Move, memberSpec, membersOf, type Spec} from '../../src/spec/index.ts';
import {advanceTo, latentSpec, open, slotsIn, traceOf} from '../reference/checks/runs.ts';
import {noFiles} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';
import {programs} from '../support/programs.ts';

const TEMPERATURE = 'objective.temperature';
const TICKS = 16;
const axis = (path: string, values: number[]): FanAxis => ({stage: 'main', path, values});
const fanned = (...axes: FanAxis[]): Spec => ({...latentSpec('InfoNCE', 30), fan: {axes, seeds: [7, 8]}});
const HOT = fanned(axis(TEMPERATURE, [0.05, 0.1, 0.4]));
const WIDTH = fanned(axis('model.width', [16, 32]));
const MIXED = fanned(axis('training.evaluateEvery', [5, 8]), axis(TEMPERATURE, [0.1, 0.4]));

const openIn = (together: number, spec = HOT, members?: readonly number[]) =>
  Population.open({spec, programs, resources: noFiles, together, members});

/** What a member shows and holds. */
interface MemberTrace {
  metrics: {stage: string; tick: number; values: Record<string, number>}[];
  slots: Map<string, ArrayLike<number>>;
}

function metricsOf(metrics: readonly TickMetrics[], member: number, all: readonly number[]): MemberTrace['metrics'] {
  const byTick = new Map<string, MemberTrace['metrics'][number]>();
  for (const {stage, tick, members = all, values} of metrics) {
    const at = members.indexOf(member);
    if (at < 0) continue;
    const key = `${stage} ${tick}`;
    if (!byTick.has(key)) byTick.set(key, {stage, tick, values: {}});
    for (const [name, each] of Object.entries(values)) byTick.get(key)!.values[name] = each[at];
  }
  return [...byTick.values()];
}

/** The members of a population as they are now. */
async function tracesOf(population: Population): Promise<Map<number, MemberTrace>> {
  const {metrics} = await population.collect();
  const checkpoint = await population.checkpoint();
  const all = membersOf(population.spec).map(({index}) => index);
  return new Map(
    population.members.map(({index}) => [
      index,
      {metrics: metricsOf(metrics, index, all), slots: slotsIn(selectMembers(checkpoint, [index]))},
    ]),
  );
}

/** The run of a member's spec alone, up to a tick; metrics after `from`. */
async function alone(spec: Spec, member: number, ticks = TICKS, from = -1): Promise<MemberTrace> {
  const run = await open(memberSpec(spec, member));
  advanceTo(run, ticks);
  const {metrics, slots} = await traceOf(run);
  run.dispose();
  return {metrics: metricsOf(metrics, 0, [0]).filter(({tick}) => tick > from), slots};
}

async function expectAlone(population: Population, spec: Spec, from?: number): Promise<void> {
  for (const [member, trace] of await tracesOf(population)) {
    expect(trace, `member ${member}`).toEqual(await alone(spec, member, population.tick, from));
  }
}

function train(population: Population, ticks: number): void {
  while (population.tick < ticks) population.advance();
}

onBackends(['cpu', 'wasm'], () => {
  describe('a member of a population has the bits of its run alone', () => {
    it.each<[string, Spec, number, number]>([
      ['a hot fan, one by one', HOT, 1, 6],
      ['a hot fan, in groups of four', HOT, 4, 2],
      ['a hot fan, all together', HOT, 6, 1],
      ['a fan over the width', WIDTH, 6, 2],
      ['a fan over how often it is measured, and a hot field', MIXED, 3, 4],
    ])('in %s', async (_, spec, together, groups) => {
      const population = await openIn(together, spec);
      expect(population.groups).toBe(groups);
      train(population, TICKS);
      await expectAlone(population, spec);
      population.dispose();
    });

    it('after moves of one member and of all, when they are made and when they are replayed', async () => {
      const made = await openIn(4);
      train(made, 4);
      const moves: Move[] = [
        made.move({path: TEMPERATURE, value: 0.7, member: 3}),
        made.move({path: 'training.learningRate', value: 0.02}),
      ];
      train(made, 8);
      moves.push(made.move({path: TEMPERATURE, value: 0.2, member: 'all'}));
      train(made, 10);
      moves.push(made.move({path: TEMPERATURE, value: 0.3, member: 0}), made.move({path: 'training.batch', value: 32}));
      train(made, TICKS);
      expect(made.spec).toEqual({...HOT, moves});
      await expectAlone(made, made.spec);
      const replayed = await openIn(6, made.spec);
      train(replayed, TICKS);
      await expectAlone(replayed, made.spec);
      expect(made.settings).toMatchObject({objective: {temperature: 0.3}, training: {batch: 32, learningRate: 0.02}});
      made.choose(1);
      expect(made.settings).toMatchObject({objective: {temperature: 0.2}});
      made.dispose();
      replayed.dispose();
    });

    it('when only some members are opened', async () => {
      const some = await openIn(2, MIXED, [1, 4, 7]);
      expect(some.members.map(({index}) => index)).toEqual([1, 4, 7]);
      train(some, 6);
      some.move({path: TEMPERATURE, value: 0.7, member: 4});
      train(some, TICKS);
      await expectAlone(some, some.spec);
      some.dispose();
    });
  });

  describe('a checkpoint of a population', () => {
    it.each<[string, Spec, number[]]>([
      ['a hot fan', HOT, [1, 2, 5]],
      ['a fan over the width', WIDTH, [1, 2]],
    ])('of %s goes on elsewhere, whole, in part, and joined from parts, to the bit', async (_, spec, some) => {
      const straight = await openIn(4, spec);
      train(straight, 5);
      straight.move({path: 'training.learningRate', value: 0.02});
      train(straight, 8);
      const checkpoint = structuredClone(await straight.checkpoint());
      const {spec: moved} = straight;
      straight.dispose();
      const rest = membersOf(spec).flatMap(({index}) => (some.includes(index) ? [] : [index]));
      const parts = [some, rest].map((members) => selectMembers(checkpoint, members));
      const cases: [Checkpoint, number[] | undefined][] = [
        [checkpoint, undefined],
        [parts[0], some],
        [joinCheckpoints(parts), undefined],
      ];
      for (const [from, members] of cases) {
        const other = await openIn(3, spec, members);
        // Somewhere else first.
        train(other, 2);
        await other.collect();
        await other.restore(from);
        expect([other.tick, other.trained, other.steps]).toEqual([8, 8, 30]);
        train(other, TICKS);
        await expectAlone(other, moved, 8);
        other.dispose();
      }
    });

    it('has no member that is in none of its parts, and none that is in two', async () => {
      const population = await openIn(6, HOT, [0, 1]);
      const checkpoint = await population.checkpoint();
      expect(() => selectMembers(checkpoint, [3])).toThrow('The checkpoint has no member 3; it has 0, 1.');
      expect(() => joinCheckpoints([checkpoint, checkpoint])).toThrow('A member is in two of the checkpoints');
      expect(() => joinCheckpoints([checkpoint, {...checkpoint, tick: 3}])).toThrow(
        'Checkpoints at stage 1, tick 0 and at stage 1, tick 3 cannot be joined.',
      );
      population.dispose();
    });
  });

  it('metrics that only some members have at a tick name them', async () => {
    const population = await openIn(8, MIXED);
    train(population, 5);
    const {metrics} = await population.collect();
    population.dispose();
    const measured = metrics.filter(({tick}) => tick === 5);
    expect(measured.map(({members, values}) => [members, 'loss' in values, 'testLoss' in values])).toEqual([
      [undefined, true, false],
      [[0, 1, 2, 3], false, true],
    ]);
    expect(metrics.map(({tick}) => tick)).toEqual([0, 1, 2, 3, 4, 5, 5]);
  });

  it.each([1, 4])('shows the frames of any member, in groups of %i', async (together) => {
    const population = await openIn(together);
    population.advance();
    const shown: string[] = [];
    const wanted = [0, 5, 3];
    population.choose(3);
    for (const member of wanted) population.show('showPoints', member === 3 ? {} : {member});
    const {frames} = await population.collect();
    expect(frames.map(({shape}) => shape)).toEqual(wanted.map(() => [500, 3]));
    for (const member of wanted) {
      const run = await open(memberSpec(HOT, member));
      run.advance();
      run.show('showPoints');
      const own = frames.find((frame) => frame.member === member)!;
      expect((await run.collect()).frames[0].data).toEqual(own.data);
      run.dispose();
      shown.push(own.data.subarray(0, 9).join());
    }
    expect(new Set(shown).size).toBe(3);
    expect(() => population.choose(6)).toThrow('There is no member 6; there are 0, 1, 2, 3, 4, 5.');
    population.dispose();
  });

  it('uploads its data once, and leaves no tensor behind', async () => {
    const before = tf.memory();
    const buffersOf = async (spec: Spec, together: number) => {
      const population = await openIn(together, spec);
      const buffers = tf.memory().numDataBuffers - before.numDataBuffers;
      const data = Object.keys((population.world as {slots: object}).slots).length;
      population.dispose();
      return {buffers, data};
    };
    for (const spec of [HOT, WIDTH]) {
      const {buffers, data} = await buffersOf({...spec, fan: {axes: [], seeds: [7]}}, 1);
      const each = await buffersOf(spec, 1);
      const members = membersOf(spec).length;
      // The wasm backend counts the scratch memory of its kernels too.
      if (tf.getBackend() === 'cpu') expect(each.buffers).toBeLessThanOrEqual(members * (buffers - data) + data);
    }
    expect(tf.memory().numTensors).toBe(before.numTensors);
  });
});

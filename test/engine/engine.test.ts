import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {deriveKey, normals} from '../../src/engine/keys.ts';
import type {Context, Program, Replica, Slots} from '../../src/engine/program.ts';
import type {SlotValues} from '../../src/engine/records.ts';
import {Run} from '../../src/engine/run.ts';
import {uniform} from '../../src/kernels/random.ts';
import type {Spec} from '../../src/spec/index.ts';
import {advanceTo, latentSpec, open, slotsIn} from '../reference/checks/runs.ts';
import {type EchoSettings, echo, noFiles, type PullSettings, pull, specFor} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';

const PULL: PullSettings = {
  size: 2,
  target: {at: 1},
  training: {
    kind: 'adamW',
    momentum: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    warmup: 0,
    schedule: 'constant',
    learningRate: 0.1,
    weightDecay: 0.01,
  },
};

const ECHO: EchoSettings = {
  size: 3,
  length: 4,
  inner: 2,
  copy: {momentum: 0.75},
  training: {learningRate: 0.5, weightDecay: 0},
};

const start = (spec: Spec, list: Program[] = [pull, echo], replicas?: Replica[]) =>
  Run.open({spec, programs: list, resources: noFiles, replicas});

const slotsOf = async (run: Run) =>
  new Map([...slotsIn(await run.checkpoint())].map(([name, values]) => [name, [...values]]));

/** A program of one phase, for what goes wrong in phases. */
const single = (slots: Slots, phase: (context: Context) => void): Program => ({
  name: 'single',
  hot: () => ['pull.rate'],
  slots: () => slots,
  phases: {phase},
  plan: () => [{phase: 'phase', times: 1}],
});
const singleRun = (slots: Slots, phase: (context: Context) => void) =>
  start(specFor([{program: 'single', spec: {pull: {rate: 3}, other: 5}, steps: 10}]), [single(slots, phase)]);
const state = (shape: number[], initial?: () => Float32Array): Slots[string] => ({
  shape,
  dtype: 'float32',
  axis: 'replica',
  role: 'state',
  initial,
});

onBackends(['cpu', 'wasm'], () => {
  describe('a run in two stages', () => {
    const stages = [
      {id: 'first', program: 'pull', spec: PULL, steps: 12},
      {id: 'second', program: 'pull', spec: {...PULL, target: {at: -3}}, steps: 8, from: {w: 'first.w'}},
    ];

    it('starts the second from what the first learned, and all else anew', async () => {
      const run = await start(specFor(stages));
      advanceTo(run, 12);
      expect([run.stageFinished, run.finished]).toEqual([true, false]);
      expect(() => run.advance()).toThrow('This stage is finished.');
      const before = await slotsOf(run);
      await run.collect();
      await run.nextStage();
      expect([run.stage.id, run.tick, run.stageFinished]).toEqual(['second', 0, false]);
      const after = await slotsOf(run);
      expect(after.get('w')).toEqual(before.get('w'));
      expect(before.get('b')).not.toEqual([0, 0]);
      expect(after.get('b')).toEqual([0, 0]);
      expect(after.get('w.m')).toEqual([0, 0, 0, 0, 0, 0]);
      // The program looks at its stage before the first tick.
      const {frames} = await run.collect();
      expect(frames.map(({name, stage, tick, shape}) => ({name, stage, tick, shape}))).toEqual([
        {name: 'w', stage: 'second', tick: 0, shape: [1, 2, 3]},
      ]);
      expect([...frames[0].data]).toEqual(before.get('w'));
      advanceTo(run, 8);
      expect(run.finished).toBe(true);
      run.dispose();
    });

    it('goes on from a checkpoint in the second stage, in a run that never saw the first', async () => {
      const three = [
        ...stages,
        {id: 'third', program: 'pull', spec: PULL, steps: 4, from: {w: 'first.w', b: 'second.b'}},
      ];
      const finish = async (run: Run) => {
        while (!run.finished) {
          if (run.stageFinished) await run.nextStage();
          run.advance();
        }
        const slots = await slotsOf(run);
        run.dispose();
        return slots;
      };
      const run = await start(specFor(three));
      advanceTo(run, 12);
      await run.nextStage();
      advanceTo(run, 5);
      const checkpoint = structuredClone(await run.checkpoint());
      expect([checkpoint.stage, checkpoint.tick]).toEqual([1, 5]);
      const expected = await finish(run);
      const other = await start(specFor(three));
      await other.restore(checkpoint);
      expect([other.stage.id, other.tick]).toEqual(['second', 5]);
      expect(await finish(other)).toEqual(expected);
    });

    it('says what it cannot start from, before the first step', async () => {
      const fail = async (from: Record<string, string>, size = 2) => {
        const second = {...stages[1], spec: {...PULL, size}, from};
        return start(specFor([stages[0], second])).then(
          () => 'opened',
          (error: Error) => `${error.name}: ${error.message}`,
        );
      };
      expect(await fail({w: 'first.x'})).toBe(
        'LabError: Stage second takes w from first.x, and there is no such slot.',
      );
      expect(await fail({x: 'first.w'})).toBe(
        'LabError: Stage second takes x from first.w, and stage second has no slot "x"; it has w, b, w.m, w.v, b.m, b.v.',
      );
      expect(await fail({w: 'first.w'}, 5)).toBe(
        'LabError: Stage second takes w from first.w, which has 6 values, not 15.',
      );
    });

    it('needs programs that there are', async () => {
      const spec = specFor([{program: 'dream', spec: {}, steps: 1}]);
      await expect(start(spec)).rejects.toThrow('There is no program called "dream".');
    });
  });

  it('a momentum copy, a queue, an inner loop and a schedule do what they do by hand', async () => {
    const {size, length, inner} = ECHO;
    const members = [
      {seed: 7, momentum: 0.75, rate: 0.5},
      {seed: 4_000_000_000, momentum: 0.5, rate: 0.25},
    ];
    const replicas = members.map(({seed, momentum, rate}) => ({
      seed,
      hot: {main: {'copy.momentum': momentum, 'training.learningRate': rate}},
    }));
    const run = await start(specFor([{program: 'echo', spec: ECHO, steps: 6}]), [echo], replicas);
    advanceTo(run, 6);
    const slots = await slotsOf(run);
    const {metrics} = await run.collect();
    run.dispose();
    expect(slots.get('ticks')).toEqual([6]);
    for (const [r, {seed, momentum, rate}] of members.entries()) {
      let w = new Array(size).fill(0);
      let slow = new Array(size).fill(0);
      let queue = Array.from({length}, () => new Array(size).fill(0));
      const stored: number[] = [];
      for (let tick = 0; tick < 6; tick++) {
        for (let iteration = 0; iteration < inner; iteration++) {
          const noise = normals(deriveKey(seed, 'noise', tick, iteration), size);
          const update = tick * inner + iteration;
          w = w.map((value, i) => value - (rate / (1 + update)) * (value - noise[i]));
        }
        // Phases read the queue as it was when they began, and show its newest entries.
        const shown = queue.slice(Math.max(0, length - 1 - tick));
        stored.push(shown.flat().reduce((total, value) => total + value * value, 0));
        slow = slow.map((value, i) => momentum * value + (1 - momentum) * w[i]);
        queue = [...queue.slice(1), slow];
      }
      const close = (slot: string, right: number[]) => {
        const got = slots.get(slot)!.slice(r * right.length, (r + 1) * right.length);
        for (const [i, value] of right.entries()) expect(got[i]).toBeCloseTo(value, 5);
      };
      close('w', w);
      close('slow', slow);
      close('queue', queue.flat());
      for (const [tick, value] of stored.entries()) expect(metrics[tick].values.stored[r]).toBeCloseTo(value, 4);
    }
  });

  it('what a phase sets takes effect together, when it ends', async () => {
    const [left, right] = [() => Float32Array.of(1, 2), () => Float32Array.of(3, 4)];
    const slots = {a: state([2], left), b: state([2], right), c: state([2]), d: state([2])};
    let buffers = 0;
    const run = await singleRun(slots, (context) => {
      context.set('a', context.get('b'));
      context.emit('a', context.get('a'));
      context.set('b', context.get('a'));
      // One tensor for two slots: each must own its numbers.
      const sum = tf.add(context.get('a'), context.get('b'));
      context.set('c', sum);
      context.set('d', tf.reshape(sum, [1, 2]));
      buffers = new Set(Object.keys(slots).map((slot) => context.get(slot).dataId)).size;
    });
    run.advance();
    expect((await run.collect()).metrics).toEqual([]);
    run.advance();
    run.advance();
    expect(Object.fromEntries(await slotsOf(run))).toEqual({a: [3, 4], b: [1, 2], c: [4, 6], d: [4, 6]});
    expect(buffers).toBe(4);
    expect((await run.collect()).frames.map(({tick, data}) => [tick, ...data])).toEqual([
      [2, 3, 4],
      [3, 1, 2],
    ]);
    run.dispose();
  });

  it('keys are of the tick and the iteration, or the same always', async () => {
    const drawn: Program = {
      ...single({}, (context) => {
        for (const when of ['now', 'always'] as const) context.emit(when, uniform(context.key('x', when), [2]));
      }),
      plan: () => [{phase: 'phase', times: 2}],
    };
    const run = await start(specFor([{program: 'single', spec: {pull: {rate: 3}}, steps: 3}]), [drawn]);
    advanceTo(run, 3);
    const {frames} = await run.collect();
    const of = (which: string) => frames.filter(({name}) => name === which).map(({data}) => data.join());
    expect(new Set(of('now')).size).toBe(6);
    expect(new Set(of('always')).size).toBe(1);
    run.dispose();
  });

  describe('a phase that is wrong', () => {
    const slots: Slots = {
      w: state([2, 3]),
      data: {...state([2], () => Float32Array.of(1, 2)), role: 'data', axis: 'shared'},
    };
    it.each<[string, (context: Context) => void, RegExp]>([
      [
        'reads a hot field as a setting',
        ({spec}) => String((spec as {pull: {rate: number}}).pull.rate),
        /^pull\.rate is hot: a phase must read it with hot\("pull\.rate"\), or its present value is frozen\.$/,
      ],
      ['asks for a field that is not hot', ({hot}) => hot('other'), /^other is not a hot field\.$/],
      [
        'sets a wrong shape',
        ({set}) => set('w', tf.zeros([1, 3, 2])),
        /^Slot w is float32 \[1,2,3\], not float32 \[1,3,2\]\.$/,
      ],
      [
        'forgets the axis of replicas',
        ({set}) => set('w', tf.zeros([2, 3])),
        /^Slot w is float32 \[1,2,3\], not float32 \[2,3\]\.$/,
      ],
      [
        'sets a wrong type',
        ({set}) => set('w', tf.zeros([1, 2, 3], 'int32')),
        /^Slot w is float32 \[1,2,3\], not int32 \[1,2,3\]\.$/,
      ],
      ['sets data', ({set}) => set('data', tf.zeros([2])), /^Slot data holds data and is never written\.$/],
      [
        'sets a slot twice',
        ({set}) => [0, 1].forEach(() => set('w', tf.zeros([1, 2, 3]))),
        /^Slot w is set twice in one phase\.$/,
      ],
      [
        'emits a name twice',
        ({emit}) => [0, 1].forEach(() => emit('x', tf.zeros([1]))),
        /^x is emitted twice in one phase\.$/,
      ],
      ['reads a slot that there is not', ({get}) => get('v'), /^There is no slot "v"; there is w, data\.$/],
      [
        'sets a slot that there is not',
        ({set}) => set('__proto__', tf.zeros([1])),
        /^There is no slot "__proto__"; there is w, data\.$/,
      ],
      [
        'gives perTick a wrong length',
        ({perTick}) => perTick(3, () => [1]),
        /^perTick returned 1 numbers: return 3 for each tick\.$/,
      ],
    ])('because it %s is told so', async (_, phase, sentence) => {
      const run = await singleRun(slots, phase);
      expect(() => run.advance()).toThrow(sentence);
      run.dispose();
    });

    it('because the plan names one that there is not is told so', async () => {
      const run = await start(specFor([{program: 'pull', spec: PULL, steps: 2}]), [
        {...pull, plan: () => [{phase: 'sleep', times: 1}]},
      ]);
      expect(() => run.advance()).toThrow('Program pull has no phase "sleep".');
      run.dispose();
    });

    it('because it shows something and writes is told so, and nothing was written', async () => {
      const run = await start(specFor([{program: 'pull', spec: PULL, steps: 2}]));
      const before = await slotsOf(run);
      expect(() => run.show('train')).toThrow('Phase train shows something and must not write slots.');
      expect(await slotsOf(run)).toEqual(before);
      run.dispose();
    });

    it('because it minimises a group twice is told so', async () => {
      const twice: Program<PullSettings> = {
        ...pull,
        phases: {
          ...pull.phases,
          train(context) {
            pull.phases.train(context);
            pull.phases.train(context);
          },
        },
      };
      const run = await start(specFor([{program: 'pull', spec: PULL, steps: 2}]), [twice]);
      expect(() => run.advance()).toThrow('Group all is minimised twice in one phase.');
      run.dispose();
    });
  });

  it('two groups are minimised in one phase, each by its own optimiser', async () => {
    const slot = (group: string): Slots[string] => ({
      ...state([1], () => Float32Array.of(1)),
      role: 'parameter',
      group,
    });
    const optimiser = (learningRate: string) => ({
      kind: 'sgd' as const,
      learningRate,
      weightDecay: 'off',
      momentum: 0,
      beta2: 0,
      epsilon: 0,
      schedule: () => 1,
    });
    const game: Program = {
      name: 'game',
      hot: () => ['fast', 'slow', 'off'],
      slots: () => ({x: slot('one'), y: slot('other')}),
      optimisers: () => ({one: optimiser('fast'), other: optimiser('slow')}),
      plan: () => [{phase: 'play', times: 1}],
      phases: {
        play(context) {
          const product = () => tf.squeeze(tf.mul(context.get('x'), context.get('y')), [1]);
          context.minimise('one', product);
          context.minimise('other', () => tf.neg(product()));
        },
      },
    };
    const run = await start(specFor([{program: 'game', spec: {fast: 0.5, slow: 0.125, off: 0}, steps: 1}]), [game]);
    run.advance();
    expect(Object.fromEntries(await slotsOf(run))).toMatchObject({x: [0.5], y: [1.125]});
    const [{values}] = (await run.collect()).metrics;
    expect(values).toEqual({'gradientNorm/one': [1], 'gradientNorm/other': [1]});
    run.dispose();
  });

  describe('moves', () => {
    const spec = (moves: Spec['moves'] = []) => specFor([{program: 'pull', spec: PULL, steps: 20}], {moves});
    const at = (tick: number, value: number, path = 'target.at') => ({stage: 'main', tick, path, value});

    it('made by hand end what was recorded for later', async () => {
      const run = await start(spec([at(2, 5), at(6, 6), at(9, 7, 'training.learningRate')]));
      advanceTo(run, 6);
      expect(run.move('target.at', -1)).toEqual(at(6, -1));
      expect(run.spec.moves).toEqual([at(2, 5), at(6, -1)]);
      run.move('training.learningRate', 0.3);
      run.move('target.at', -2);
      expect(run.spec.moves).toEqual([at(2, 5), at(6, 0.3, 'training.learningRate'), at(6, -2)]);
      const moved = await start(spec(run.spec.moves));
      advanceTo(run, 20);
      advanceTo(moved, 20);
      expect(await slotsOf(run)).toEqual(await slotsOf(moved));
      expect(run.settings).toMatchObject({target: {at: -2}, training: {learningRate: 0.3}});
      run.dispose();
      moved.dispose();
    });

    it('of another stage do nothing in this one', async () => {
      const stages = ['first', 'second'].map((id) => ({id, program: 'pull', spec: PULL, steps: 5}));
      const of = (stage: string) => ({stage, tick: 1, path: 'target.at', value: 9});
      const ends = [[], [of('second')], [of('first')]].map(async (moves) => {
        const run = await start(specFor(stages, {moves}));
        advanceTo(run, 5);
        const slots = await slotsOf(run);
        run.dispose();
        return slots;
      });
      const [still, later, now] = await Promise.all(ends);
      expect(later).toEqual(still);
      expect(now).not.toEqual(still);
    });

    it('in one stage leave the moves of the stage before it', async () => {
      const stages = ['first', 'second'].map((id) => ({id, program: 'pull', spec: PULL, steps: 5}));
      const move = (stage: string, tick: number) => ({stage, tick, path: 'target.at', value: 2});
      const run = await start(specFor(stages, {moves: [move('first', 4), move('second', 1), move('second', 4)]}));
      advanceTo(run, 5);
      await run.nextStage();
      advanceTo(run, 3);
      run.move('target.at', 2);
      expect(run.spec.moves).toEqual([move('first', 4), move('second', 1), move('second', 3)]);
      run.dispose();
    });
  });

  describe('what phases emit', () => {
    it('comes back once, in order, metrics by tick and the rest as frames', async () => {
      const run = await open(latentSpec('InfoNCE', 30), [{seed: 1}, {seed: 2}]);
      const first = await run.collect();
      expect(first.metrics.map(({tick}) => tick)).toEqual([0]);
      expect(Object.keys(first.metrics[0].values).sort()).toEqual([
        'alignment',
        'anisotropy',
        'effectiveRank',
        'headRank',
        'mutualInformationBound',
        'testLoss',
        'tolerance',
        'uniformity',
      ]);
      advanceTo(run, 15);
      run.show('showPoints');
      run.show('showSimilarities');
      const {metrics, frames} = await run.collect();
      expect(metrics.map(({tick}) => tick)).toEqual(Array.from({length: 15}, (_, i) => i + 1));
      expect(metrics.filter(({values}) => 'testLoss' in values).map(({tick}) => tick)).toEqual([15]);
      for (const {stage, values} of metrics) {
        expect(stage).toBe('main');
        for (const value of Object.values(values))
          expect([value.length, value.every(Number.isFinite)]).toEqual([2, true]);
      }
      expect(frames.map(({name, tick, shape}) => [name, tick, ...shape])).toEqual([
        ['points', 15, 500, 3],
        ['similarities', 15, 16, 17],
      ]);
      const norms = Array.from({length: 500}, (_, i) => Math.hypot(...frames[0].data.slice(3 * i, 3 * i + 3)));
      expect(Math.max(...norms.map((norm) => Math.abs(norm - 1)))).toBeLessThan(1e-5);
      expect(await run.collect()).toEqual({metrics: [], frames: []});
      run.dispose();
    });

    it('is the same however often it is read, and whatever is shown in between', async () => {
      const [often, once] = [await open(latentSpec('InfoNCE', 30)), await open(latentSpec('InfoNCE', 30))];
      const seen = [];
      for (let tick = 0; tick <= 20; tick++) {
        advanceTo(often, tick);
        if (tick % 3 === 0) often.show('showSimilarities');
        seen.push(...(await often.collect()).metrics);
      }
      advanceTo(once, 20);
      expect(seen).toEqual((await once.collect()).metrics);
      often.dispose();
      once.dispose();
    });

    it('by the stage before is digested by the program that emitted it', async () => {
      const counting = (name: string, by: number): Program => ({
        name,
        hot: () => [],
        slots: () => ({x: state([1])}),
        begin: () => [{phase: 'look', times: 1}],
        plan: () => [{phase: 'look', times: 1}],
        phases: {look: (context) => context.emit('ones', tf.ones([context.replicas, 3]))},
        digests: {ones: (data, shape) => ({sum: by * data.reduce((a, b) => a + b, 0) + 0 * shape[0]})},
      });
      const stages = ['a', 'b'].map((program) => ({id: program, program, spec: {}, steps: 1}));
      const run = await start(specFor(stages), [counting('a', 1), counting('b', 10)], [{seed: 1}, {seed: 2}]);
      run.advance();
      await run.nextStage();
      const {metrics, frames} = await run.collect();
      expect(frames).toEqual([]);
      expect(metrics.map(({stage, tick, values}) => [stage, tick, values.sum])).toEqual([
        ['a', 0, [3, 3]],
        ['a', 1, [3, 3]],
        ['b', 0, [30, 30]],
      ]);
      run.dispose();
    });
  });

  describe('tensors', () => {
    it('do not grow in number over 200 ticks, and are gone after the end', async () => {
      const before = tf.memory().numTensors;
      const run = await open(latentSpec('InfoNCE', 400));
      // Every phase has its numbers from its first run on; the rarest one examines the run at every fifth evaluation.
      advanceTo(run, 100);
      await run.collect();
      const {numTensors, numBytes} = tf.memory();
      for (let tick = 120; tick <= 320; tick += 20) {
        advanceTo(run, tick);
        run.show('showPoints');
        await run.collect();
        expect(tf.memory().numTensors).toBe(numTensors);
      }
      expect(tf.memory().numBytes).toBe(numBytes);
      // Something left unread is disposed of too.
      run.advance();
      run.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });

    it('of a toy with stages, checkpoints and moves are gone after the end', async () => {
      const before = tf.memory().numTensors;
      const stages = [
        {id: 'one', program: 'echo', spec: ECHO, steps: 3},
        {id: 'two', program: 'echo', spec: ECHO, steps: 3, from: {w: 'one.w'}},
      ];
      const run = await start(specFor(stages));
      advanceTo(run, 3);
      const checkpoint = await run.checkpoint();
      await run.nextStage();
      advanceTo(run, 2);
      run.move('copy.momentum', 0.1);
      run.advance();
      await run.restore(checkpoint);
      await run.collect();
      run.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  it.each<[string, (slots: SlotValues[]) => SlotValues[]]>([
    ['one too few', (slots) => slots.slice(1)],
    ['one twice', (slots) => [slots[0], ...slots.slice(0, -1)]],
    ['one more', (slots) => [...slots, ['other', new Float32Array(1), 'replica']]],
    ['a shorter one', ([[name, values, axis], ...rest]) => [[name, values.slice(1), axis], ...rest]],
    ['one of another type', ([[name, values, axis], ...rest]) => [[name, Int32Array.from(values), axis], ...rest]],
  ])('a checkpoint with other slots is refused, and the run goes on: %s', async (_, spoil) => {
    const run = await start(specFor([{program: 'echo', spec: ECHO, steps: 10}]));
    advanceTo(run, 2);
    const checkpoint = await run.checkpoint();
    const [cohort] = checkpoint.cohorts;
    const wrong = {...checkpoint, cohorts: [{...cohort, slots: spoil(cohort.slots)}]};
    await expect(run.restore(wrong)).rejects.toThrow('does not fit');
    await run.restore(checkpoint);
    expect(await slotsOf(run)).toEqual(new Map(cohort.slots.map(([name, values]) => [name, [...values]])));
    run.dispose();
  });

  it('a checkpoint is as large as it says', async () => {
    const run = await open(latentSpec('InfoNCE', 30), [{seed: 1}, {seed: 2}]);
    const slots = [...slotsIn(await run.checkpoint())];
    expect(slots.reduce((bytes, [, values]) => bytes + values.byteLength, 0)).toBe(run.checkpointBytes);
    expect(slots.some(([name]) => name.startsWith('world/'))).toBe(false);
    run.dispose();
  });
});

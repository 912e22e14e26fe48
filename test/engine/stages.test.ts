import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {deriveKey, normals, uniforms} from '../../src/engine/keys.ts';
import {biasCorrection} from '../../src/engine/optimiser.ts';
import {Population} from '../../src/engine/population.ts';
import type {Program, Slots} from '../../src/engine/program.ts';
import {Run} from '../../src/engine/run.ts';
import {type Move, memberSpec, type Spec, type Stage} from '../../src/spec/index.ts';
import {slotsIn} from '../reference/checks/runs.ts';
import {noFiles, type PullSettings, pull, specFor} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';

const PULL: PullSettings = {
  size: 2,
  target: {at: 1},
  training: {
    kind: 'adamW',
    momentum: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    warmup: 4,
    schedule: 'cosine',
    learningRate: 0.1,
    weightDecay: 0.01,
  },
};

const stage = (id: string, from?: Record<string, string>, spec: unknown = PULL, steps = 6): Stage => ({
  id,
  program: 'pull',
  spec,
  steps,
  ...(from && {from}),
});

const start = (spec: Spec, programs: readonly Program[] = [pull]) => Run.open({spec, programs, resources: noFiles});

async function finish(run: Run | Population): Promise<Map<string, number[]>> {
  while (!run.finished) {
    if (run.hostDue) await run.host();
    if (run.stageFinished) await run.nextStage();
    run.advance();
  }
  const slots = new Map([...slotsIn(await run.checkpoint())].map(([name, values]) => [name, [...values]]));
  run.dispose();
  return slots;
}

const failure = (spec: Spec, programs?: readonly Program[]): Promise<string> =>
  start(spec, programs).then(
    () => 'opened',
    (error: Error) => `${error.name}: ${error.message}`,
  );

/** A parameter that is pulled to zero, beside a fixed copy of it that no optimiser trains. */
const tethered: Program = {
  ...pull,
  name: 'tethered',
  slots: (spec: PullSettings, world) => {
    const own = pull.slots(spec, world as never);
    const reference = Object.entries(own).map(([name, slot]) => {
      return [`reference/${name}`, {...slot, trained: false, group: undefined, initial: undefined}];
    });
    return {...own, ...Object.fromEntries(reference)} as Slots;
  },
};

onBackends(['cpu', 'wasm'], () => {
  describe('random numbers of a stage', () => {
    const drawn: Program = {
      name: 'drawn',
      hot: () => [],
      slots: () => ({
        x: {shape: [4], dtype: 'float32', axis: 'replica', role: 'state', initial: (key) => uniforms(key, 4)},
      }),
      phases: {
        draw(context) {
          context.emit(
            'x',
            context.key('use').fed([1, 3, 1], 'float32', (key) => normals(key, 3)),
          );
        },
      },
      plan: () => [{phase: 'draw', times: 1}],
    };

    it('follow from the seed and the use in the first stage, and from its id too in later ones', async () => {
      const stages = ['one', 'two'].map((id) => ({id, program: 'drawn', spec: {}, steps: 1}));
      const run = await start(specFor(stages), [drawn]);
      for (const prefix of ['', 'two/']) {
        const values = slotsIn(await run.checkpoint()).get('x');
        expect(values).toEqual(uniforms(deriveKey(7, `${prefix}initial/x`), 4));
        run.advance();
        const [{data}] = (await run.collect()).frames;
        expect(data).toEqual(normals(deriveKey(7, `${prefix}use`), 3));
        if (!run.finished) await run.nextStage();
      }
      run.dispose();
    });
  });

  describe('a stage that goes on from another', () => {
    it('has its slots and moments, counts all updates for the bias, and begins its own schedule', async () => {
      const spec = specFor([stage('main'), stage('main2', {'*': 'main.*'}, PULL, 1)]);
      const run = await start(spec);
      while (!run.stageFinished) run.advance();
      const before = slotsIn(await run.checkpoint());
      await run.nextStage();
      expect(slotsIn(await run.checkpoint())).toEqual(before);
      run.advance();
      const after = slotsIn(await run.checkpoint());
      run.dispose();
      // Update 7 by hand, for b: the first of a warm-up of 4 steps that ends after 1.
      const {training, target} = PULL;
      const schedule = pull.optimisers!(PULL, 1).all.schedule(0);
      const [c1, c2] = biasCorrection({...pull.optimisers!(PULL, 1).all}, 7);
      for (const k of [0, 1]) {
        const gradient = (1 + k / 10) * (before.get('b')![k] - target.at);
        const m = 0.9 * before.get('b.m')![k] + 0.1 * gradient;
        const v = 0.999 * before.get('b.v')![k] + 0.001 * gradient ** 2;
        const step = training.learningRate * schedule * ((m * c1) / (Math.sqrt(v * c2) + 1e-8));
        expect(after.get('b')![k]).toBeCloseTo(before.get('b')![k] - step, 5);
        expect(Math.abs(step)).toBeGreaterThan(1e-3);
      }
    });

    it('goes on from a checkpoint in any of three stages, to the bit', async () => {
      const stages = [stage('main'), stage('main2', {'*': 'main.*'}), stage('main3', {'*': 'main2.*'})];
      const spec = specFor(stages);
      const expected = await finish(await start(spec));
      for (const ticks of [3, 6, 9, 15]) {
        const first = await start(spec);
        for (let t = 0; t < ticks; t++) {
          if (first.stageFinished) await first.nextStage();
          first.advance();
        }
        const checkpoint = structuredClone(await first.checkpoint());
        first.dispose();
        const other = await start(spec);
        await other.restore(checkpoint);
        expect(await finish(other)).toEqual(expected);
      }
    });

    it('begins its optimiser anew when that is of another kind', async () => {
      const sgd = {...PULL, training: {...PULL.training, kind: 'sgd' as const}};
      const run = await start(specFor([stage('main'), stage('main2', {'*': 'main.*'}, sgd)]));
      while (!run.stageFinished) run.advance();
      const before = slotsIn(await run.checkpoint());
      await run.nextStage();
      const after = slotsIn(await run.checkpoint());
      run.dispose();
      expect(after.get('w')).toEqual(before.get('w'));
      expect(after.get('w.m')).toEqual(new Float32Array(6));
      expect(before.get('w.m')).not.toEqual(new Float32Array(6));
    });
  });

  describe('a wildcard', () => {
    it('takes all slots with a prefix; what is not trained has no moments', async () => {
      const tied = {...stage('policy', {'*': 'sft.*', 'reference/*': 'sft.*'}), program: 'tethered'};
      const run = await start(specFor([stage('sft'), tied]), [pull, tethered]);
      while (!run.stageFinished) run.advance();
      const before = slotsIn(await run.checkpoint());
      await run.nextStage();
      run.advance();
      const after = slotsIn(await run.checkpoint());
      run.dispose();
      expect([...after.keys()].sort()).toEqual(['b', 'b.m', 'b.v', 'reference/b', 'reference/w', 'w', 'w.m', 'w.v']);
      expect([after.get('reference/w'), after.get('reference/b')]).toEqual([before.get('w'), before.get('b')]);
      expect(after.get('w')).not.toEqual(before.get('w'));
    });

    it('is checked when the run opens', async () => {
      const spec = (from: Record<string, string>, settings: unknown = PULL) =>
        specFor([stage('main'), stage('second', from, settings)]);
      expect(await failure(spec({'*': 'main.*'}))).toBe('opened');
      expect(await failure(spec({'*': 'main.policy/*'}))).toBe(
        'LabError: Stage second takes * from main.policy/*, and no slots have such names in both stages.',
      );
      expect(await failure(spec({'*': 'main.*'}, {...PULL, size: 5}))).toBe(
        'LabError: Stage second takes w from main.w, which has 6 values, not 15.',
      );
      expect(await failure(spec({'*': 'first.*'}))).toBe(
        'LabError: Stage second takes * from first.*, and there is no such stage before it.',
      );
    });

    it('loads the worlds of all stages once, and only where a stage starts from another', async () => {
      let loads = 0;
      const load: Program['load'] = async () => ++loads;
      const named = ['a', 'b'].map((name) => ({...pull, name, load}));
      const world = (program: string, from?: Record<string, string>) => ({
        ...stage(`${program}1`, from, {...PULL, world: {kind: 'one'}}),
        program,
      });
      const open = (spec: Spec) =>
        Population.open({
          spec: {...spec, fan: {axes: [], seeds: [1, 2, 3]}},
          programs: named,
          resources: noFiles,
          together: 1,
        });
      (await open(specFor([world('a'), world('b', {w: 'a1.w'})]))).dispose();
      expect(loads).toBe(1);
    });
  });

  describe('a fan over several stages', () => {
    it('gives every member the bits of its run alone, whatever it varies', async () => {
      const move: Move = {stage: 'main2', tick: 3, path: 'target.at', value: 4, member: 2};
      const spec: Spec = {
        ...specFor([stage('main'), stage('main2', {'*': 'main.*'})], {moves: [move]}),
        fan: {
          axes: [
            {stage: 'main', path: 'size', values: [2, 3]},
            {stage: 'main', path: 'target.at', values: [1, -2]},
          ],
          seeds: [7, 8],
        },
      };
      const population = await Population.open({spec, programs: [pull], resources: noFiles, together: 8});
      expect(population.groups).toBe(2);
      while (!population.finished) {
        if (population.stageFinished) await population.nextStage();
        population.advance();
      }
      expect([population.trained, population.steps]).toEqual([12, 12]);
      const {cohorts} = await population.checkpoint();
      population.dispose();
      expect(cohorts.map(({members}) => members)).toEqual([
        [0, 1, 2, 3],
        [4, 5, 6, 7],
      ]);
      for (const {members, slots} of cohorts) {
        for (const [at, member] of members.entries()) {
          const own = await finish(await start(memberSpec(spec, member)));
          for (const [name, values] of slots) {
            const size = values.length / members.length;
            expect([...values.slice(at * size, (at + 1) * size)]).toEqual(own.get(name));
          }
        }
      }
    });
  });

  describe('host work', () => {
    /** Every five ticks each label becomes the side of zero on which its point lies, or a random one. */
    const relabelled: Program<PullSettings> = {
      ...pull,
      name: 'relabelled',
      slots: (spec, world) => ({
        ...pull.slots(spec, world),
        labels: {shape: [6], dtype: 'int32', axis: 'replica', role: 'state'},
      }),
      plan: () => [
        {phase: 'train', times: 1},
        {phase: 'follow', times: 1},
      ],
      phases: {
        ...pull.phases,
        follow(context) {
          const labels = tf.reshape(tf.cast(context.get('labels'), 'float32'), [context.replicas, 2, 3]);
          context.set('w', tf.add(context.get('w'), tf.mul(labels, 0.1)));
        },
      },
      host: {
        due: (_, tick) => tick > 0 && tick % 5 === 0,
        reads: () => ['w', 'labels'],
        act({get, key, tick, spec}) {
          const [random] = uniforms(key('relabel'), 1);
          const side = spec.target.at > 0 ? 1 : -1;
          const labels = Int32Array.from(get('w'), (x) => (x > random ? side : -side) * tick);
          return new Map([['labels', labels]]);
        },
      },
    };
    const spec: Spec = {
      ...specFor([{id: 'main', program: 'relabelled', spec: PULL, steps: 17}]),
      fan: {axes: [{stage: 'main', path: 'target.at', values: [1, -1]}], seeds: [7, 8]},
    };
    const openIn = (together: number, members?: number[]) =>
      Population.open({spec, programs: [relabelled], resources: noFiles, together, members});

    it('must be done before the next tick, and is done for each member as for its run alone', async () => {
      const population = await openIn(3);
      for (let t = 0; t < 5; t++) population.advance();
      expect(population.hostDue).toBe(true);
      expect(() => population.advance()).toThrow('Host work is due: await host() before the next tick.');
      await population.host();
      expect(population.hostDue).toBe(false);
      const labels = slotsIn(await population.checkpoint()).get('labels')!;
      expect(new Set(labels)).toEqual(new Set([5, -5]));
      const slots = await finish(population);
      for (const member of [0, 1, 2, 3]) {
        const own = await finish(await start(memberSpec(spec, member), [relabelled]));
        for (const [name, values] of own) {
          expect(slots.get(name)!.slice(member * values.length, (member + 1) * values.length)).toEqual(values);
        }
      }
    });

    it.each([3, 5, 7, 10])('has been done in a checkpoint at tick %i, with the same bits after it', async (ticks) => {
      const expected = await finish(await openIn(4));
      const first = await openIn(4);
      while (first.tick < ticks) {
        if (first.hostDue) await first.host();
        first.advance();
      }
      const checkpoint = structuredClone(await first.checkpoint());
      first.dispose();
      const other = await openIn(2);
      await other.restore(checkpoint);
      expect(other.hostDue).toBe(false);
      expect(await finish(other)).toEqual(expected);
    });

    it.each<[string, Partial<NonNullable<Program['host']>>, RegExp]>([
      ['reads what it does not name', {reads: () => []}, /^Host work reads w without saying so/],
      [
        'writes too few values',
        {act: () => new Map([['labels', new Int32Array(2)]])},
        /^Host work writes 2 values to labels, which has 6\.$/,
      ],
    ])('that %s is told so', async (_, wrong, sentence) => {
      const program = {...relabelled, host: {...relabelled.host!, ...wrong}};
      const run = await start(memberSpec(spec, 0), [program]);
      while (!run.hostDue) run.advance();
      await expect(run.host()).rejects.toThrow(sentence);
      run.dispose();
    });
  });
});

import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {normals} from '../../src/engine/keys.ts';
import type {Context, Program} from '../../src/engine/program.ts';
import type {Run} from '../../src/engine/run.ts';
import {uniform} from '../../src/kernels/random.ts';
import {headAlone, needsOf, objectiveSection} from '../../src/objectives/contrastive/index.spec.ts';
import {encoderFrames} from '../../src/programs/encoder/frames.ts';
import {relativeError} from '../reference/checks/row.ts';
import {advanceTo, compareTraces, open, traceOf} from '../reference/checks/runs.ts';
import {objectiveReference} from '../reference/objectives.ts';
import {specFor} from '../reference/programs.ts';
import {onBackends} from '../support/backends.ts';
import {everyNth} from '../support/long.ts';
import {encoderSpec} from '../support/specs.ts';
import {worldFor} from '../support/worldFor.ts';
import {dataFolder} from '../support/worlds.ts';

/** Plain gradient descent: the first moment is the gradient. */
const SGD = {kind: 'sgd', momentum: 0, warmup: 0, weightDecay: 0, learningRate: 0.1};

interface Settings {
  chunk: string;
  batch?: number;
  objective?: {kind: string; [name: string]: unknown};
  lossOn?: string;
  model?: object;
  world?: object;
  negatives?: string;
}

const LATENT = {kind: 'latent', points: 500};

const specOf = ({chunk, batch = 40, objective, lossOn = 'head', model, world, negatives}: Settings) =>
  encoderSpec({
    world: world ?? worldFor(objective, LATENT),
    model: {width: 16, representation: 16, lossOn, ...model},
    objective,
    training: {...SGD, batch, chunk, negatives, evaluateEvery: 1000},
  });

async function stepOf(settings: Settings) {
  const run = await open(specOf(settings), undefined, {resources: dataFolder});
  await run.collect();
  advanceTo(run, 1);
  const {metrics, slots} = await traceOf(run);
  run.dispose();
  const gradients = [...slots].filter(([name]) => name.endsWith('.m'));
  const values = Object.fromEntries(metrics.flatMap(({tick, values}) => (tick === 1 ? Object.entries(values) : [])));
  return {loss: values.loss, gradients};
}

/** Negatives of pairs go through the encoder at once. */
const KINDS = objectiveSection.parts.map(({kind}) => kind).filter((kind) => !needsOf(kind).third);

const CASES = KINDS.flatMap((kind) =>
  (headAlone(kind) ? ['head'] : ['head', 'both']).map((lossOn) => ({kind, lossOn})),
);

onBackends(['cpu', 'wasm'], () => {
  describe('a batch in chunks', () => {
    // 40 pairs in chunks of 16, 16 and 8.
    it.each(CASES)('has the gradient of the whole batch: $kind on $lossOn', async ({kind, lossOn}) => {
      const [whole, chunked] = [
        await stepOf({objective: {kind}, lossOn, chunk: 'off'}),
        await stepOf({objective: {kind}, lossOn, chunk: '16'}),
      ];
      expect(relativeError(chunked.loss, whole.loss, 1)).toBeLessThan(1e-5);
      const largest = Math.max(...whole.gradients.flatMap(([, values]) => Array.from(values, Math.abs)));
      expect(largest).toBeGreaterThan(1e-3);
      expect(chunked.gradients.map(([name]) => name)).toEqual(whole.gradients.map(([name]) => name));
      for (const [i, [, values]] of chunked.gradients.entries()) {
        expect(relativeError(values, whole.gradients[i][1], largest)).toBeLessThan(1e-5);
      }
    });

    it.each(everyNth(2, ['sentences', 'colours']))(
      'has it with a transformer too, in the world of %s',
      async (kind) => {
        const reading = {world: {kind}, model: {kind: 'transformer', dropout: 0, heads: 2}};
        const [whole, chunked] = [await stepOf({...reading, chunk: 'off'}), await stepOf({...reading, chunk: '16'})];
        const largest = Math.max(...whole.gradients.flatMap(([, values]) => Array.from(values, Math.abs)));
        expect(largest).toBeGreaterThan(1e-3);
        for (const [i, [, values]] of chunked.gradients.entries()) {
          expect(relativeError(values, whole.gradients[i][1], largest)).toBeLessThan(1e-5);
        }
      },
    );

    describe('compared within chunks', () => {
      const WITHIN = {chunk: '16', negatives: 'chunk'};

      it('has the mean loss of its pairs, each with the negatives of its chunk', async () => {
        const run = await open(specOf({...WITHIN, objective: {kind: 'infoNCE'}}));
        await run.collect();
        run.show('showBatch');
        const {points, pairs, dimension} = encoderFrames.batch.decode((await run.collect()).frames[0]);
        advanceTo(run, 1);
        const [loss] = (await run.collect()).metrics.find(({tick}) => tick === 1)!.values.loss;
        run.dispose();
        const row = (i: number) => [...points.slice(i * dimension, (i + 1) * dimension)];
        const view = (from: number, count: number) => Array.from({length: count}, (_, i) => row(from + i));
        const hot = {'objective.temperature': 0.1};
        const expected = [
          [0, 16],
          [16, 16],
          [32, 8],
        ].map(([from, count]) => {
          const {value} = objectiveReference('symmetric')(view(from, count), view(pairs + from, count), hot);
          return (count / 40) * value;
        });
        expect(loss).toBeCloseTo(
          expected.reduce((a, b) => a + b, 0),
          4,
        );
      });

      it('has the gradient of the whole batch where nothing repels', async () => {
        const objective = {kind: 'alignmentUniformity', uniformityWeight: 0};
        const [whole, within] = [await stepOf({objective, chunk: 'off'}), await stepOf({objective, ...WITHIN})];
        const largest = Math.max(...whole.gradients.flatMap(([, values]) => Array.from(values, Math.abs)));
        for (const [i, [, values]] of within.gradients.entries()) {
          expect(relativeError(values, whole.gradients[i][1], largest)).toBeLessThan(1e-5);
        }
      });

      it.each(CASES)('trains with every objective: $kind on $lossOn', async ({kind, lossOn}) => {
        const {loss, gradients} = await stepOf({objective: {kind}, lossOn, ...WITHIN});
        expect([loss[0], ...gradients.flatMap(([, values]) => Array.from(values))].every(Number.isFinite)).toBe(true);
      });
    });

    it('no larger than a chunk goes through at once, to the bit', async () => {
      const [whole, chunked] = [await stepOf({batch: 16, chunk: 'off'}), await stepOf({batch: 16, chunk: '16'})];
      expect(chunked).toEqual(whole);
    });

    it('takes less memory at its peak, and leaves nothing behind', async () => {
      const peaks: number[] = [];
      for (const chunk of ['off', '16']) {
        const run = await open(specOf({batch: 256, chunk, model: {width: 128, depth: 2}}));
        advanceTo(run, 1);
        await run.collect();
        const {numTensors, numBytes} = tf.memory();
        const {peakBytes} = await tf.profile(() => run.advance());
        peaks.push(peakBytes - numBytes);
        await run.collect();
        expect(tf.memory().numTensors).toBe(numTensors);
        run.dispose();
      }
      expect(peaks[1]).toBeLessThan(peaks[0] / 3);
    });

    it('is, for a member of a population, that of the run alone', async () => {
      const spec = specOf({chunk: '16'});
      const replicas = [7, 8].map((seed) => ({seed}));
      const together = await open(spec, replicas);
      advanceTo(together, 3);
      const population = await traceOf(together);
      together.dispose();
      for (const [r, {seed}] of replicas.entries()) {
        const alone = await open({...spec, seed});
        advanceTo(alone, 3);
        expect(compareTraces(population, await traceOf(alone), r, 2)).toEqual({slots: 0, metrics: 0});
        alone.dispose();
      }
    });
  });

  it('parts whose numbers are random give the gradient of all of them together', async () => {
    const gradients: number[][] = [];
    for (const inParts of [false, true]) {
      const run: Run = await open(specFor([{program: 'noisy', spec: {inParts, training: SGD}, steps: 5}]), undefined, {
        programs: [noisy],
      });
      advanceTo(run, 2);
      const {slots} = await traceOf(run);
      run.dispose();
      gradients.push(['w.m', 'v.m'].flatMap((name) => Array.from(slots.get(name)!)));
    }
    const [together, parted] = gradients;
    expect(Math.max(...together.map(Math.abs))).toBeGreaterThan(0.1);
    expect(relativeError(parted, together)).toBeLessThan(1e-5);
  });
});

interface Noisy {
  inParts: boolean;
  training: {learningRate: number; weightDecay: number};
}

/** Vectors [R, 6, 3] of three parts, each w with dropout of its own, and a loss that sees v itself. */
const noisy: Program<Noisy> = {
  name: 'noisy',
  hot: () => ['training.learningRate', 'training.weightDecay'],
  slots: () =>
    Object.fromEntries(
      ['w', 'v'].map((name) => [
        name,
        {
          shape: [2, 3],
          dtype: 'float32',
          axis: 'replica',
          role: 'parameter',
          group: 'all',
          initial: (key) => normals(key, 6),
        },
      ]),
    ),
  optimisers: () => ({
    all: {
      kind: 'sgd',
      learningRate: 'training.learningRate',
      weightDecay: 'training.weightDecay',
      momentum: 0,
      beta2: 0,
      epsilon: 0,
      schedule: () => 1,
    },
  }),
  plan: () => [{phase: 'train', times: 1}],
  phases: {
    train(context: Context<Noisy>) {
      const parts = [0, 1, 2].map(
        (k) => () => tf.square(tf.mul(context.get('w'), uniform(context.key(`part/${k}`), [2, 3]))),
      );
      const loss = (vectors: tf.Tensor) => {
        const [first, ...others] = tf.split(vectors, 3, 1);
        const mixed = others.reduce((sum, other) => tf.add(sum, tf.mul(first, other)), tf.mul(first, context.get('v')));
        return tf.sum(tf.reshape(mixed, [context.replicas, -1]), 1);
      };
      if (context.spec.inParts) context.minimiseInParts('all', parts, loss);
      else
        context.minimise('all', () =>
          loss(
            tf.concat(
              parts.map((part) => part()),
              1,
            ),
          ),
        );
    },
  },
};

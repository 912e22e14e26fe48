import * as tf from '@tensorflow/tfjs-core';
import {describe, expect, it} from 'vitest';
import {startsOf} from '../../src/programs/encoder/gap.ts';
import {read} from '../reference/checks/kernels.ts';
import {advanceTo, open, slotsIn} from '../reference/checks/runs.ts';
import {type Matrix, mean, multiply, unit, unpack} from '../reference/matrix.ts';
import {objectiveReference} from '../reference/objectives.ts';
import {onBackends} from '../support/backends.ts';
import {specOf as checked} from '../support/specs.ts';
import {contextOf, dataFolder, worldOf} from '../support/worlds.ts';

interface Settings {
  world?: object;
  model?: object;
  objective?: object;
  training?: object;
  steps?: number;
}

const WORLD = {kind: 'latent', points: 500, shortcut: 4, strength: 0.2};
const INFO_NCE = {kind: 'infoNCE', temperature: 0.2};
const MODEL = {depth: 1, width: 16, representation: 16, head: 3};

const specOf = ({world, model, objective = INFO_NCE, training, steps = 12}: Settings) => {
  const spec = {
    world: {...WORLD, ...world},
    model: {...MODEL, ...model},
    objective,
    training: {batch: 16, learningRate: 0.01, warmup: 0, evaluateEvery: 1000, ...training},
  };
  return checked({stages: [{id: 'main', program: 'encoder', steps, spec}]});
};

/** The metric at the end of a run, and the weights there. */
async function trained(settings: Settings) {
  const run = await open(specOf(settings), undefined, {resources: dataFolder});
  advanceTo(run, settings.steps ?? 12);
  const {metrics} = await run.collect();
  const slots = slotsIn(await run.checkpoint());
  run.dispose();
  return {gap: metrics.at(-1)!.values.generalisationGap?.[0], slots};
}

/** The encoder in double precision: [representation, head] of each row. */
function encoded(x: Matrix, slots: ReturnType<typeof slotsIn>, depth: number): [Matrix, Matrix] {
  const layer = (rows: Matrix, name: string, relu: boolean): Matrix => {
    const bias = [...slots.get(name.replace('/w', '/b'))!];
    const weights = unpack(slots.get(name) as Float32Array, 1, rows[0].length, bias.length)[0];
    return multiply(rows, weights).map((row) =>
      row.map((value, k) => (relu ? Math.max(0, value + bias[k]) : value + bias[k])),
    );
  };
  let rows = x;
  for (let l = 0; l <= depth; l++) rows = layer(rows, `backbone/w${l}`, l < depth);
  return [rows, layer(rows, 'head/w0', false)];
}

/** The mean loss of the batches of one kind, from the views that the world gives. */
async function meanLoss(settings: Settings, slots: ReturnType<typeof slotsIn>, of: 'seen' | 'unseen', size: number) {
  const world = await worldOf({...WORLD, ...settings.world});
  const hot = {strength: WORLD.strength, classLost: 0, shortcutLost: 0};
  const [values] = await read(() =>
    world.fixedViews!(contextOf(world, [7], 0, hot), of).inputs.map((x) => tf.clone(x)),
  );
  const width = 6;
  const x = unpack(values as Float32Array, 1, values.length / width, width)[0];
  const {depth, lossOn = 'head'} = {...MODEL, ...settings.model} as {depth: number; lossOn?: string};
  const [representation, head] = encoded(x, slots, depth).map((rows) => rows.map(unit));
  const pairs = x.length / 2;
  const losses = startsOf(pairs, size).map((from) =>
    (lossOn === 'both' ? [head, representation] : [head]).map(
      (rows) =>
        objectiveReference('symmetric')(rows.slice(from, from + size), rows.slice(pairs + from, pairs + from + size), {
          'objective.temperature': 0.2,
        }).value,
    ),
  );
  return mean(losses.map(mean));
}

it.each([
  [100, 100, [0]],
  [100, 101, []],
  [100, 40, [0, 15, 30, 45, 60]],
  [200, 8, Array.from({length: 20}, (_, b) => Math.floor((b * 192) / 19))],
])('of %i pairs, batches of %i begin at %j', (pairs, size, starts) => {
  expect(startsOf(pairs, size)).toEqual(starts);
});

onBackends(['cpu', 'wasm'], () => {
  describe('the generalisation gap', () => {
    it.each([
      ['on the head', {}, 16],
      ['on head and representation', {model: {lossOn: 'both'}}, 16],
      ['of a linear encoder', {model: {depth: 0}}, 16],
      ['of pairs of a class', {world: {positive: 'class'}}, 16],
      ['with as many negatives as in a chunk', {training: {batch: 40, chunk: '16', negatives: 'chunk'}}, 16],
      ['of the largest batch that fits', {training: {batch: 105}}, 105],
    ] as [string, Settings, number][])('%s is that of double precision', async (_, settings, size) => {
      const {gap, slots} = await trained(settings);
      const [seen, unseen] = [
        await meanLoss(settings, slots, 'seen', size),
        await meanLoss(settings, slots, 'unseen', size),
      ];
      expect(gap).toBeCloseTo(unseen - seen, 4);
      expect(Math.abs(unseen - seen)).toBeGreaterThan(1e-3);
    });

    it('is not there where a batch has more pairs than things are kept unseen', async () => {
      expect((await trained({training: {batch: 106}})).gap).toBeUndefined();
    });

    it('is there with a queue, with a predictor and with classes', async () => {
      for (const objective of [{kind: 'momentumQueue', queue: 64}, {kind: 'simSiam'}, {kind: 'supervised'}]) {
        expect(Number.isFinite((await trained({objective})).gap)).toBe(true);
      }
    });

    it('is wide where an encoder learns the few points that it sees by heart', async () => {
      const world = {positive: 'class', shortcut: 16, strength: 0};
      const model = {width: 64, head: 16};
      const training = {batch: 32, learningRate: 0.03};
      const at = async (steps: number) => (await trained({world, model, training, steps})).gap!;
      const [soon, late] = [await at(1), await at(200)];
      expect(Math.abs(soon)).toBeLessThan(0.2);
      expect(late).toBeGreaterThan(soon + 0.3);
    });
  });
});

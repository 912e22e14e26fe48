/** Whole training runs of the lab against the trainer in double precision, on the present backend. */
import {Run} from '../../../src/engine/run.ts';
import {language} from '../../../src/programs/index.spec.ts';
import {programs} from '../../support/programs.ts';
import {mean} from '../matrix.ts';
import type {Mistake} from '../objectives.ts';
import {noFiles} from '../programs.ts';
import {Trainer, type TrainerSettings} from '../trainer.ts';
import {type Row, relativeError} from './row.ts';
import {slotsIn} from './runs.ts';

const FIRST = 20;
const WORLD = {classes: 5, subclasses: 3, overlap: 0.25, points: 1000, strength: 0.3, drawing: 1};

export const TRAINERS: Record<string, TrainerSettings> = {
  'AdamW, 2-32-16-3': {
    seed: 7,
    steps: 300,
    world: WORLD,
    sizes: [2, 32, 16, 3],
    both: false,
    temperature: 0.1,
    batch: 32,
    learningRate: 0.003,
    weightDecay: 0.01,
    training: {kind: 'adamW', momentum: 0.9, beta2: 0.999, epsilon: 1e-8, warmup: 50, schedule: 'cosine'},
  },
  'SGD, 2-16-16-8-2, on both': {
    seed: 4_000_000_000,
    steps: 60,
    world: {...WORLD, classes: 3, overlap: 0.5},
    sizes: [2, 16, 16, 8, 2],
    both: true,
    temperature: 0.5,
    batch: 16,
    learningRate: 0.02,
    weightDecay: 0.001,
    training: {kind: 'sgd', momentum: 0.9, beta2: 0, epsilon: 0, warmup: 0, schedule: 'constant'},
  },
  'AdamW, no hidden layer, 2-16-3, on both': {
    seed: 11,
    steps: 100,
    world: {...WORLD, classes: 3},
    sizes: [2, 16, 3],
    both: true,
    temperature: 0.3,
    batch: 16,
    learningRate: 0.01,
    weightDecay: 0.01,
    training: {kind: 'adamW', momentum: 0.9, beta2: 0.999, epsilon: 1e-8, warmup: 10, schedule: 'cosine'},
  },
};

/**
 * The losses of the first steps to 1e-4, the loss at the end to 10 %, and the weights after one step. `mistake` plants
 * a wrong sign in the reference, to see the check fail.
 */
export async function trainingChecks(filter = '', mistake?: Mistake): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, settings] of Object.entries(TRAINERS).filter(([one]) => one.includes(filter))) {
    const trainer = new Trainer(settings, mistake);
    const run = await openRun(settings);
    const row = (what: string, error: number, tolerance: number) =>
      rows.push({name: `${name}: ${what}`, error, tolerance});

    const expected = [trainer.step()];
    run.advance();
    const slots = slotsIn(await run.checkpoint());
    for (const {name: layer, w, b} of trainer.layers) {
      const [network, at] = layer.split('/');
      row(`${network}/w${at} after one step`, relativeError(slots.get(`${network}/w${at}`)!, w.value), 1e-4);
      row(`${network}/b${at} after one step`, relativeError(slots.get(`${network}/b${at}`)!, b.value, 1e-6), 1e-4);
    }

    while (!run.finished) {
      run.advance();
      expected.push(trainer.step());
    }
    const trained = (await run.collect()).metrics.filter(({tick}) => tick > 0);
    run.dispose();
    const got = trained.map(({values}) => ({loss: values.loss[0], gradientNorm: values.gradientNorm[0]}));
    const first = (which: 'loss' | 'gradientNorm') => {
      const errors = got.slice(0, FIRST).map((one, i) => relativeError([one[which]], [expected[i][which]]));
      return Math.max(...errors);
    };
    row('losses of the first 20 steps', first('loss'), 1e-4);
    row('gradient norms of the first 20 steps', first('gradientNorm'), 1e-3);
    const end = [got, expected].map((all) => mean(all.slice(-FIRST).map(({loss}) => loss)));
    row(`loss over the last 20 of ${settings.steps} steps`, Math.abs(end[0] / end[1] - 1), 0.1);
    // The reference itself must have learned something, or its end would say nothing.
    row('loss of the reference at the end, of that at the start', end[1] / expected[0].loss, 0.9);
  }
  return rows;
}

async function openRun(settings: TrainerSettings): Promise<Run> {
  const {sizes, training} = settings;
  const {kind, momentum, beta2, warmup, schedule} = training;
  const json = {
    seed: settings.seed,
    stages: [
      {
        id: 'main',
        program: 'encoder',
        steps: settings.steps,
        spec: {
          world: {kind: 'latent', ...settings.world},
          model: {
            depth: sizes.length - 3,
            width: sizes[1],
            representation: sizes.at(-2),
            head: sizes.at(-1),
            lossOn: settings.both ? 'both' : 'head',
          },
          objective: {kind: 'infoNCE', temperature: settings.temperature, form: 'symmetric'},
          training: {
            kind,
            batch: settings.batch,
            learningRate: settings.learningRate,
            weightDecay: settings.weightDecay,
            warmup,
            schedule,
            momentum,
            ...(kind === 'adamW' && {beta2}),
            evaluateEvery: 1000,
          },
        },
      },
    ],
  };
  const checked = language.check(json);
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return Run.open({spec: checked.value, programs, resources: noFiles});
}

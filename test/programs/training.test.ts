import {describe, expect, it} from 'vitest';
import {failures} from '../reference/checks/row.ts';
import {TRAINERS, trainingChecks} from '../reference/checks/training.ts';
import {MISTAKES} from '../reference/objectives.ts';
import {Trainer} from '../reference/trainer.ts';
import {onBackends} from '../support/backends.ts';
import {expectAllHold} from '../support/rows.ts';

describe('the reference trainer', () => {
  it.each(Object.entries(TRAINERS))('%s: has the gradients of finite differences', (_, settings) => {
    // Plain gradient descent: the difference that one step makes is the gradient.
    const sgd = {kind: 'sgd', momentum: 0, beta2: 0, epsilon: 0, warmup: 0, schedule: 'constant'} as const;
    const plain = {...settings, learningRate: 1, weightDecay: 0, training: sgd};
    const lossAt = (layer: number, which: 'w' | 'b', at: number, shift: number) => {
      const trainer = new Trainer(plain);
      trainer.layers[layer][which].value[at] += shift;
      return trainer.step().loss;
    };
    const [before, after] = [new Trainer(plain), new Trainer(plain)];
    after.step();
    for (const [l, layer] of before.layers.entries()) {
      for (const which of ['w', 'b'] as const) {
        for (let at = 0; at < layer[which].value.length; at += 7) {
          const gradient = layer[which].value[at] - after.layers[l][which].value[at];
          const numeric = (lossAt(l, which, at, 1e-5) - lossAt(l, which, at, -1e-5)) / 2e-5;
          expect(Math.abs(gradient - numeric)).toBeLessThan(1e-6 * Math.max(1, Math.abs(numeric)));
        }
      }
    }
  });
});

onBackends(['cpu', 'wasm'], () => {
  it('training goes as in double precision', async () => expectAllHold(await trainingChecks()));

  it.each(MISTAKES)('a changed sign of the %s is found out', async (mistake) => {
    expect(failures(await trainingChecks('SGD', mistake)).length).toBeGreaterThan(0);
  });
});

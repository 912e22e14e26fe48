/** The forces that the panel names add up to the gradient that a run computes. */
import {expect, it} from 'vitest';
import {lawOf} from '../../src/objectives/contrastive/index.spec.ts';
import {forcesOn} from '../../src/panels/forces/weights.ts';
import {encoderFrames} from '../../src/programs/encoder/frames.ts';
import {open} from '../reference/checks/runs.ts';
import {onBackends} from '../support/backends.ts';
import {encoderSpec} from '../support/specs.ts';
import {dataFolder} from '../support/worlds.ts';

const PAIRS = 16;

onBackends(['wasm'], () => {
  const latent = {kind: 'latent', points: 500};
  it.each([
    [latent, {kind: 'infoNCE', temperature: 0.07, form: 'one-directional'}],
    [latent, {kind: 'infoNCE', temperature: 0.2, form: 'symmetric'}],
    [latent, {kind: 'infoNCE', temperature: 0.1, form: 'ntXent'}],
    [latent, {kind: 'alignmentUniformity', alignmentWeight: 0.8, uniformityWeight: 1.5, alpha: 1.5, t: 3}],
    // Here different things of a batch are of one label.
    [
      {kind: 'digits', positive: 'digit'},
      {kind: 'infoNCE', temperature: 0.1, form: 'ntXent'},
    ],
    [
      {kind: 'digits', positive: 'digit'},
      {kind: 'alignmentUniformity', alignmentWeight: 1, uniformityWeight: 1, alpha: 2, t: 2},
    ],
    // Two encoders.
    [{kind: 'colours'}, {kind: 'infoNCE', temperature: 0.1, form: 'symmetric'}],
  ])('%o, %o', async (world, objective) => {
    const run = await open(
      encoderSpec({
        world,
        model: {width: 16, representation: 16, head: 3},
        objective,
        training: {batch: PAIRS},
      }),
      undefined,
      {resources: dataFolder},
    );
    await run.collect();
    run.show('showBatch');
    const [raw] = (await run.collect()).frames;
    run.dispose();
    const frame = encoderFrames.batch.decode(raw);
    expect([frame.pairs, frame.dimension]).toEqual([PAIRS, 3]);
    const law = lawOf(objective)!.forces!;
    const size = Math.max(...frame.pushes.map(Math.abs));
    for (let view = 0; view < 2 * PAIRS; view++) {
      const {total} = forcesOn(frame, law, view);
      const difference = total.map((x, d) => Math.abs(x - frame.pushes[view * 3 + d]));
      expect(Math.max(...difference)).toBeLessThan(1e-4 * size);
    }
  });
});

it('other objectives have no one weight for each pair', () => {
  expect(lawOf({kind: 'barlowTwins'})).toBeUndefined();
});

/** The forces that the panel names add up to the gradient that a run computes. */
import {expect, it} from 'vitest';
import {batchFrame} from '../../../src/app/run/batch.ts';
import {lawOf} from '../../../src/app/run/law.ts';
import {forcesOn} from '../../../src/panels/forces/weights.ts';
import {open} from '../../reference/checks/runs.ts';
import {onBackends} from '../support/backends.ts';
import {encoderSpec} from '../support/specs.ts';

const PAIRS = 16;

onBackends(['cpu', 'wasm'], () => {
  it.each([
    {kind: 'infoNCE', temperature: 0.07, form: 'one-directional'},
    {kind: 'infoNCE', temperature: 0.2, form: 'symmetric'},
    {kind: 'infoNCE', temperature: 0.1, form: 'ntXent'},
    {kind: 'alignmentUniformity', alignmentWeight: 0.8, uniformityWeight: 1.5, alpha: 1.5, t: 3},
  ])('%o', async (objective) => {
    const run = await open(
      encoderSpec({
        world: {kind: 'latent', points: 500},
        model: {width: 16, representation: 16, head: 3},
        objective,
        training: {batch: PAIRS},
      }),
    );
    await run.collect();
    run.show('showBatch');
    const [{tick, data, shape}] = (await run.collect()).frames;
    run.dispose();
    const frame = batchFrame(tick, shape[0], shape[1], data as Float32Array);
    expect([frame.pairs, frame.dimension]).toEqual([PAIRS, 3]);
    const law = lawOf(objective)!;
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

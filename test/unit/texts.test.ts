/** What is learnt from worlds of texts in a few hundred steps, measured in plain JavaScript on what is read back. */
import {sampleCorrelation} from 'simple-statistics';
import {expect, it} from 'vitest';
import {Run} from '../../src/engine/run.ts';
import {programs} from '../../src/programs/catalogue.ts';
import type {Graded, World} from '../../src/worlds/world.ts';
import {onBackends} from './support/backends.ts';
import {encoderSpec} from './support/specs.ts';
import {dataFolder, valuesOf} from './support/worlds.ts';

/** Unit representations of everything after some steps, and before. */
async function learnt(settings: object, steps: number): Promise<{world: World; before: Rows; after: Rows}> {
  const spec = encoderSpec({training: {evaluateEvery: 1000}, ...settings});
  const run = await Run.open({
    spec: {...spec, seed: 3, stages: [{...spec.stages[0], steps}]},
    programs,
    resources: dataFolder,
  });
  const rows = async () => {
    run.show('showRepresentations');
    const {frames} = await run.collect();
    const {data, shape} = frames.find(({name}) => name === 'representations')!;
    return (row: number) => data.subarray(row * shape[1], (row + 1) * shape[1]);
  };
  const before = await rows();
  while (!run.finished) run.advance();
  const after = await rows();
  const world = run.world as World;
  run.dispose();
  return {world, before, after};
}

type Rows = (row: number) => Float32Array;

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, k) => sum + value * b[k], 0);

/** Spearman's rank correlation of cosine and known similarity. */
function correlation(world: World, rows: Rows): number {
  const {rows: slot, similarity} = world.graded as Graded;
  const of = valuesOf(world, slot);
  const count = similarity.length;
  const cosines = Array.from({length: count}, (_, i) => cosine(rows(of[i]), rows(of[count + i])));
  return sampleCorrelation(ranks(cosines), ranks(Array.from(similarity)));
}

/** Equal values share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const order = [...values].sort((a, b) => a - b);
  return values.map((value) => (order.indexOf(value) + order.lastIndexOf(value)) / 2);
}

onBackends(['wasm'], () => {
  it('sentences that mean alike come to lie close together', async () => {
    const {world, before, after} = await learnt({world: {kind: 'sentences'}, model: {head: 32}}, 200);
    const [untrained, trained] = [before, after].map((rows) => correlation(world, rows));
    expect(trained - untrained).toBeGreaterThan(0.1);
  });
});

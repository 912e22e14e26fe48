/** What is learnt from worlds of texts in a few hundred steps, measured in plain JavaScript on what is read back. */
import {sampleCorrelation} from 'simple-statistics';
import {expect, it} from 'vitest';
import {Run} from '../../src/engine/run.ts';
import {assign} from '../../src/spec/index.ts';
import type {Graded, World} from '../../src/worlds/world.ts';
import {presetNamed} from '../support/allPresets.ts';
import {onBackends} from '../support/backends.ts';
import {whenLong} from '../support/long.ts';
import {programs} from '../support/programs.ts';
import {encoderSpec} from '../support/specs.ts';
import {dataFolder, valuesOf} from '../support/worlds.ts';

/** Unit representations of everything after some steps, and before. */
async function learnt(settings: object, steps: number): Promise<{world: World; before: Rows; after: Rows}> {
  const spec = encoderSpec(settings);
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

/** Share of unseen things whose nearest class, by the mean of those that may be learnt from, is their own. */
function accuracy(world: World, rows: Rows): number {
  const {rows: slot, train, classOf, classes} = world.labelled!;
  const of = valuesOf(world, slot);
  const all = Array.from(of, (row, i) => ({point: rows(row), is: classOf[i]}));
  const means = Array.from({length: classes}, (_, c) => {
    const members = all.slice(0, train).filter(({is}) => is === c);
    return all[0].point.map((_, k) => members.reduce((sum, {point}) => sum + point[k], 0) / members.length);
  });
  const right = all.slice(train).filter(({point, is}) => {
    const likes = means.map((mean) => cosine(point, mean) - cosine(mean, mean) / 2);
    return likes.indexOf(Math.max(...likes)) === is;
  });
  return right.length / (all.length - train);
}

/** Share of queries for which their own document, the one in the same place of its set, is among the first ten found. */
function foundAmongTen({retrieval, slots, towers}: World, rows: Rows): number {
  const {queries, documents} = retrieval!;
  const before = [0, slots[towers[0].table].shape[0]];
  const [asked, given] = [queries, documents].map(({tower, rows: slot}) =>
    Array.from(slots[slot].initial!([0, 0]), (row) => rows(before[tower] + row)),
  );
  const found = asked.filter((query, i) => {
    const own = cosine(query, given[i]);
    return given.filter((document) => cosine(query, document) > own).length < 10;
  });
  return found.length / asked.length;
}

/** Distance between the centres of what two towers make of unseen things. */
function gap({unseenSets, slots, towers}: World, rows: Rows): number {
  const before = [0, slots[towers[0].table].shape[0]];
  const centres = unseenSets.map(({tower, rows: slot}) => {
    const points = Array.from(slots[slot].initial!([0, 0]), (row) => rows(before[tower] + row));
    return points[0].map((_, k) => points.reduce((sum, point) => sum + point[k], 0) / points.length);
  });
  return Math.hypot(...centres[0].map((value, k) => value - centres[1][k]));
}

/** Measured here alone: nothing is evaluated on the way. */
const presetSettings = (id: string) =>
  assign(presetNamed(id)!.spec.stages[0].spec, 'training.evaluateEvery', 1000) as object;

onBackends(['wasm'], () => {
  it('sentences that mean alike come to lie close together', async () => {
    const {world, before, after} = await learnt(presetSettings('sentences'), 100);
    const [untrained, trained] = [before, after].map((rows) => correlation(world, rows));
    // Measured: 0.68 and 0.90.
    expect(trained - untrained).toBeGreaterThan(0.1);
  });

  it('praise is told from complaints in unseen reviews', async () => {
    const settings = {world: {kind: 'reviews', positive: 'class', strength: 0.3}, model: {head: 32}};
    const {world, before, after} = await learnt(settings, 150);
    const [untrained, trained] = [before, after].map((rows) => accuracy(world, rows));
    // Measured: 0.56 and 0.78.
    expect(trained - untrained).toBeGreaterThan(0.1);
  });

  whenLong(() => {
    it('unseen colours are found by their names', async () => {
      const {world, after} = await learnt(presetSettings('colours'), 150);
      const chance = 10 / valuesOf(world, world.retrieval!.queries.rows).length;
      // Measured: 0.049, nearly five times as often as by chance.
      expect(foundAmongTen(world, after)).toBeGreaterThan(2.5 * chance);
    });

    it('unseen emoji are found by their keywords, as the gap between pictures and words closes', async () => {
      const {world, before, after} = await learnt(presetSettings('pairs'), 200);
      const chance = 10 / valuesOf(world, world.retrieval!.queries.rows).length;
      // Measured: 0.090, by chance 0.032; the gap falls from 0.92 to 0.03.
      expect(foundAmongTen(world, after)).toBeGreaterThan(2 * chance);
      expect(gap(world, before)).toBeGreaterThan(0.5);
      expect(gap(world, after)).toBeLessThan(0.3);
    });
  });
});

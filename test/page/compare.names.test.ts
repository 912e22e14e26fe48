/** What pinned runs are called, and the table of what they differ in. */
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type NamedRun, namesOf, ownSpec, settled} from '../../src/app/compare/naming.ts';
import {bestOf, type Column, compare, orderBy, tableOf} from '../../src/app/compare/table.ts';
import {ENCODER_METRICS} from '../../src/programs/encoder/metrics.spec.ts';
import {language} from '../../src/programs/index.spec.ts';
import type {Spec} from '../../src/spec/index.ts';
import {encoderSpec, populations} from '../support/specs.ts';

const at = (temperature: number, rest: object = {}, outer: object = {}): Spec =>
  encoderSpec({objective: {kind: 'infoNCE', temperature}, ...rest}, outer);

const run = (id: string, spec: Spec, rest: Partial<NamedRun> = {}): NamedRun => ({
  ...{id, spec, preset: 'emoji', title: 'One concept', position: 600},
  ...rest,
});

const fullNames = (...runs: NamedRun[]) => [...namesOf(language, runs).values()].map(({full}) => full);

describe('names', () => {
  test('a run alone has the name of its preset', () => {
    expect(fullNames(run('a', at(0.07)))).toEqual(['One concept']);
  });

  test('say what differs: the first run by its own value, others by what has changed', () => {
    const names = namesOf(language, [run('a', at(0.07)), run('b', at(0.5)), run('c', at(0.03))]);
    expect([...names.values()]).toEqual([
      {full: 'Temperature 0.07', short: 'τ 0.07'},
      {full: 'Temperature 0.07 → 0.5', short: 'τ 0.5'},
      {full: 'Temperature 0.07 → 0.03', short: 'τ 0.03'},
    ]);
  });

  test('name several settings, another objective by its own name, and no more than fit', () => {
    const batch = {training: {kind: 'adamW', batch: 64}};
    expect(fullNames(run('a', at(0.07)), run('b', at(0.5, batch)))[1]).toBe('Temperature 0.07 → 0.5, batch 256 → 64');
    const other = encoderSpec({objective: {kind: 'spectral'}});
    expect(fullNames(run('a', at(0.07)), run('b', other))).toEqual([
      expect.stringMatching(/^\S+.* InfoNCE$/),
      expect.stringMatching(/InfoNCE → /),
    ]);
    const many = encoderSpec({
      objective: {kind: 'infoNCE', temperature: 0.5},
      training: {kind: 'adamW', batch: 64, learningRate: 0.01, weightDecay: 0.01},
      model: {width: 16},
    });
    expect(fullNames(run('a', at(0.07)), run('b', many))[1]).toMatch(/, and \d+ more$/);
  });

  test('the seed counts when nothing else differs, and then the steps, and then which came again', () => {
    expect(fullNames(run('a', at(0.07)), run('b', at(0.07, {}, {seed: 8})))).toEqual(['Seed 7', 'Seed 7 → 8']);
    expect(fullNames(run('a', at(0.07)), run('b', at(0.07), {position: 1200}))).toEqual([
      'One concept, step 600',
      'One concept, step 1,200',
    ]);
    expect(fullNames(run('a', at(0.07)), run('b', at(0.07)), run('c', at(0.07)))).toEqual([
      'One concept',
      'One concept, again',
      'One concept, again 2',
    ]);
  });

  test('a slider that was moved while the run trained is not the same as a run that began there', () => {
    const moved = at(0.07, {}, {moves: [{stage: 'main', tick: 300, path: 'objective.temperature', value: 0.5}]});
    expect(fullNames(run('a', at(0.07)), run('b', at(0.5)), run('c', moved)).slice(1)).toEqual([
      'Temperature 0.07 → 0.5',
      'Temperature 0.07 → 0.5 at step 300',
    ]);
  });

  test('runs of other presets are told by these, and a name that the reader gave stays', () => {
    expect(
      fullNames(
        run('a', at(0.07)),
        run('b', at(0.5), {name: 'Mine'}),
        run('c', at(0.5), {preset: 'cold', title: 'Too cold'}),
      ),
    ).toEqual(['One concept: temperature 0.07', 'Mine', 'Too cold']);
    const shorts = namesOf(language, [run('a', at(0.07)), run('c', at(0.5), {preset: 'cold', title: 'Too cold'})]);
    expect([...shorts.values()].map(({short}) => short)).toEqual(['One concept', 'Too cold']);
  });

  test('any runs get different names', () => {
    fc.assert(
      fc.property(fc.array(populations(), {minLength: 2, maxLength: 4}), (specs) => {
        const runs = specs.map((spec, i) => run(String(i), ownSpec(spec, 0)));
        const names = fullNames(...runs);
        expect(new Set(names).size).toBe(names.length);
        expect(names.every((name) => name.length > 0)).toBe(true);
      }),
      {numRuns: 25},
    );
  });
});

const column = (id: string, spec: Spec, final: Record<string, number>, position = 600): Column => ({
  ...{id, name: id, look: 0, spec, preset: 'One concept', position, backend: 'WebAssembly', final},
});

describe('the table', () => {
  test('has only lines in which runs differ, and the best of each metric by its own way', () => {
    const columns = [
      column('a', at(0.07), {uniformity: -1.9, recallAt1: 0.5, tolerance: 0.3, loss: 2}),
      column('b', at(0.5), {uniformity: -1.2, recallAt1: 0.6, tolerance: 0.4, loss: 4}),
      column('c', at(0.07), {uniformity: -1.5, loss: 1}),
    ];
    const {settings, metrics} = compare(language, columns, ENCODER_METRICS);
    expect(settings.map(({label, texts}) => [label, ...texts])).toEqual([['Temperature', '0.07', '0.5', '0.07']]);
    const best = Object.fromEntries(metrics.map(({id, best}) => [id, best]));
    expect(best.uniformity).toEqual([true, false, false]);
    expect(best.recallAt1).toEqual([false, true, false]);
    // Neither way is better, and losses at different temperatures are different losses.
    expect(best.tolerance).toEqual([false, false, false]);
    expect(best.loss).toEqual([false, false, false]);
    const same = compare(language, [columns[0], columns[2]], ENCODER_METRICS).metrics.find(({id}) => id === 'loss')!;
    expect(same.best).toEqual([false, true]);
    const file = tableOf(columns, {settings, metrics});
    expect(file.columns).toEqual(['', 'a', 'b', 'c']);
    expect(file.rows.find(([label]) => label === 'Uniformity')).toEqual(['Uniformity', -1.9, -1.2, -1.5]);
  });

  test('settings of an objective that another run does not have are no difference of their own', () => {
    const columns = [column('a', at(0.07), {}), column('b', encoderSpec({objective: {kind: 'spectral'}}), {})];
    const labels = compare(language, columns, []).settings.map(({label}) => label);
    expect(labels).not.toContain('Temperature');
    expect(labels.length).toBeGreaterThan(0);
  });

  test('ties are all the best, and one run alone, or nothing finite, is no contest', () => {
    expect(bestOf([1, 2, 2, undefined], 'higher')).toEqual([false, true, true, false]);
    expect(bestOf([1, Number.NaN], 'lower')).toEqual([false, false]);
    expect(bestOf([1, 1], 'lower')).toEqual([false, false]);
    expect(bestOf([3, 1, Number.NEGATIVE_INFINITY], 'lower')).toEqual([false, true, false]);
  });

  test('columns are sorted by a line, those without a value last', () => {
    const line = {id: 'x', label: 'x', texts: [], values: [2, undefined, 3, 1], best: []};
    expect(orderBy(line, 4, false)).toEqual([3, 0, 2, 1]);
    expect(orderBy(line, 4, true)).toEqual([2, 0, 3, 1]);
    expect(orderBy(undefined, 3, true)).toEqual([0, 1, 2]);
  });
});

test('a settled run has the values of its end and no moves', () => {
  const moved = at(0.07, {}, {moves: [{stage: 'main', tick: 3, path: 'objective.temperature', value: 0.5}]});
  expect(settled(moved)).toEqual(at(0.5));
});

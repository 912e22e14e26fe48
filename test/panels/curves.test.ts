import {describe, expect, test} from 'vitest';
import {makeScale} from '../../src/panels/chart/scale.ts';
import {
  type CurvesInput,
  canBeLog,
  clipped,
  curvesLayout,
  measurementAt,
  neededValues,
  placeOf,
  readOut,
} from '../../src/panels/curves/layout.ts';
import {choicesOf, referenceLabel, referencesOf} from '../../src/panels/curves/references.ts';
import {ENCODER_METRICS} from '../../src/programs/encoder/metrics.spec.ts';

const metric = (name: string) => ENCODER_METRICS.find((one) => one.name === name)!;
const ticks = Array.from({length: 50}, (_, i) => 20 * i);
const recall = {ticks, values: ticks.map((t) => 0.6 * (1 - Math.exp(-t / 300)))};

describe('references', () => {
  test('belong to the metric after which they are named', () => {
    expect(referenceLabel('recallAt1', 'recallAt1RawPixels')).toBe('raw pixels');
    expect(referenceLabel('recallAt1', 'recallAt1CentredPixels')).toBe('centred pixels');
    expect(referenceLabel('recallAt1', 'recallAt5RawPixels')).toBeUndefined();
    expect(referenceLabel('recallAt1', 'recallAt1')).toBeUndefined();
    expect(referenceLabel('recallAt1', 'recallAt10')).toBeUndefined();
  });

  test('are shown when they were measured, with their value', () => {
    const log = {
      names: () => [],
      others: () => [],
      series: (name: string) =>
        name === 'recallAt1RawPixels' ? {ticks: [0], values: [0.22]} : {ticks: [], values: []},
    };
    expect(referencesOf('recallAt1', ENCODER_METRICS, log)).toEqual([
      {key: 'recallAt1RawPixels', label: 'raw pixels', value: 0.22},
    ]);
  });

  test('cannot be chosen; what was not measured cannot either, but what is chosen stays', () => {
    const names = (measured: string[], chosen: string) =>
      choicesOf(ENCODER_METRICS, measured, chosen).map(({name}) => name);
    expect(names(['loss', 'recallAt1RawPixels'], 'recallAt1')).toEqual(['loss', 'recallAt1']);
    expect(names([], 'loss')).toContain('uniformity');
    expect(names([], 'loss').some((name) => name.endsWith('Pixels'))).toBe(false);
  });
});

describe('domains', () => {
  const reference = {key: 'r', label: 'raw pixels', value: 0.7};

  test('hold curve and references, and start where a metric starts', () => {
    expect(neededValues('linear', metric('recallAt1'), [recall], [reference])).toEqual([0, 0.7]);
    expect(neededValues('linear', metric('loss'), [{ticks: [1, 2], values: [3, 5]}], [])).toEqual([3, 5]);
    expect(neededValues('linear', metric('recallAt1'), [{ticks: [0], values: [0]}], [])).toEqual([0, 0.1]);
    expect(neededValues('linear', metric('recallAt1'), [{ticks: [], values: []}], [])).toEqual([0, 1]);
  });

  test('do not lead out of what a metric can be', () => {
    expect(clipped([0, 1.2], [0, 1])).toEqual([0, 1]);
    expect(clipped([-3, 5], undefined)).toEqual([-3, 5]);
  });

  test('are logarithmic only over positive values', () => {
    expect(canBeLog({ticks: [0, 1], values: [0.1, 3]})).toBe(true);
    expect(canBeLog({ticks: [0, 1], values: [0, 3]})).toBe(false);
    expect(canBeLog({ticks: [0, 1], values: [-1, 3]})).toBe(false);
    expect(canBeLog({ticks: [], values: []})).toBe(false);
    expect(neededValues('log', metric('recallAt1'), [{ticks: [0], values: [0.5]}], [{...reference, value: 0}])).toEqual(
      [0.5, 0.5],
    );
  });
});

describe('the layout', () => {
  const input: CurvesInput = {
    width: 372,
    height: 180,
    metric: metric('recallAt1'),
    series: recall,
    ghosts: [],
    references: [{key: 'recallAt1RawPixels', label: 'raw pixels', value: 0.22}],
    marks: [{tick: 300, text: 'τ 0.25 → 0.1'}],
    at: undefined,
    x: {kind: 'linear', domain: [0, 2000]},
    y: {kind: 'linear', domain: [0, 0.6]},
  };

  test('names the newest value, the reference and the mark', () => {
    const texts = curvesLayout(input).labels.map(({text}) => text);
    expect(texts).toEqual(['R@1 0.58', 'raw pixels 0.22', 'τ 0.25 → 0.1']);
  });

  test('looking back names the value of then', () => {
    const back = curvesLayout({...input, at: 305});
    expect(back.labels[0].text).toBe('R@1 0.38');
    expect(back.until).toBeCloseTo(back.x(305), 9);
    expect(back.end!.x).toBeCloseTo(back.x(300), 9);
  });

  test('the newest value is named even where a mark stands in the way', () => {
    const marks = ticks.slice(-8).map((tick) => ({tick, text: 'τ 0.25 → 0.1'}));
    const crowded = curvesLayout({...input, marks, x: {kind: 'linear', domain: [0, 1000]}});
    expect(crowded.labels[0].text).toBe('R@1 0.58');
  });

  test('a step 0 has no place on a logarithmic axis; its read-out stands at the beginning', () => {
    const log = curvesLayout({...input, x: {kind: 'log', domain: [1, 2000]}});
    expect(log.line.x[0]).toBeCloseTo(log.x(20), 9);
    expect(placeOf(log, recall, 0).x).toBeCloseTo(log.x(1), 9);
  });

  test('many values of every step get a mean beside them', () => {
    const steps = Array.from({length: 3000}, (_, i) => i + 1);
    const loss = {ticks: steps, values: steps.map((t) => 1 + Math.sin(t * t))};
    const layout = curvesLayout({...input, metric: metric('loss'), series: loss, references: []});
    expect(layout.mean).toBeDefined();
    expect(layout.line.x.length).toBeLessThan(2 * 372);
    expect(readOut(metric('loss'), loss, 2999).map(({label}) => label)).toEqual(['step', 'loss', 'mean']);
    expect(curvesLayout(input).mean).toBeUndefined();
  });

  test('nothing measured yet draws nothing', () => {
    const layout = curvesLayout({...input, series: {ticks: [], values: []}, references: [], marks: []});
    expect([layout.line.x.length, layout.labels.length, layout.end]).toEqual([0, 0, undefined]);
  });

  test('hovering finds the nearest measurement', () => {
    const x = makeScale('linear', [0, 1000], [0, 1000]);
    expect([measurementAt(recall, x, 29), measurementAt(recall, x, 31), measurementAt(recall, x, 5000)]).toEqual([
      1, 2, 49,
    ]);
  });
});

/** What lessons read from frames, against values worked out by hand. */
import {expect, it} from 'vitest';
import {type RunData, truthOf} from '../../src/app/lessons/readings.ts';
import type {CurveReading, Estimate, Reading, Sketch} from '../../src/lessons/kit/lesson.ts';
import {CHANNELS} from '../../src/metrics/shared/channels.ts';
import type {CandidatesFrame, RewardFrame, WeightsFrame} from '../../src/panels/data.ts';

const run = (given: Partial<RunData>): RunData => ({
  position: 100,
  series: () => ({ticks: [], values: []}),
  frame: () => undefined,
  law: undefined,
  ...given,
});

function number(reads: Reading, given: Partial<RunData>): number | undefined {
  const truth = truthOf({kind: 'number', reads} as unknown as Estimate, () => run(given), 100);
  return truth?.kind === 'values' ? truth.values[0] : undefined;
}

const curve = (reads: CurveReading, given: Partial<RunData>) =>
  truthOf({kind: 'sketch', reads} as unknown as Sketch, () => run(given), 100);

/** Pairs whose first answers were chosen, with their rewards and lengths. */
function rewards(channels: Partial<Record<(typeof CHANNELS)[number], number[]>>): RewardFrame {
  const pairs = channels.rewardA!.length;
  const all = CHANNELS.map((name) => [name, Float32Array.from(channels[name] ?? new Array(pairs).fill(0))] as const);
  return {
    tick: 100,
    pairs,
    unit: 20,
    counted: 'tokens',
    channels: Object.fromEntries(all) as RewardFrame['channels'],
  };
}

it('a metric is read at an earlier step where one is given', () => {
  const series = () => ({ticks: [20, 40, 100], values: [1, 2, 3]});
  expect(number({of: 'metric', run: 'a', metric: 'loss'}, {series})).toBe(3);
  expect(number({of: 'metric', run: 'a', metric: 'loss', at: 50}, {series})).toBe(2);
});

it('a metric is read across runs, once all of them have it', () => {
  const values: Record<string, number[]> = {a: [1, 2], b: [3]};
  const across: CurveReading = {
    of: 'across',
    metric: 'loss',
    runs: [
      {run: 'a', x: 8},
      {run: 'b', x: 64},
    ],
  };
  const question = {kind: 'sketch', reads: across} as unknown as Sketch;
  const data = (name: string) =>
    run({series: () => ({ticks: values[name].map((_, i) => 50 * i), values: values[name]})});
  expect(truthOf(question, data, 100)).toEqual({kind: 'curve', x: [8, 64], y: [2, 3]});
  values.b = [];
  expect(truthOf(question, data, 100)).toBeUndefined();
});

it('the weight of an attribute is found by its name', () => {
  const frame: WeightsFrame = {
    tick: 100,
    names: ['Facts', 'Length'],
    learnt: Float32Array.of(0.5, 1.25),
    taste: Float32Array.of(1, 0),
  };
  expect(number({of: 'weight', run: 'a', attribute: 'Length'}, {frame: () => frame})).toBe(1.25);
  expect(number({of: 'weight', run: 'a', attribute: 'None'}, {frame: () => frame})).toBe(undefined);
});

it('how often a model is right is counted among the pairs of which it is sure', () => {
  // A chance of 0.99 is a difference of 4.6. The last pair is a tie.
  const frame = rewards({
    label: [1, 1, 0, 1, 0.5],
    rewardA: [5, 6, 9, 1, 8],
    rewardB: [0, 0, 0, 0, 0],
  });
  const asked = (chance: number) => number({of: 'rightWhenSure', run: 'a', chance}, {frame: () => frame});
  expect(asked(0.99)).toBeCloseTo(2 / 3, 12);
  expect(asked(0.5)).toBeCloseTo(3 / 4, 12);
  expect(asked(0.99999)).toBe(undefined);
});

it('the line of reward against length tells rewards from the mean one', () => {
  // Lengths of 20 to 80 tokens, and a reward of 7 + length / 10.
  const frame = rewards({
    label: [1, 1],
    rewardA: [9, 13],
    rewardB: [11, 15],
    lengthA: [1, 3],
    lengthB: [2, 4],
  });
  const found = curve({of: 'lengthLine', run: 'a'}, {frame: () => frame});
  expect(found?.kind === 'curve' && found.x).toEqual([20, 80]);
  expect(found?.kind === 'curve' && found.y[0]).toBeCloseTo(-3, 6);
  expect(found?.kind === 'curve' && found.y[1]).toBeCloseTo(3, 6);
});

it('the length of the best of n is the mean over what the reward chooses', () => {
  const frame: CandidatesFrame = {
    tick: 100,
    questions: 1,
    each: 2,
    proxy: Float32Array.of(1, 2),
    gold: Float32Array.of(0, 1),
    length: Float32Array.of(3, 5),
  };
  expect(number({of: 'lengthOfBest', run: 'a', n: 1}, {frame: () => frame})).toBeCloseTo(4, 12);
  expect(number({of: 'lengthOfBest', run: 'a', n: 2}, {frame: () => frame})).toBeCloseTo(5, 12);
});

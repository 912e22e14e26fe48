import {describe, expect, test} from 'vitest';
import {makeScale} from '../../src/panels/chart/scale.ts';
import {lookBackTo, stopAt, stopsOf, timelineLayout, viewText} from '../../src/panels/timeline/layout.ts';

const x = makeScale('linear', [0, 3000], [0, 600]);
const frames = [0, 100, 200, 300, 400];

describe('looking back', () => {
  test('snaps to the nearest kept picture', () => {
    expect(lookBackTo(x(140), x, 450, frames)).toBe(100);
    expect(lookBackTo(x(160), x, 450, frames)).toBe(200);
    expect(lookBackTo(-50, x, 450, frames)).toBe(0);
  });

  test('near the newest step, and after it, is live', () => {
    expect(lookBackTo(x(450) - 4, x, 450, frames)).toBeUndefined();
    expect(lookBackTo(x(2000), x, 450, frames)).toBeUndefined();
    expect(lookBackTo(x(385), x, 450, [...frames, 450])).toBe(400);
  });

  test('without kept pictures takes the step itself', () => {
    expect(lookBackTo(x(123), x, 450, [])).toBe(123);
  });
});

describe('the stops of the arrow keys', () => {
  test('are the kept pictures, then live', () => {
    expect(stopsOf(frames, 400)).toEqual([0, 100, 200, 300, undefined]);
    expect(stopsOf([], 400)).toEqual([undefined]);
  });

  test('one is always at one of them', () => {
    const stops = stopsOf(frames, 450);
    expect([stopAt(stops, undefined), stopAt(stops, 0), stopAt(stops, 210), stopAt([undefined], 210)]).toEqual([
      5, 0, 2, 0,
    ]);
  });
});

test('the place is said in words', () => {
  expect(viewText({tick: 1284, steps: 3000, at: 420})).toBe('step 420 of 3,000');
  expect(viewText({tick: 1284, steps: 3000, at: undefined})).toBe('live, of 3,000 steps');
});

describe('the layout', () => {
  const ticks = Array.from({length: 1284}, (_, i) => i + 1);
  const loss = {ticks, values: ticks.map((t) => 0.5 + 5 * Math.exp(-t / 300))};
  const view = {tick: 1284, steps: 3000, at: undefined as number | undefined};
  const input = {
    width: 560,
    height: 63,
    loss,
    view,
    marks: [{tick: 620, text: 'τ 0.25 → 0.1'}],
    frames,
    hover: undefined,
  };

  test('has the trained part, and the thumb at its end until one looks back', () => {
    const live = timelineLayout(input);
    expect(live.thumb).toBe(live.trained);
    const back = timelineLayout({...input, view: {...view, at: 420}});
    expect(back.trained).toBe(live.trained);
    expect(back.thumb).toBeCloseTo(back.x(420), 9);
  });

  test('draws the loss between the marks and the track, falling to the right', () => {
    const layout = timelineLayout(input);
    const {y} = layout.loss;
    expect(Math.min(...y)).toBeGreaterThanOrEqual(layout.top - 1e-9);
    expect(Math.max(...y)).toBeLessThan(layout.track);
    expect(y.at(-1)).toBeGreaterThan(y[0]);
  });

  test('a loss below zero is drawn as it is', () => {
    const negative = timelineLayout({...input, loss: {ticks: [1000, 2000, 3000], values: [1, 0, -1]}});
    expect(negative.loss.y).toHaveLength(3);
    expect(negative.loss.y.every(Number.isFinite)).toBe(true);
  });

  test('a single value, and none, are no trouble', () => {
    for (const values of [[0.7], [0], [-2]]) {
      const {y} = timelineLayout({...input, loss: {ticks: [1], values}}).loss;
      expect(y.every(Number.isFinite)).toBe(true);
    }
    expect(timelineLayout({...input, loss: {ticks: [], values: []}}).loss.x).toEqual([]);
  });

  test('names the step, the length of the run and the mark', () => {
    const texts = timelineLayout(input).labels.map(({text}) => text);
    expect(texts).toEqual(expect.arrayContaining(['1,284', '3,000 steps', '0', 'τ 0.25 → 0.1']));
  });
});

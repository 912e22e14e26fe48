import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isNoisy, lineOf, meanLine, stretch} from '../../src/panels/chart/decimate.ts';
import {formatShare, formatSteps, formatTemperature, formatValue} from '../../src/panels/chart/format.ts';
import {Glide} from '../../src/panels/chart/glide.ts';
import {alongLine, boxOf, overlap, placeLabels, type Wanted} from '../../src/panels/chart/labels.ts';
import {visibleMarks} from '../../src/panels/chart/marks.ts';
import {indexAt, nearestIndex} from '../../src/panels/chart/nearest.ts';
import {
  type Domain,
  grownDomain,
  makeScale,
  niceDomain,
  roundDown,
  roundUp,
  stepsShown,
  tickText,
  tickValues,
} from '../../src/panels/chart/scale.ts';
import {meanSpan, Summary, summaryOf} from '../../src/panels/chart/summary.ts';

const ticksTo = (n: number) => Array.from({length: n}, (_, i) => i);
const values = fc.array(fc.double({min: -1e6, max: 1e6, noNaN: true}), {minLength: 1, maxLength: 9000});

describe('the summary of a series', () => {
  test('knows the extremes of every stretch', () => {
    fc.assert(
      fc.property(values, fc.nat(9000), fc.nat(9000), (list, a, b) => {
        const [from, to] = [Math.min(a, b, list.length - 1), Math.min(Math.max(a, b) + 1, list.length)];
        const part = list.slice(from, to);
        const summary = new Summary({ticks: ticksTo(list.length), values: list}).update();
        expect(summary.extremes(from, to)).toEqual([Math.min(...part), Math.max(...part)]);
      }),
      {numRuns: 40},
    );
  });

  test('grows with the series as if it had been made at the end', () => {
    const series = {ticks: [] as number[], values: [] as number[]};
    for (let i = 0; i < 5000; i++) {
      series.ticks.push(i);
      series.values.push(Math.sin(i * i));
      if (i % 37 === 0) summaryOf(series);
    }
    const whole = new Summary({ticks: series.ticks.slice(), values: series.values.slice()}).update();
    const grown = summaryOf(series);
    expect(grown.extremes(100, 4321)).toEqual(whole.extremes(100, 4321));
    for (const i of [0, 1, 777, 4999]) expect(grown.mean(i)).toBe(whole.mean(i));
  });

  test('notices that the run went back and trained again', () => {
    const series = {ticks: ticksTo(300), values: ticksTo(300).map(() => 1)};
    summaryOf(series);
    series.ticks.length = series.values.length = 200;
    for (let i = 200; i < 310; i++) {
      series.ticks.push(i);
      series.values.push(2);
    }
    expect(summaryOf(series).extremes(0, 310)).toEqual([1, 2]);
    series.ticks.length = series.values.length = 5;
    expect(summaryOf(series).extremes(0, 310)).toEqual([1, 1]);
  });

  test('leaves out what is not finite', () => {
    const series = {ticks: ticksTo(4), values: [Number.NaN, 3, Number.POSITIVE_INFINITY, 1]};
    expect(summaryOf(series).extremes(0, 4)).toEqual([1, 3]);
    expect(summaryOf(series).extremes(0, 1)).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    expect(summaryOf(series).mean(3)).toBeGreaterThan(1);
  });

  test('has as the mean of a constant that constant, from the first value on', () => {
    const series = {ticks: ticksTo(2000), values: ticksTo(2000).map(() => 0.37)};
    for (const i of [0, 10, 1999]) expect(summaryOf(series).mean(i)).toBeCloseTo(0.37, 12);
  });

  test('reaches back over about a hundredth of the values', () => {
    expect([meanSpan(300), meanSpan(3000), meanSpan(1_000_000)]).toEqual([8, 32, 8192]);
  });
});

describe('decimation', () => {
  const x = makeScale('linear', [0, 50_000], [0, 370]);
  const ticks = ticksTo(50_000);
  const series = {ticks, values: ticks.map((t) => Math.sin(t * t))};

  test('keeps the extremes of every column, in few points', () => {
    series.values[31_234] = 50;
    series.values[7] = -50;
    const line = lineOf(series, x, [0, ticks.length]);
    expect(line.x.length).toBeLessThanOrEqual(2 * 371);
    expect(Math.max(...line.value)).toBe(50);
    expect(Math.min(...line.value)).toBe(-50);
    const column = (place: number) => Math.floor(place);
    for (const wanted of [12, 200, 369]) {
      const inside = series.values.filter((_, i) => column(x(ticks[i])) === wanted);
      const drawn = line.value.filter((_, i) => column(line.x[i]) === wanted);
      expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([Math.min(...inside), Math.max(...inside)]);
    }
  });

  test('draws every value while there are few, and never goes back', () => {
    const few = {ticks: [0, 20, 40, 60], values: [1, 2, 3, 4]};
    expect(lineOf(few, makeScale('linear', [0, 60], [0, 300]), [0, 4])).toEqual({
      x: [0, 100, 200, 300],
      value: [1, 2, 3, 4],
    });
    for (const line of [lineOf(series, x, [0, 50_000]), meanLine(series, x, [0, 50_000])]) {
      expect(line.x.every((place, i) => i === 0 || place >= line.x[i - 1])).toBe(true);
    }
  });

  test('holds on a logarithmic axis too', () => {
    const log = makeScale('log', [1, 50_000], [0, 370]);
    const part = stretch(ticks, 1, 50_000);
    expect(part).toEqual([1, 50_000]);
    expect(Math.max(...lineOf(series, log, part).value)).toBe(50);
  });

  test('smooths what is measured at every step, not what is measured now and then', () => {
    expect(isNoisy({ticks: ticksTo(201), values: []})).toBe(true);
    expect(isNoisy({ticks: ticksTo(200), values: []})).toBe(false);
    expect(isNoisy({ticks: ticksTo(500).map((i) => 20 * i), values: []})).toBe(false);
  });
});

describe('domains', () => {
  const domain = fc
    .tuple(fc.double({min: -1e4, max: 1e4, noNaN: true}), fc.double({min: -1e4, max: 1e4, noNaN: true}))
    .map(([a, b]): Domain => [Math.min(a, b), Math.max(a, b)]);

  test('hold what is needed and what was shown, and so never shrink', () => {
    fc.assert(
      fc.property(domain, domain, (before, needed) => {
        const shown = niceDomain('linear', before);
        const [low, high] = grownDomain('linear', shown, needed);
        expect(low).toBeLessThanOrEqual(Math.min(shown[0], needed[0]));
        expect(high).toBeGreaterThanOrEqual(Math.max(shown[1], needed[1]));
        expect(high).toBeGreaterThan(low);
      }),
    );
  });

  test('are round', () => {
    expect(niceDomain('linear', [0.03, 0.57])).toEqual([0, 0.6]);
    expect(niceDomain('log', [0.37, 6.1])).toEqual([0.2, 10]);
    expect(niceDomain('linear', [2, 2])[0]).toBeLessThan(2);
    expect(niceDomain('log', [2, 2])).toEqual([2, 5]);
  });

  test('round to 1, 2 and 5 times a power of ten, and keep what is round', () => {
    expect([roundUp(0.11), roundUp(5), roundUp(5.1), roundUp(1000)]).toEqual([0.2, 5, 10, 1000]);
    expect([roundDown(0.19), roundDown(5), roundDown(4.9), roundDown(1000)]).toEqual([0.1, 5, 2, 1000]);
  });

  test('show a round number of steps, at most the whole run', () => {
    expect([0, 49, 1284, 2990, 3000].map((tick) => stepsShown(tick, 3000))).toEqual([50, 100, 2000, 3000, 3000]);
    expect(stepsShown(12, 10)).toBe(12);
  });

  test('glide there without passing, and arrive', () => {
    const glide = new Glide();
    expect(glide.towards('linear', [0, 1], 0)).toEqual([0, 1]);
    let last = 1;
    for (let now = 16; now < 3000; now += 16) {
      const [, high] = glide.towards('linear', [0, 2], now);
      expect(high).toBeGreaterThanOrEqual(last);
      expect(high).toBeLessThanOrEqual(2);
      last = high;
      if (!glide.moving) break;
    }
    expect(last).toBe(2);
    expect(glide.moving).toBe(false);
  });
});

test('a logarithmic axis is labelled at round numbers, with a few labels however long it is', () => {
  const valuesOf = (domain: Domain) => tickValues('log', makeScale('log', domain, [0, 100]), 4);
  expect(valuesOf([1, 10])).toEqual([1, 2, 5, 10]);
  expect(valuesOf([1, 100_000]).length).toBeLessThanOrEqual(6);
  const text = tickText('log', makeScale('log', [0.001, 100_000], [0, 100]), 4);
  expect([0.001, 0.5, 1000, 20_000].map(text)).toEqual(['0.001', '0.5', '1,000', '20k']);
});

describe('labels', () => {
  const bounds = {left: 0, top: 0, right: 300, bottom: 100};
  const label = (key: string, ...places: [number, number][]): Wanted => ({
    key,
    text: 'a label',
    places: places.map(([x, y]) => ({x, y, anchor: 'start'})),
  });

  test('take their first free place; one without a place is left out unless it is needed', () => {
    const placed = placeLabels(
      [
        label('a', [10, 50]),
        label('b', [20, 50], [20, 80]),
        label('c', [15, 50]),
        {...label('d', [15, 50]), needed: true},
      ],
      bounds,
    );
    expect(placed.map(({key, y}) => [key, y])).toEqual([
      ['a', 50],
      ['b', 80],
      ['d', 50],
    ]);
  });

  test('keep off obstacles and inside the bounds', () => {
    const obstacle = {left: 0, top: 40, right: 100, bottom: 60};
    expect(placeLabels([label('a', [10, 50], [290, 20], [150, 50])], bounds, [obstacle])[0].x).toBe(150);
    const [moved] = placeLabels([{...label('a', [290, 99]), needed: true}], bounds);
    const box = boxOf(moved.text, moved);
    expect(box.right).toBeLessThanOrEqual(300);
    expect(box.bottom).toBeLessThanOrEqual(100);
  });

  test('keep off a line between its points too', () => {
    const line = alongLine([0, 300], [0, 90]);
    expect(placeLabels([label('a', [140, 45], [10, 80])], bounds, line)[0].x).toBe(10);
  });

  test('never overlap', () => {
    const place = fc.record({x: fc.nat(300), y: fc.nat(100), anchor: fc.constantFrom('start', 'middle', 'end')});
    const wanted = fc.array(fc.record({text: fc.constantFrom('now', 'τ 0.25 → 0.1'), places: fc.array(place)}));
    fc.assert(
      fc.property(wanted, (list) => {
        const labels = placeLabels(list.map((one, i) => ({...one, key: String(i)})) as Wanted[], bounds);
        const boxes = labels.map((one) => boxOf(one.text, one));
        for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlap(a, b)).toBe(false);
      }),
    );
  });
});

test('marks that would lie on each other are one, the latest', () => {
  const marks = [100, 101, 102, 500, 2000].map((tick) => ({tick, text: String(tick)}));
  const shown = visibleMarks(marks, makeScale('linear', [0, 1000], [0, 300]));
  expect(shown.map(({mark}) => mark.tick)).toEqual([102, 500]);
});

test('the measurement at a tick is found by halving', () => {
  const ticks = [0, 20, 40, 100];
  expect([-5, 9, 11, 69, 71, 1e9].map((tick) => nearestIndex(ticks, tick))).toEqual([0, 0, 1, 2, 3, 3]);
  expect([-5, 0, 39, 40, 1e9].map((tick) => indexAt(ticks, tick))).toEqual([-1, 0, 1, 2, 3]);
  expect(nearestIndex([], 3)).toBe(-1);
});

test('numbers read well', () => {
  expect([1284.4, 62.34, 0.557, 0.0032, -1.955, 0, 4.1e-6, Number.NaN].map(formatValue)).toEqual([
    '1,284',
    '62.3',
    '0.56',
    '0.0032',
    '−1.96',
    '0.00',
    '4.1e−6',
    '–',
  ]);
  expect([0.1, 0.05, 0.025, 1].map(formatTemperature)).toEqual(['0.10', '0.05', '0.025', '1.00']);
  expect([0, 0.0004, 0.031, 0.5].map(formatShare)).toEqual(['0 %', '< 0.1 %', '3.1 %', '50 %']);
  expect(formatSteps(12345)).toBe('12,345');
});

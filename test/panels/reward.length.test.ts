import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {lineThrough, shareInterval} from '../../src/metrics/shared/statistics.ts';
import {Reach} from '../../src/panels/chart/glide.ts';
import {heldSize} from '../../src/panels/chart/scale.ts';
import type {RewardFrame} from '../../src/panels/data.ts';
import {expectedAt, expectedText} from '../../src/panels/rewardLength/expected.ts';
import {histogramsOf, lengthDomain, rewardReach, tallestOf} from '../../src/panels/rewardLength/histograms.ts';
import {lengthLayout} from '../../src/panels/rewardLength/layout.ts';
import {readOut, rowAt} from '../../src/panels/rewardLength/readOff.ts';
import {lengthSummaryOf} from '../../src/panels/rewardLength/summary.ts';
import {answersOf, otherOf, pairOf} from '../../src/panels/shared/answers.ts';
import {drawn, rewardFrame, sum} from './support/reward.ts';

const layoutOf = (frame: RewardFrame | undefined, width = 690, height = 560) => {
  const summary = frame && lengthSummaryOf(frame);
  const reward = summary ? rewardReach(summary.answers) : ([-1, 1] as const);
  const histograms = summary && histogramsOf(summary.answers, reward);
  const length = summary ? lengthDomain(summary.answers) : ([0, 60] as const);
  return lengthLayout({width, height, summary, histograms, domains: {length, reward, above: 1, beside: 1}});
};

describe('the answers of a frame', () => {
  const frame = rewardFrame([
    {label: 1, a: {reward: 2, length: 1.5, gold: 3}, b: {reward: -1, length: 0.5, gold: 1}},
    {label: 0, a: {reward: 0.5, length: 2}, b: {reward: 0.25, length: 1}},
    {label: 0.5, a: {reward: 1, length: 1}, b: {reward: 1, length: 1}},
  ]);
  const answers = answersOf(frame);

  test('are A and B of each pair in turn, with lengths in tokens', () => {
    expect(Array.from(answers.reward)).toEqual([2, -1, 0.5, 0.25, 1, 1]);
    expect(Array.from(answers.length)).toEqual([30, 10, 40, 20, 20, 20]);
    expect(answers.kind).toEqual(['chosen', 'rejected', 'rejected', 'chosen', 'tied', 'tied']);
    expect([pairOf(3), otherOf(3), otherOf(2)]).toEqual([1, 2, 3]);
  });

  test('are read off with the other answer of the pair', () => {
    expect(readOut(answers, 1).map(({label, value}) => `${label} ${value}`)).toEqual([
      'rejected 10 tokens, reward −1.00',
      'its true worth 1.00',
      'chosen 30 tokens, reward 2.00',
      'its true worth 3.00',
    ]);
  });

  test('are known once a frame', () => {
    expect(answersOf(frame)).toBe(answers);
  });
});

describe('the line through rewards', () => {
  /** By the normal equations, and the band by the matrix (X'X)^-1. */
  function reference(x: number[], y: number[], at: number) {
    const n = x.length;
    const [sx, sy] = [sum(x), sum(y)];
    const [sxx, sxy] = [sum(x.map((v) => v * v)), sum(x.map((v, i) => v * y[i]))];
    const determinant = n * sxx - sx * sx;
    const [a, b] = [(sxx * sy - sx * sxy) / determinant, (n * sxy - sx * sy) / determinant];
    const variance = sum(y.map((v, i) => (v - a - b * x[i]) ** 2)) / (n - 2);
    const spread = (sxx - 2 * at * sx + n * at * at) / determinant;
    return {height: a + b * at, half: 1.959963984540054 * Math.sqrt(variance * spread)};
  }

  test('is that of the normal equations, its band too', () => {
    const [x, y] = [drawn(50, 1), drawn(50, 2)];
    const line = lineThrough(x, y)!;
    for (const at of [-2, 0, 0.3, 5]) {
      const wanted = reference(x, y, at);
      expect(line.at(at)).toBeCloseTo(wanted.height, 9);
      expect(line.half(at)).toBeCloseTo(wanted.half, 9);
    }
  });

  test('has no band where all points lie on it, and is not there for lengths that are all alike', () => {
    const line = lineThrough([1, 2, 4], [5, 7, 11])!;
    expect([line.at(0), line.half(10)]).toEqual([3, 0]);
    expect(lineThrough([2, 2, 2], [1, 2, 3])).toBeUndefined();
    expect(lineThrough([1, 2], [1, 2])).toBeUndefined();
  });
});

test("Wilson's interval of a share: the ends solve (p - s)^2 = z^2 p (1 - p) / n", () => {
  for (const [share, n] of [
    [0.5, 10],
    [1, 4],
    [0, 30],
    [0.8, 200],
  ]) {
    for (const end of shareInterval(share, n)) {
      expect((end - share) ** 2).toBeCloseTo((1.959963984540054 ** 2 * end * (1 - end)) / n, 12);
    }
  }
  expect(shareInterval(0, 0)).toEqual([0, 1]);
});

describe('what holds an axis', () => {
  test('is not moved by what fits, and shrinks when it is far too large', () => {
    const size = heldSize(3, undefined);
    expect(size).toBeGreaterThanOrEqual(3);
    expect(heldSize(size, size)).toBe(size);
    expect(heldSize(0.6 * size, size)).toBe(size);
    expect(heldSize(0.3 * size, size)).toBeLessThan(size);
  });

  test('holds every need', () => {
    fc.assert(
      fc.property(
        fc.double({min: 1e-6, max: 1e6, noNaN: true}),
        fc.double({min: 1e-6, max: 1e6, noNaN: true}),
        (a, b) => {
          expect(heldSize(a, b)).toBeGreaterThanOrEqual(a * (1 - 1e-12));
        },
      ),
    );
  });

  test('reaches to one side or to both', () => {
    globalThis.matchMedia ??= (() => ({matches: false})) as unknown as typeof matchMedia;
    const reach = new Reach();
    const [low, high] = reach.show([-3, 3], 0);
    expect(low).toBe(-high);
    expect(reach.show([0, 3], 10)[1]).toBe(high);
    expect(new Reach().show([0, 5], 0)[0]).toBe(0);
  });
});

describe('the line that a reader expects', () => {
  // Rewards rise by 2 from the shortest to the longest, around a mean of 10.
  const summary = lengthSummaryOf(
    rewardFrame(
      [0, 1, 2, 3].map((i) => ({
        label: 1,
        a: {reward: 9 + i / 2, length: i},
        b: {reward: 10.5 - i / 2, length: 3 - i},
      })),
    ),
  );
  const expected = {lengths: [0, 60], rewards: [-2, 1]} as const;

  test('goes through its two rewards, told from that of the mean answer', () => {
    const at = expectedAt(summary, expected);
    const middle = sum([...summary.answers.reward]) / summary.answers.count;
    expect([at(0), at(60), at(30)].map((reward) => reward - middle)).toEqual(
      [-2, 1, -0.5].map((y) => expect.closeTo(y, 6)),
    );
  });

  test('is compared with the measured one, in its rise and at its ends', () => {
    expect(expectedText(summary, expected)).toBe(
      'You drew a rise of 3.00 from 0 to 60 tokens; it is a rise of 1.50 now. On average your line is 0.75 off.',
    );
    expect(expectedText(summary, {...expected, rewards: [1, -2]})).toContain('You drew a fall of 3.00');
  });
});

describe('where things lie', () => {
  const long = rewardFrame(
    drawn(60, 3).map((length, i) => ({
      label: i % 3 === 0 ? 0 : 1,
      a: {reward: 2 * length, length: 1 + length},
      b: {reward: length - 0.7, length: 0.5 + length / 2},
    })),
  );

  test('0 is on the reward axis, and every dot in the plot', () => {
    const {plot, y, dots} = layoutOf(long);
    expect(y(0)).toBeLessThan(plot.bottom);
    expect(y(0)).toBeGreaterThan(plot.top);
    for (let row = 0; row < dots.x.length; row++) {
      expect(dots.x[row]).toBeGreaterThanOrEqual(plot.left - 0.01);
      expect(dots.x[row]).toBeLessThanOrEqual(plot.right + 0.01);
      expect(dots.y[row]).toBeGreaterThanOrEqual(plot.top - 0.01);
      expect(dots.y[row]).toBeLessThanOrEqual(plot.bottom + 0.01);
    }
  });

  test('each of ten groups by length has its mean', () => {
    const {means, byLength, answers} = lengthSummaryOf(long);
    expect(means).toHaveLength(10);
    const rows = byLength.slice(0, 12);
    expect(means[0].length).toBeCloseTo(sum(rows.map((row) => answers.length[row])) / 12, 9);
    expect(means[0].reward).toBeCloseTo(sum(rows.map((row) => answers.reward[row])) / 12, 9);
    expect(means.map(({length}) => length)).toEqual(means.map(({length}) => length).sort((a, b) => a - b));
  });

  test('the histograms hold all of each kind', () => {
    const {answers} = lengthSummaryOf(long);
    const {length, reward} = histogramsOf(answers, [-1, 1]);
    for (const {chosen, rejected, edges} of [length, reward]) {
      expect(sum(chosen)).toBeCloseTo(1, 9);
      expect(sum(rejected)).toBeCloseTo(1, 9);
      expect(edges).toHaveLength(chosen.length + 1);
    }
    expect(tallestOf(length)).toBe(Math.max(...length.chosen, ...length.rejected));
  });

  test('bins of length hold equally many whole numbers', () => {
    const frame = rewardFrame(
      Array.from({length: 90}, (_, i) => ({label: 1, a: {reward: 0, length: i / 20}, b: {reward: 0, length: 1}})),
    );
    const {edges} = histogramsOf(answersOf(frame), [-1, 1]).length;
    const width = edges[1] - edges[0];
    expect(width).toBe(Math.round(width));
    expect(edges[0] % 1).toBe(-0.5);
  });

  test('the nearest dot is found, and none from afar', () => {
    const layout = layoutOf(long);
    const {x, y} = layout.dots;
    expect(rowAt(layout, {x: x[7] + 0.01, y: y[7]})).toBe(7);
    expect(rowAt(layout, {x: -500, y: -500})).toBeUndefined();
  });

  test('lengths are in what the world counts them in', () => {
    const words = {...long, counted: 'words' as const};
    expect(layoutOf(words).labels[0].text).toBe('length in words');
    expect(readOut(answersOf(words), 3)[0].value).toMatch(/^\d+ words, reward/);
  });

  test('without a frame there are axes and titles only, in a small place too', () => {
    const empty = layoutOf(undefined, 380, 210);
    expect(empty.dots.x).toHaveLength(0);
    expect(empty.labels.map(({text}) => text)).toEqual(['length in tokens', 'reward']);
    expect(empty.plot.right - empty.plot.left).toBeGreaterThan(250);
  });
});

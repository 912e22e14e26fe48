import {describe, expect, test} from 'vitest';
import {auditLayout} from '../../src/panels/audit/layout.ts';
import {auditOfFrame, binText, farApart, intervalText, shareOf} from '../../src/panels/audit/shares.ts';
import {rewardFrames} from '../../src/programs/reward/frames.ts';
import {sum} from './support/reward.ts';

/** Pairs of a label and two lengths in units of 20 tokens, as the worker sends them. */
const frameOf = (pairs: readonly (readonly [label: number, a: number, b: number])[]) =>
  rewardFrames.audit.decode(
    {
      ...{name: 'audit', stage: 'main', tick: 0, member: 0, shape: [3, pairs.length]},
      data: Float32Array.from([0, 1, 2].flatMap((k) => pairs.map((pair) => pair[k] / (k ? 20 : 1)))),
    },
    {
      ...{kind: 'things', groups: [], groupOf: []},
      compared: {unseen: [], unit: 20, counted: 'tokens', each: 0, features: []},
    },
  );

const times = (count: number, pair: readonly [number, number, number]) => Array.from({length: count}, () => pair);

/** 100 pairs that differ by 3 tokens, the longer chosen in 60; 40 by 30, in 34; then ties and equals. */
const frame = frameOf([
  ...times(30, [1, 33, 30]),
  ...times(30, [0, 30, 33]),
  ...times(40, [1, 30, 33]),
  ...times(34, [0, 10, 40]),
  ...times(6, [1, 10, 40]),
  ...times(5, [0.5, 10, 40]),
  ...times(7, [1, 12, 12]),
]);
const audit = auditOfFrame(frame)!;

describe('the audit of the pairs to learn from', () => {
  test('counts in tokens how often the longer was chosen', () => {
    expect(audit).toMatchObject({pairs: 152, ties: 5, equal: 7, longer: 94, shorter: 46});
    const chosen = 30 * 33 + 30 * 33 + 40 * 30 + 34 * 40 + 6 * 10 + 7 * 12;
    const rejected = 30 * 30 + 30 * 30 + 40 * 33 + 34 * 10 + 6 * 40 + 7 * 12;
    expect(audit.chosenWords).toBeCloseTo(chosen / 147, 9);
    expect(audit.rejectedWords).toBeCloseTo(rejected / 147, 9);
    expect(audit.bins.filter(({pairs}) => pairs > 0).map((bin) => [binText(bin), bin.pairs, bin.longer])).toEqual([
      ['1–5', 100, 60],
      ['21–50', 40, 34],
    ]);
  });

  test('gives shares with Wilson’s interval', () => {
    const {pairs, share, interval} = shareOf(audit.bins);
    expect([pairs, share]).toEqual([140, 94 / 140]);
    // The roots p of n (share - p)^2 = z^2 p (1 - p).
    for (const p of interval) expect(140 * (share - p) ** 2).toBeCloseTo(1.959963984540054 ** 2 * p * (1 - p), 9);
    expect(interval[0]).toBeLessThan(share);
    expect(interval[1]).toBeGreaterThan(share);
    expect(intervalText([0.604, 0.637])).toBe('60–64 %');
  });

  test('tells of the widest gaps that are not rare', () => {
    expect(farApart(audit)).toMatchObject({from: 21, pairs: 40, share: 0.85});
    // Three of 143 stand for nothing.
    const rare = auditOfFrame(
      frameOf([...times(100, [1, 33, 30]), ...times(40, [1, 40, 10]), ...times(3, [1, 300, 1])]),
    );
    expect(farApart(rare!)).toMatchObject({from: 21, pairs: 43});
    expect(farApart(auditOfFrame(frameOf(times(30, [1, 3, 1])))!)).toBeUndefined();
  });

  test('is none where nothing has a length', () => {
    const none = frameOf(times(30, [1, 0, 0]));
    expect(auditOfFrame(none)).toBeUndefined();
    expect(auditLayout(380, 210, undefined)).toMatchObject({bars: [], points: [], stops: []});
  });

  test('is drawn within its plot, each share where it belongs', () => {
    const {plot, y, points, bars, stops, bottom} = auditLayout(380, 210, frame);
    expect(points.map((point) => y.invert(point.y))).toEqual([expect.closeTo(0.6, 9), expect.closeTo(0.85, 9)]);
    for (const {x, high, low} of points) {
      expect(x > plot.left && x < plot.right && high >= plot.top && low <= plot.bottom && high < low).toBe(true);
    }
    // Nothing is wider apart than 50 tokens.
    expect(bottom.values.map(bottom.format)).toEqual(['1–5', '6–10', '11–20', '21–50']);
    expect(bars).toHaveLength(4);
    expect(sum(bars.map(({right, left}) => right - left))).toBeCloseTo(plot.right - plot.left - 8, 6);
    expect(stops[1].rows.map(({value}) => value)).toEqual(['21–50 tokens', '85 %', '71–93 %', '40']);
  });
});

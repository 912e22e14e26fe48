import {describe, expect, test} from 'vitest';
import {judge} from '../../src/metrics/judge.ts';
import {gapsOf, gapText} from '../../src/panels/accuracyByGap/gaps.ts';
import {gapLayout} from '../../src/panels/accuracyByGap/layout.ts';
import {curveOf, neededGain, sentenceOf, turnOf} from '../../src/panels/bestOf/curve.ts';
import {bestOfLayout} from '../../src/panels/bestOf/layout.ts';
import {nearestStop} from '../../src/panels/frame/FramePanel.tsx';
import {binText, marginBins, marginReach, marginSummaryOf} from '../../src/panels/margin/bins.ts';
import {marginLayout} from '../../src/panels/margin/layout.ts';
import {calibrationOf, verdictOn} from '../../src/panels/reliability/calibration.ts';
import {reliabilityLayout} from '../../src/panels/reliability/layout.ts';
import {shareRight, verdictsOf} from '../../src/panels/shared/verdicts.ts';
import {substanceLayout} from '../../src/panels/styleSubstance/layout.ts';
import {knowsStyle, substanceOf} from '../../src/panels/styleSubstance/substance.ts';
import {weightsLayout} from '../../src/panels/weights/layout.ts';
import {farthest, orderOf, weightReach} from '../../src/panels/weights/weights.ts';
import {type Compared, drawn, rewardFrame, sum} from './support/reward.ts';

/** Pairs without a pattern, some of them tied. */
const mixed = (count: number): Compared[] => {
  const [reward, length, gold, label] = [1, 2, 3, 4].map((seed) => drawn(2 * count, seed));
  return Array.from({length: count}, (_, i) => ({
    label: i % 11 === 0 ? 0.5 : Number(label[i] > 0),
    a: {reward: 2 * reward[i], length: 2 + length[i], gold: gold[i], liking: gold[i]},
    b: {reward: 2 * reward[count + i], length: 2 + length[count + i], gold: gold[count + i], liking: gold[count + i]},
  }));
};

const frame = rewardFrame(mixed(300));
const judged = judge(Float32Array.from(Object.values(frame.channels).flatMap((list) => [...list])), frame.pairs, {
  length: true,
  gold: true,
  taste: true,
});

describe('verdicts on pairs', () => {
  test('are of the chosen less the rejected answer, and ties are none', () => {
    const [first, second, ...rest] = verdictsOf(
      rewardFrame([
        {label: 0, a: {reward: 1, length: 2}, b: {reward: 3, length: 1}},
        {label: 0.5, a: {reward: 1}, b: {reward: 3}},
        {label: 1, a: {reward: 1, length: 2}, b: {reward: 3, length: 1}},
      ]),
    );
    expect([first.margin, first.length, second.margin, second.length]).toEqual([2, -20, -2, 20]);
    expect(rest).toEqual([]);
    expect(shareRight([1, 0, -1, 2])).toBe(0.625);
  });

  test('agree with the metrics of the run', () => {
    const margin = marginSummaryOf(frame);
    expect(margin.right).toBeCloseTo(judged.accuracy, 9);
    expect(margin.mean).toBeCloseTo(judged.rewardMargin, 6);
    expect(gapsOf(frame).longer).toBeCloseTo(judged.accuracyLonger, 9);
    expect(gapsOf(frame).shorter).toBeCloseTo(judged.accuracyShorter, 9);
    expect(calibrationOf(frame).error).toBeCloseTo(judged.calibrationError, 6);
  });
});

describe('accuracy by difference of lengths', () => {
  test('every pair is in one bin, shorter ones left of 0', () => {
    const {bins, longer, shorter} = gapsOf(frame);
    const verdicts = verdictsOf(frame);
    expect(sum(bins.map(({count}) => count))).toBe(verdicts.length);
    const [left, right] = [bins.slice(0, 5), bins.slice(5)];
    expect(sum(left.map(({count}) => count))).toBe(verdicts.filter(({length}) => length < 0).length);
    const total = (some: typeof left) =>
      sum(some.map(({count, accuracy}) => count * accuracy)) / sum(some.map(({count}) => count));
    expect(total(left)).toBeCloseTo(shorter!, 9);
    expect(total(right)).toBeCloseTo(longer!, 9);
    expect(bins.map(({from}) => from)).toEqual(bins.map((_, i) => (i - 5) * bins[5].to));
  });

  test('what a handful of pairs shows is faint, and no line goes through it', () => {
    const pairs = [...Array(40).keys()].map((i) => ({
      label: 1,
      a: {reward: i % 3 ? 1 : -1, length: 2 + (i % 4) / 8, liking: 1},
      b: {reward: 0, length: 1.9, liking: 0},
    }));
    const far = {label: 1, a: {reward: 1, length: 0, liking: -1}, b: {reward: 0, length: 5, liking: 0}};
    const {points, best} = gapLayout(380, 210, gapsOf(rewardFrame([...pairs, far])));
    expect(points[0].few).toBe(true);
    expect(points.some(({few}) => !few)).toBe(true);
    expect(best.x).toHaveLength(points.filter(({few}) => !few).length);
    expect(gapLayout(380, 210, gapsOf(rewardFrame([{label: 1, a: {reward: 1}, b: {reward: 0}}]))).empty).toBe(true);
  });

  test('bins are named from the middle outwards', () => {
    expect(gapText({from: -20, to: -10}, 'tokens', false)).toBe('10 to 20 tokens shorter');
    expect(gapText({from: 40, to: 50}, 'words', true)).toBe('40 words longer or more');
  });

  test('0 is in the middle, points on their heights, and what their taste gets right shown where it is known', () => {
    const {plot, middle, points, y, best} = gapLayout(380, 210, gapsOf(frame));
    expect(middle).toBeCloseTo((plot.left + plot.right) / 2, 6);
    const held = gapsOf(frame).bins.filter(({count}) => count > 0);
    expect(points.map((point) => y.invert(point.y)!)).toEqual(held.map(({accuracy}) => expect.closeTo(accuracy, 6)));
    for (const {y, low, high} of points) expect(low >= y && y >= high).toBe(true);
    expect(best.x).toHaveLength(held.filter(({count}) => count >= 5).length);
    const unknown = rewardFrame([{label: 1, a: {reward: 1, length: 2}, b: {reward: 0, length: 1}}]);
    expect(gapLayout(380, 210, gapsOf(unknown)).best.x).toEqual([]);
  });
});

describe('reliability', () => {
  test('a model as sure as it is right lies on the diagonal', () => {
    // 3 of 4 right at p = 3/4.
    const d = Math.log(3);
    const even = rewardFrame([d, d, d, -d].map((reward) => ({label: 1, a: {reward}, b: {reward: 0}})));
    const calibration = calibrationOf(even);
    expect(calibration.error).toBeCloseTo(0, 6);
    expect(verdictOn(calibration)).toBe('it is as sure as it may be');
    const {points} = reliabilityLayout(380, 210, calibration);
    expect(points).toHaveLength(1);
    expect(points[0].y).toBeCloseTo(points[0].ideal, 4);
  });

  test('says to which side it errs', () => {
    const of = (reward: number, wrong: number) =>
      calibrationOf(
        rewardFrame([reward, reward, reward, wrong].map((r) => ({label: 1, a: {reward: r}, b: {reward: 0}}))),
      );
    expect(verdictOn(of(5, -5))).toBe('it is too sure of itself');
    expect(verdictOn(of(0.3, 0.3))).toBe('it could be surer of itself');
  });
});

describe('margins', () => {
  test('every pair is in a bin, and 0 is an edge', () => {
    const summary = marginSummaryOf(frame);
    const bins = marginBins(summary, [-2, 2]);
    expect(sum(bins.map(({count}) => count))).toBe(summary.margins.length);
    expect(bins.filter(({from}) => from === 0)).toHaveLength(1);
    const above = sum(bins.filter(({from}) => from >= 0).map(({count}) => count));
    expect(above).toBe(summary.margins.filter((margin) => margin >= 0).length);
  });

  test('what lies far out is in the bins at the ends, and they say so', () => {
    const summary = marginSummaryOf(
      rewardFrame(
        Array.from({length: 201}, (_, i) => ({label: 1, a: {reward: i === 0 ? 500 : (i + 0.5) / 100}, b: {reward: 0}})),
      ),
    );
    const [low, high] = marginReach(summary);
    expect(high).toBeLessThan(2);
    expect(low).toBe(-high);
    const bins = marginBins(summary, [-1, 1]);
    expect(bins.at(-1)!.count).toBe(107);
    expect(binText(bins[39], bins)).toBe('0.95 or more');
    expect(binText(bins[0], bins)).toBe('−0.95 or less');
    expect(binText(bins[30], bins)).toBe('0.50 to 0.55');
  });

  test('0 is in the middle', () => {
    const summary = marginSummaryOf(frame);
    const domain = marginReach(summary);
    const bins = marginBins(summary, domain);
    const {plot, zero, bars} = marginLayout({width: 380, height: 200, summary, bins, domain, top: 99});
    expect(zero).toBeCloseTo((plot.left + plot.right) / 2, 6);
    expect(bars.filter(({isRight}) => isRight)).toHaveLength(20);
    for (const {left, isRight} of bars) expect(left > zero).toBe(isRight);
  });
});

describe('the best of n', () => {
  const candidates = (gold: (r: number) => number) => {
    const proxy = Float32Array.from({length: 64}, (_, i) => i / 10);
    return {tick: 3, questions: 1, each: 64, proxy, gold: proxy.map(gold), length: proxy};
  };

  test('rises with a reward that is right, and falls beyond the turning point of one that is not', () => {
    const right = curveOf(candidates((r) => r));
    expect(turnOf(right)).toEqual({index: 6, kind: 'rises'});
    expect(sentenceOf(right)).toBe('Answers get better up to n = 64, the most there are.');
    const wrong = curveOf(candidates((r) => -r));
    expect(turnOf(wrong)).toEqual({index: 0, kind: 'falls'});
    expect(sentenceOf(wrong)).toBe('Choosing by this reward makes answers worse.');
    const turning = curveOf(candidates((r) => -((r - 4.5) ** 2)));
    expect(turnOf(turning).kind).toBe('falls');
    expect(turnOf(turning).index).toBeGreaterThan(0);
  });

  test('numbers of answers stand at their divergences', () => {
    const curve = curveOf(candidates((r) => r));
    const {bottom, x, turn, gold} = bestOfLayout({width: 690, height: 400, curve, gain: neededGain(curve)});
    expect(bottom.values.map(bottom.format)).toEqual(['1', '2', '4', '8', '16', '32', '64']);
    const [left, right] = [x[0], x[6]];
    const share = (Math.log(16) - 15 / 16) / (Math.log(64) - 63 / 64);
    expect(x[4]).toBeCloseTo(left + share * (right - left), 6);
    expect(turn).toEqual({x: x[6], y: gold[6]});
  });

  test('the line down from the turning point begins under the point’s name where that is in its way', () => {
    const curve = curveOf(candidates((r) => -((r - 4.5) ** 2)));
    const {turn, drop, labels} = bestOfLayout({width: 366, height: 170, curve, gain: neededGain(curve)});
    const name = labels.find(({key}) => key === 'turn')!;
    const inTheWay = name.y > turn!.y && Math.abs(name.x - turn!.x) < 20;
    expect(drop).toBe(inTheWay ? name.y + 9 : turn!.y);
  });

  test('without a frame there is no turning point', () => {
    expect(bestOfLayout({width: 380, height: 200, curve: [], gain: [0, 1]}).turn).toBeUndefined();
  });
});

describe('weights', () => {
  const weights = {
    tick: 1,
    names: ['Facts', 'Errors', 'Length'],
    learnt: Float32Array.from([1, -0.5, 0.75]),
    taste: Float32Array.from([1, -1, 0]),
  };

  test('lie on the same scale, in the order given', () => {
    const {rows, zero, left} = weightsLayout(380, 200, weights, weightReach(weights));
    expect(rows[0].learnt).toBeCloseTo(rows[0].taste!, 6);
    expect(rows[2].taste).toBeCloseTo(zero, 6);
    expect(rows[1].taste).toBeLessThan(rows[1].learnt);
    expect(left.values.map(left.format)).toEqual(weights.names);
    expect(rows[0].y).toBeLessThan(rows[1].y);
  });

  test('where nobody knows a taste the strongest is on top, the one of another kind last, and as many names as fit', () => {
    const learnt = Float32Array.from(drawn(27, 3));
    const teams = {
      tick: 1,
      names: drawn(27, 1).map((_, i) => `Team ${i}`),
      learnt,
      taste: new Float32Array(27),
      apart: 4,
    };
    const order = orderOf(teams);
    expect(order.at(-1)).toBe(4);
    const ranked = order.slice(0, -1).map((i) => learnt[i]);
    expect(ranked).toEqual([...ranked].sort((a, b) => b - a));
    const {rows, left, stops} = weightsLayout(380, 190, teams, weightReach(teams));
    expect(rows.every(({taste}) => taste === undefined)).toBe(true);
    expect(stops).toHaveLength(27);
    const places = left.values.map((i) => rows[i].y);
    expect([left.values[0], left.values.at(-1)]).toEqual([0, 26]);
    places.slice(1).forEach((y, i) => {
      expect(y - places[i]).toBeGreaterThan(11.9);
    });
    expect(left.values.length).toBeGreaterThan(8);
    expect(left.format(26)).toBe('Team 4');
  });

  test('the axis holds them all, and the worst is named', () => {
    const [low, high] = weightReach(weights);
    expect(low).toBeLessThan(-1);
    expect(high).toBeGreaterThan(1);
    expect(farthest(weights)).toEqual({name: 'Length', by: 0.75});
  });
});

describe('substance or length', () => {
  test('every pair with a better answer and different lengths is in one cell', () => {
    const {cells, more, less, rows, columns} = substanceOf(frame, 'length')!;
    expect(cells).toHaveLength(rows.length * columns.length);
    expect(sum(cells.map(({count}) => count))).toBe(300);
    const side = (columns: number[]) => {
      const some = cells.filter(({column}) => columns.includes(column));
      return sum(some.map(({count, share}) => count * share)) / sum(some.map(({count}) => count));
    };
    expect(side([0, 1])).toBeCloseTo(less!, 9);
    expect(side([2, 3])).toBeCloseTo(more!, 9);
  });

  test('a reward that is length prefers what is longer, one that is gold what is better', () => {
    const like = (what: 'length' | 'gold') =>
      substanceOf(
        rewardFrame(
          mixed(90).map(({label, a, b}) => ({label, a: {...a, reward: a[what]!}, b: {...b, reward: b[what]!}})),
        ),
        'length',
      )!;
    for (const {column, share, count} of like('length').cells) {
      if (count > 0) expect(share).toBe(column < 2 ? 0 : 1);
    }
    for (const {share, count} of like('gold').cells) if (count > 0) expect(share).toBe(1);
  });

  test('style is held against substance as length is, and the chosen answer stands for the better one where need be', () => {
    expect(knowsStyle(frame)).toBe(false);
    expect(substanceOf(frame, 'style')).toBeUndefined();
    const styled = mixed(200).map(({label}, i) => ({
      label,
      a: {reward: i % 4, style: i % 4, gold: 0, length: 1},
      b: {reward: 1.5, style: 1.5, gold: 0, length: 1},
    }));
    const known = rewardFrame(styled);
    expect(knowsStyle(known)).toBe(true);
    const {rows, cells, isGold, more, less} = substanceOf(known, 'style')!;
    expect([rows, isGold, more, less]).toEqual([['chosen'], false, 1, 0]);
    expect(sum(cells.map(({count}) => count))).toBe(styled.filter(({label}) => label !== 0.5).length);
    const chosenStyled = styled.filter(({label, a, b}) => label !== 0.5 && label > 0.5 === a.style > b.style).length;
    expect(sum(cells.slice(2).map(({count}) => count))).toBe(chosenStyled);
  });

  test('cells fill the plot', () => {
    const {cells, plot} = substanceLayout(380, 200, substanceOf(frame, 'length'));
    expect(cells[0].left).toBeCloseTo(plot.left + 1, 6);
    expect(cells[11].bottom).toBeCloseTo(plot.bottom - 1, 6);
  });
});

test('the nearest place is looked for along one direction, or along both', () => {
  const stops = [
    {x: 0, y: 0},
    {x: 10, y: 100},
    {x: 100, y: 10},
  ];
  expect(nearestStop(stops, {x: 9, y: 0}, 'x')).toBe(1);
  expect(nearestStop(stops, {x: 9, y: 11}, 'y')).toBe(2);
  expect(nearestStop(stops, {x: 9, y: 0}, 'both')).toBe(0);
  expect(nearestStop([], {x: 0, y: 0}, 'x')).toBeUndefined();
});

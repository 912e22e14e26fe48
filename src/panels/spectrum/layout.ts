/** The layout of the spectrum: pure functions, in CSS pixels. */
import {formatShare, formatValue} from '../chart/format.ts';
import {type Box, type Label, placeLabels, type Wanted} from '../chart/labels.ts';
import type {Row} from '../chart/overlay.ts';
import {makeScale, type Scale} from '../chart/scale.ts';

/** The shares of directions in the mean squared length. */
export interface Spread {
  /** The share of each direction, the greatest first. */
  shares: number[];
  /** The effective rank; undefined if all vectors are 0. */
  effectiveRank: number | undefined;
}

/**
 * Shares p_k = sigma_k^2 / sum sigma^2 of singular values, and their effective rank exp(-sum p log p) (Roy and Vetterli,
 * 2007), as in the metric of that name.
 */
export function spreadOf(singularValues: ArrayLike<number>): Spread {
  const squares = Array.from(singularValues, (sigma) => sigma * sigma);
  const total = squares.reduce((a, b) => a + b, 0);
  if (!(total > 0)) return {shares: squares.map(() => 0), effectiveRank: undefined};
  const shares = squares.map((square) => square / total);
  const entropy = shares.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  return {shares, effectiveRank: Math.exp(entropy)};
}

export interface Bar {
  left: number;
  right: number;
  top: number;
}

export interface SpectrumLayout {
  plot: Box;
  x: Scale;
  y: Scale;
  bars: Bar[];
  /** The tops of the bars of an earlier step, to compare with. */
  before: {x: number[]; y: number[]} | undefined;
  /** The height of bars if all directions had the same share. */
  alike: number;
  /** The end of the effective rank's directions. */
  rank: number | undefined;
  labels: Label[];
}

export interface SpectrumInput {
  width: number;
  height: number;
  spread: Spread;
  before: Spread | undefined;
}

const MARGIN = {top: 19, right: 14, bottom: 20, left: 44};
/** Smaller shares are rounding errors and are drawn as 0. */
export const LEAST = 1e-6;
const GAP = 1;

export function spectrumLayout({width, height, spread, before}: SpectrumInput): SpectrumLayout {
  const plot = {left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom};
  const count = Math.max(1, spread.shares.length);
  const x = makeScale('linear', [0, count], [plot.left, plot.right]);
  const y = makeScale('log', [LEAST, 1], [plot.bottom, plot.top]);
  const gap = (plot.right - plot.left) / count > 4 ? GAP : 0;
  const top = (share: number) => y(Math.max(LEAST, share));
  const layout = {
    plot,
    x,
    y,
    bars: spread.shares.map((share, k) => ({left: x(k), right: x(k + 1) - gap, top: top(share)})),
    before: before && {
      x: before.shares.flatMap((_, k) => [x(k), x(k + 1)]),
      y: before.shares.flatMap((share) => [top(share), top(share)]),
    },
    alike: y(1 / count),
    rank: spread.effectiveRank === undefined ? undefined : x(spread.effectiveRank),
  };
  return {...layout, labels: labelsOf(spread, layout)};
}

function labelsOf({effectiveRank}: Spread, {plot, alike, rank}: Omit<SpectrumLayout, 'labels'>): Label[] {
  const wanted: Wanted[] = [];
  if (rank !== undefined && effectiveRank !== undefined) {
    const y = plot.top + 6;
    wanted.push({
      key: 'rank',
      text: `effective rank ${formatValue(effectiveRank)}`,
      tone: 'accent',
      places: [
        {x: rank + 6, y, anchor: 'start'},
        {x: rank - 6, y, anchor: 'end'},
      ],
      needed: true,
    });
  }
  wanted.push({
    key: 'alike',
    text: 'all alike',
    places: [-8, 9, -22].map((off) => ({x: plot.right, y: alike + off, anchor: 'end' as const})),
  });
  return placeLabels(wanted, {left: plot.left, right: plot.right + MARGIN.right, top: 8, bottom: plot.bottom});
}

export const titlesOf = (): Label[] => [{key: 'y', text: 'share of the squared length', x: 0, y: 5, anchor: 'start'}];

/** The direction at an x; -1 when there is none. */
export function directionAt({x}: SpectrumLayout, count: number, place: number): number {
  const k = Math.floor(x.invert(place));
  return k >= 0 && k < count ? k : -1;
}

export function readOut({shares}: Spread, k: number): Row[] {
  const sum = shares.slice(0, k + 1).reduce((a, b) => a + b, 0);
  return [
    {label: 'direction', value: String(k + 1)},
    {label: 'its share', value: formatShare(shares[k]), tone: 'accent'},
    {label: 'with all before', value: formatShare(sum)},
  ];
}

/** How much more reward the chosen answers get than the rejected ones. */
import {max, quantile, range} from 'd3-array';
import {mean} from '../../metrics/shared/statistics.ts';
import {formatValue} from '../chart/format.ts';
import type {Domain} from '../chart/scale.ts';
import type {RewardFrame} from '../data.ts';
import {once} from '../shared/once.ts';
import {shareRight, verdictsOf} from '../shared/verdicts.ts';

export interface MarginSummary {
  tick: number;
  margins: readonly number[];
  right: number;
  mean: number;
}

export const marginSummaryOf = once((frame: RewardFrame): MarginSummary => {
  const margins = verdictsOf(frame).map(({margin}) => margin);
  return {tick: frame.tick, margins, right: shareRight(margins), mean: mean(margins)};
});

/** Share of the pairs that lie within the axis; the others are in the bins at its ends. */
const WITHIN = 0.99;
/** The least reach of the axis to each side. */
const LEAST = 0.5;

/** The range of the axis, with 0 in its middle. */
export function marginReach({margins}: MarginSummary): Domain {
  const most = Math.max(LEAST, quantile(margins, WITHIN, Math.abs) ?? 0);
  return [-most, most];
}

/** The number of bins; it is even, so that an edge is at 0. */
const BINS = 40;

export interface MarginBin {
  from: number;
  to: number;
  count: number;
}

export function marginBins({margins}: MarginSummary, [low, high]: Domain): MarginBin[] {
  const step = (high - low) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  for (const margin of margins) counts[Math.min(BINS - 1, Math.max(0, Math.floor(margin / step) + BINS / 2))]++;
  return range(BINS).map((bin) => ({
    from: (bin - BINS / 2) * step,
    to: (bin + 1 - BINS / 2) * step,
    count: counts[bin],
  }));
}

/** 1.5 to 2.0. The bins at the ends also hold all pairs farther out. */
export function binText({from, to}: Pick<MarginBin, 'from' | 'to'>, bins: readonly MarginBin[]): string {
  if (from === bins[0].from) return `${formatValue(to)} or less`;
  if (to === bins.at(-1)!.to) return `${formatValue(from)} or more`;
  return `${formatValue(from)} to ${formatValue(to)}`;
}

export const fullestOf = (bins: readonly MarginBin[]): number => max(bins, ({count}) => count) ?? 0;

/** Histograms of the lengths and the rewards of answers, and the ranges of the axes. */
import {extent, max} from 'd3-array';
import {type Domain, niceDomain} from '../chart/scale.ts';
import type {Answers, Kind} from '../shared/answers.ts';

/** Shares of the chosen and of the rejected answers between evenly spaced edges. */
export interface Histogram {
  edges: readonly number[];
  chosen: readonly number[];
  rejected: readonly number[];
}

export interface LengthHistograms {
  length: Histogram;
  reward: Histogram;
}

const LENGTH_BINS = 30;
const REWARD_BINS = 32;

export function histogramsOf(answers: Answers, reward: Domain): LengthHistograms {
  const [low, high] = lengthDomain(answers);
  // Lengths are integers: bins with different numbers of integers would look like a comb.
  const step = Math.max(1, Math.ceil((high - low) / LENGTH_BINS));
  const bins = Math.max(1, Math.ceil((high - low) / step));
  return {
    length: histogramOf(answers, answers.length, [low - 0.5, low - 0.5 + (bins + 1) * step], bins + 1),
    reward: histogramOf(answers, answers.reward, reward, REWARD_BINS),
  };
}

function histogramOf({kind}: Answers, values: Float32Array, [low, high]: Domain, bins: number): Histogram {
  const sharesOf = (wanted: Kind) => {
    const shares = new Array<number>(bins).fill(0);
    const count = kind.reduce((sum, one) => sum + Number(one === wanted), 0);
    for (let row = 0; row < values.length; row++) {
      if (kind[row] !== wanted) continue;
      const bin = Math.floor(((values[row] - low) / (high - low)) * bins);
      shares[Math.min(bins - 1, Math.max(0, bin))] += 1 / count;
    }
    return shares;
  };
  const edges = Array.from({length: bins + 1}, (_, i) => low + ((high - low) * i) / bins);
  return {edges, chosen: sharesOf('chosen'), rejected: sharesOf('rejected')};
}

export const tallestOf = ({chosen, rejected}: Histogram): number => Math.max(max(chosen) ?? 0, max(rejected) ?? 0);

export function lengthDomain({length}: Pick<Answers, 'length'>): Domain {
  const [low = 0, high = 1] = extent(length) as [number | undefined, number | undefined];
  return niceDomain('linear', [low, high], 6);
}

/** The least reach of the reward axis to both sides of 0. */
const LEAST = 0.5;

/**
 * The range of the reward axis: 0, every reward, and whatever else is drawn. Only differences are learnt, so 0 may be far from
 * the middle.
 */
export function rewardReach({reward}: Pick<Answers, 'reward'>, also: readonly number[] = []): Domain {
  const [low = 0, high = 0] = extent([...extent(reward), ...also] as number[]) as [
    number | undefined,
    number | undefined,
  ];
  return [Math.min(-LEAST, 1.04 * low), Math.max(LEAST, 1.04 * high)];
}

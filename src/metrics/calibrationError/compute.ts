import exp from '@stdlib/math-base-special-exp';
import {mean} from '../shared/statistics.ts';
import {half} from '../shared/verdicts.ts';

const BINS = 10;

/**
 * Expected calibration error: pairs are sorted by the chance p = 1 / (1 + e^-d) that the model gives to its favourite, into
 * ten equal bins of [1/2, 1]; the mean over all pairs of |share of right ones in the bin - mean p in the bin|. For pairs
 * [d, label]. Guo et al., "On calibration of modern neural networks" (2017).
 */
export function calibrationError(pairs: readonly (readonly [number, number])[]): number {
  return (
    (mean(reliability(pairs).map(({count, accuracy, confidence}) => count * Math.abs(accuracy - confidence))) * BINS) /
    Math.max(1, pairs.length)
  );
}

export interface ReliabilityBin {
  count: number;
  accuracy: number;
  confidence: number;
}

/** The ten bins of the calibration error; those without pairs are all 0. */
export function reliability(pairs: readonly (readonly [number, number])[]): ReliabilityBin[] {
  const bins = Array.from({length: BINS}, () => ({count: 0, right: 0, sure: 0}));
  for (const [d, label] of pairs) {
    const p = 1 / (1 + exp(-Math.abs(d)));
    const bin = bins[Math.min(BINS - 1, Math.floor((p - 0.5) * 2 * BINS))];
    bin.count++;
    bin.sure += p;
    bin.right += half((label - 0.5) * d);
  }
  return bins.map(({count, right, sure}) => ({
    count,
    accuracy: count && right / count,
    confidence: count && sure / count,
  }));
}

/**
 * The same against chances that are known: pairs of the model's difference d and of the true one u, whose logistic function is the chance
 * that the first is chosen.
 */
export function errorOfChances(pairs: readonly (readonly [d: number, u: number])[]): number {
  const off = new Float64Array(BINS);
  for (const [d, u] of pairs) {
    const p = 1 / (1 + exp(-Math.abs(d)));
    off[Math.min(BINS - 1, Math.floor((p - 0.5) * 2 * BINS))] += 1 / (1 + exp(d < 0 ? u : -u)) - p;
  }
  return off.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(1, pairs.length);
}

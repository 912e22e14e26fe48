/** How well the logistic function of a difference in reward tells which share of people prefers the first item. */
import exp from '@stdlib/math-base-special-exp';
import {correlation, mean} from '../shared/statistics.ts';

/** Pairs are contested where the share lies between these. */
const CONTESTED = [0.25, 0.75];

/** Metrics by name, from [2, pairs]: differences, and true shares for the first item. */
export function aggregateMetrics(data: Float32Array): Record<string, number> {
  const pairs = data.length / 2;
  const told = Array.from(data.subarray(0, pairs), (d) => 1 / (1 + exp(-d)));
  const shares = Array.from(data.subarray(pairs));
  const contested = [...shares.keys()].filter((i) => shares[i] >= CONTESTED[0] && shares[i] <= CONTESTED[1]);
  const of = (list: readonly number[]) => contested.map((i) => list[i]);
  return {
    shareCorrelation: correlation(told, shares),
    contestedCorrelation: correlation(of(told), of(shares)),
    shareError: mean(told.map((p, i) => Math.abs(p - shares[i]))),
  };
}

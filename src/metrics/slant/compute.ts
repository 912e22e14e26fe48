import {mean} from '../shared/statistics.ts';
import {half} from '../shared/verdicts.ts';

/**
 * From rewards [4 * each]: pairs that differ in slant alone, first kind before second, and behind them as many pairs of a right item
 * and a wrong one.
 */
export function slantMetrics(rewards: ArrayLike<number>): Record<'slantBias' | 'twinAccuracy', number> {
  const leads = Array.from({length: rewards.length / 2}, (_, pair) => rewards[2 * pair] - rewards[2 * pair + 1]);
  const [slant, truth] = [leads.slice(0, leads.length / 2), leads.slice(leads.length / 2)];
  const size = mean(truth.map(Math.abs));
  return {slantBias: size > 0 ? mean(slant) / size : 0, twinAccuracy: mean(truth.map(half))};
}

/** How sure the reward model is, against how often it is right. */
import {calibrationError, type ReliabilityBin, reliability} from '../../metrics/calibrationError/compute.ts';
import {mean} from '../../metrics/shared/statistics.ts';
import type {RewardFrame} from '../data.ts';
import {once} from '../shared/once.ts';
import {type Verdict, verdictsOf} from '../shared/verdicts.ts';

export interface Calibration {
  tick: number;
  bins: readonly ReliabilityBin[];
  error: number;
  /** Mean confidence minus accuracy: above 0 if the model is overconfident. */
  excess: number;
}

export const calibrationOf = once((frame: RewardFrame): Calibration => {
  // Each pair is turned so that A was chosen: d is then the margin.
  const pairs = verdictsOf(frame).map(({margin}: Verdict) => [margin, 1] as const);
  const bins = reliability(pairs);
  return {
    tick: frame.tick,
    bins,
    error: calibrationError(pairs),
    excess:
      (mean(bins.map(({count, confidence, accuracy}) => count * (confidence - accuracy))) * bins.length) /
      Math.max(1, pairs.length),
  };
});

/** A smaller excess counts as well calibrated. */
const NOTICED = 0.01;

export const verdictOn = ({excess}: Calibration): string =>
  Math.abs(excess) < NOTICED
    ? 'it is as sure as it may be'
    : excess > 0
      ? 'it is too sure of itself'
      : 'it could be surer of itself';

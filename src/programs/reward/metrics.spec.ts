/** What runs of reward models report, in the order in which lists show it. */
import {accuracy, accuracyLonger, accuracyOfTheirTaste, accuracyShorter} from '../../metrics/accuracy/index.spec.ts';
import {AGGREGATE_METRICS} from '../../metrics/aggregate/index.spec.ts';
import {bestOf16Gold, bestOfAllGold, bestOfAllProxy} from '../../metrics/bestOfN/index.spec.ts';
import {calibrationError, sharedCalibrationError} from '../../metrics/calibrationError/index.spec.ts';
import {circleAccuracy, circlesWhole, orderError} from '../../metrics/circles/index.spec.ts';
import {densityKL, densityUnliked} from '../../metrics/densityKL/index.spec.ts';
import {goldAgreement, goldCorrelation} from '../../metrics/gold/index.spec.ts';
import {gradientNorm} from '../../metrics/gradientNorm/index.spec.ts';
import {lengthControlledAccuracy} from '../../metrics/lengthControlledAccuracy/index.spec.ts';
import {
  lengthCorrelation,
  lengthCorrelationOfGold,
  lengthRankCorrelation,
} from '../../metrics/lengthCorrelation/index.spec.ts';
import {lengthShare} from '../../metrics/lengthShare/index.spec.ts';
import {choiceLoss, loss} from '../../metrics/loss/index.spec.ts';
import type {Metric} from '../../metrics/metric.ts';
import {
  groupRecovery,
  newcomerAccuracy5,
  newcomerAccuracy10,
  newcomerAccuracy40,
} from '../../metrics/newcomers/index.spec.ts';
import {rewardMargin} from '../../metrics/rewardMargin/index.spec.ts';
import {slantBias, twinAccuracy} from '../../metrics/slant/index.spec.ts';
import {rewardSpread} from '../../metrics/spread/index.spec.ts';
import {strengthFindsFlips, weakestFlipped} from '../../metrics/strength/index.spec.ts';
import {SUITE_METRICS} from '../../metrics/suites/index.spec.ts';

export const REWARD_METRICS: readonly Metric[] = [
  loss,
  choiceLoss,
  accuracy,
  accuracyOfTheirTaste,
  lengthCorrelation,
  lengthCorrelationOfGold,
  lengthRankCorrelation,
  lengthShare,
  lengthControlledAccuracy,
  accuracyLonger,
  accuracyShorter,
  goldAgreement,
  goldCorrelation,
  calibrationError,
  sharedCalibrationError,
  rewardMargin,
  bestOf16Gold,
  bestOfAllGold,
  bestOfAllProxy,
  ...SUITE_METRICS,
  rewardSpread,
  strengthFindsFlips,
  weakestFlipped,
  slantBias,
  twinAccuracy,
  circleAccuracy,
  circlesWhole,
  orderError,
  densityKL,
  densityUnliked,
  ...AGGREGATE_METRICS,
  newcomerAccuracy5,
  newcomerAccuracy10,
  newcomerAccuracy40,
  groupRecovery,
  gradientNorm,
];

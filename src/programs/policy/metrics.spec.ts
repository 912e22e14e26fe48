/** What runs of policies report, in the order in which lists show it. */
import {EXACT_METRICS} from '../../metrics/exact/index.spec.ts';
import {gradientNorm} from '../../metrics/gradientNorm/index.spec.ts';
import {IMPLICIT_METRICS} from '../../metrics/implicitReward/index.spec.ts';
import {loss} from '../../metrics/loss/index.spec.ts';
import type {Metric} from '../../metrics/metric.ts';
import {PREFERENCE_METRICS} from '../../metrics/preferences/index.spec.ts';
import {SAMPLING_METRICS} from '../../metrics/sampling/index.spec.ts';
import {SELF_REWARD_METRICS} from '../../metrics/selfReward/index.spec.ts';

export const POLICY_METRICS: readonly Metric[] = [
  loss,
  ...EXACT_METRICS,
  ...IMPLICIT_METRICS,
  ...PREFERENCE_METRICS,
  ...SELF_REWARD_METRICS,
  ...SAMPLING_METRICS,
  gradientNorm,
];

/** What toy runs report, in the order in which lists show it. */
import {gradientNorm} from '../../metrics/gradientNorm/index.spec.ts';
import {loss, testLoss} from '../../metrics/loss/index.spec.ts';
import type {Metric} from '../../metrics/metric.ts';

export const TOY_METRICS: readonly Metric[] = [loss, testLoss, gradientNorm];

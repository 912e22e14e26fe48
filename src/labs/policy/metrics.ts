/** What runs of the policy lab report: metrics of a policy, and those that its reward model alone reports. */
import type {Metric} from '../../metrics/metric.ts';
import {POLICY_METRICS} from '../../programs/policy/metrics.spec.ts';
import {REWARD_METRICS} from '../../programs/reward/metrics.spec.ts';

const OWN = new Set(POLICY_METRICS.map(({name}) => name));

export const METRICS: readonly Metric[] = [...POLICY_METRICS, ...REWARD_METRICS.filter(({name}) => !OWN.has(name))];

/** Policies: what they learn from preferences and rewards, exactly. */
import {POLICY_METRICS} from '../../programs/policy/metrics.spec.ts';
import {REWARD_METRICS} from '../../programs/reward/metrics.spec.ts';
import type {Metric} from '../../metrics/metric.ts';
import {metricFormula} from '../kit/formulas.ts';
import {isTurned} from '../kit/hints.ts';
import type {Lab} from '../kit/lab.ts';
import {Figure} from './Figure.tsx';
import {PANELS} from './panels.tsx';

/** Those of a policy, and behind them those that its reward model alone reports. */
export const METRICS: readonly Metric[] = [
  ...POLICY_METRICS,
  ...REWARD_METRICS.filter(({name}) => !POLICY_METRICS.some((metric) => metric.name === name)),
];

export const policy: Lab = {
  Figure,
  rail: [
    {section: 'objective', chosenOften: true},
    {section: 'judge', chosenOften: true},
    {section: 'sampling'},
    {section: 'training'},
    {section: 'world'},
    {section: 'model', chosenOften: true},
    {section: 'policy'},
  ],
  panels: PANELS,
  metrics: METRICS,
  formulaOf: metricFormula,
  hints: [{name: 'taste', spot: 'slider', says: () => 'change this and watch', isFollowed: isTurned}],
};

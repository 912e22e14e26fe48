/** Goals in words, and whether they are met. */
import type {Metric} from '../../../metrics/metric.ts';
import {formatValue} from '../../../panels/chart/format.ts';
import {holds} from '../../../spec/conditions.ts';
import type {Goal} from './rules.ts';

/** "accuracy above 0.75" */
export function goalText({metric, above, below}: Goal, metrics: readonly Metric[]): string {
  const known = metrics.find(({name}) => name === metric);
  const bounds = [
    ...(above === undefined ? [] : [`above ${formatValue(above)}`]),
    ...(below === undefined ? [] : [`below ${formatValue(below)}`]),
  ];
  return `${known?.label.toLowerCase() ?? metric} ${bounds.join(' and ')}`;
}

export interface Standing {
  goal: Goal;
  /** Undefined while it was not measured. */
  value: number | undefined;
  met: boolean;
}

/** `newest` gives the newest value of a metric, if it was measured. */
export const standingsOf = (goals: readonly Goal[], newest: (metric: string) => number | undefined): Standing[] =>
  goals.map((goal) => {
    const value = newest(goal.metric);
    return {goal, value, met: value !== undefined && holds(goal, {[goal.metric]: value})};
  });

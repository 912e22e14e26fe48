/** The references of a metric: measured baselines that are not trained. */
import type {Metric} from '../../metrics/metric.ts';
import type {MetricLog} from '../data.ts';

export interface Reference {
  key: string;
  label: string;
  value: number;
}

/**
 * The references of a metric are named after it: `recallAt1RawPixels` belongs to `recallAt1` and is its "raw pixels".
 */
export function referenceLabel(metric: string, reference: string): string | undefined {
  const rest = reference.startsWith(metric) ? reference.slice(metric.length) : '';
  if (!/^[A-Z]/.test(rest)) return undefined;
  return rest.replace(/(?<!^)(?=[A-Z])/g, ' ').toLowerCase();
}

/** The metric's references that were measured, with their last values. */
export function referencesOf(name: string, metrics: readonly Metric[], log: MetricLog): Reference[] {
  return metrics.flatMap((metric) => {
    const label = metric.reference ? referenceLabel(name, metric.name) : undefined;
    const value = log.series(metric.name).values.at(-1);
    return label === undefined || value === undefined ? [] : [{key: metric.name, label, value}];
  });
}

/**
 * Metrics to choose from: those that were measured and are not references, or all as long as nothing was measured;
 * always the chosen one.
 */
export function choicesOf(metrics: readonly Metric[], measured: readonly string[], chosen: string): Metric[] {
  const there = new Set([...measured, chosen]);
  return metrics.filter(({name, reference}) => !reference && (measured.length === 0 || there.has(name)));
}

/** What a study measures: one number for each arm and seed. */
import {divergence, gold} from '../../metrics/exact/index.spec.ts';
import {atKL} from '../../metrics/exact/path.ts';
import type {Metric} from '../../metrics/metric.ts';
import type {Spec} from '../../spec/index.ts';

/** A value of a metric at a tick of a stage. */
export interface Reading {
  tick: number;
  value: number;
}

/** One arm, trained to its end with one seed. */
export interface ArmRun {
  spec: Spec;
  /** Readings of a metric in order; empty where it was never measured. The last stage when none is named. */
  curve(metric: string, stage?: string): readonly Reading[];
  /** Bytes that the memory plan gives the last stage: slots and working memory. */
  plannedBytes: number;
}

export interface Measure<N extends string = string> {
  name: N;
  label: string;
  symbol?: string;
  help?: string;
  better?: 'lower' | 'higher';
  range?: readonly [number, number];
  /** `all` holds the runs of all arms with the same seed, by name. */
  of(run: ArmRun, all: Readonly<Record<string, ArmRun>>): number;
}

type Named<N extends string> = Metric & {name: N};

const described = ({label, symbol, help, better, range}: Metric) => ({label, symbol, help, better, range});

function readings(run: ArmRun, metric: string): readonly Reading[] {
  const curve = run.curve(metric);
  if (curve.length === 0) throw new Error(`The run has no metric ${metric}: name one that its last stage reports.`);
  return curve;
}

/** The metric at the last evaluation of the run. */
export const final = <const N extends string>(metric: Named<N>): Measure<N> => ({
  name: metric.name,
  ...described(metric),
  of: (run) => readings(run, metric.name).at(-1)!.value,
});

/** The best value that the metric had at any evaluation. */
export const best = <const N extends string>(metric: Metric, name: N): Measure<N> => ({
  name,
  ...described(metric),
  label: `${metric.label} at its best`,
  of: (run) => extreme(metric, readings(run, metric.name)),
});

/** How much the metric had lost at the end since its best; never negative. */
export const drop = <const N extends string>(metric: Metric, name: N): Measure<N> => ({
  name,
  label: `${metric.label}: drop from its best`,
  better: 'lower',
  of(run) {
    const curve = readings(run, metric.name);
    return Math.abs(extreme(metric, curve) - curve.at(-1)!.value);
  },
});

function extreme({better = 'higher'}: Metric, curve: readonly Reading[]): number {
  const values = curve.map(({value}) => value);
  return better === 'higher' ? Math.max(...values) : Math.min(...values);
}

/** The first step at which the metric reaches a value; one more than all steps where it never does. */
export const firstTick = <const N extends string>(metric: Metric, goal: number, name: N): Measure<N> => ({
  name,
  label: `Steps until ${metric.label.toLowerCase()} is ${goal}`,
  better: 'lower',
  of(run) {
    const reached = ({value}: Reading) => (metric.better === 'lower' ? value <= goal : value >= goal);
    return readings(run, metric.name).find(reached)?.tick ?? run.spec.stages.at(-1)!.steps + 1;
  },
});

/**
 * Gold where the run's own path comes to a KL divergence from the reference, linear between two evaluations; gold at its end
 * where it stays nearer. Methods that go to different lengths are compared by it.
 */
export const goldAtKL = <const N extends string>(kl: number, name: N): Measure<N> => ({
  name,
  label: `${gold.label} at a KL of ${kl}`,
  help: 'Where the path of a run first is so far from the reference; at its end where it never comes so far.',
  better: 'higher',
  of(run) {
    const worth = readings(run, gold.name);
    const points = readings(run, divergence.name).map(({value}, i) => ({divergence: value, gold: worth[i].value}));
    const to = points.findIndex((point) => point.divergence >= kl);
    return to < 1 ? points.at(to)!.gold : atKL(points.slice(to - 1, to + 1), kl)!;
  },
});

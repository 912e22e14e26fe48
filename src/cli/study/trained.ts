/** A run of an arm as plain values: it crosses between processes and into files, where numbers keep all their bits. */
import type {TickMetrics} from '../../engine/records.ts';
import type {Spec} from '../../spec/index.ts';
import type {ArmRun, Reading} from '../../studies/kit/measures.ts';

export interface Trained {
  /** By stage and metric: the ticks at which it has a value. */
  stages: Record<string, Record<string, Column>>;
  plannedBytes: number;
  /** Seconds of training. */
  seconds: number;
}

interface Column {
  ticks: number[];
  values: number[];
}

/** Collects the metrics of a run of one member. */
export class Columns {
  readonly stages: Trained['stages'] = {};

  add(metrics: readonly TickMetrics[]): void {
    for (const {stage, tick, values} of metrics) {
      this.stages[stage] ??= {};
      for (const [name, [value]] of Object.entries(values)) this.#put(stage, name, tick, value);
    }
  }

  #put(stage: string, name: string, tick: number, value: number): void {
    this.stages[stage][name] ??= {ticks: [], values: []};
    const column = this.stages[stage][name];
    column.ticks.push(tick);
    column.values.push(value);
  }
}

/** The run as measures see it. */
export function armRun(spec: Spec, {stages, plannedBytes}: Trained): ArmRun {
  const last = spec.stages.at(-1)!.id;
  return {
    spec,
    plannedBytes,
    curve(metric, stage = last): readonly Reading[] {
      const {ticks, values} = stages[stage]?.[metric] ?? {ticks: [], values: []};
      return ticks.map((tick, i) => ({tick, value: values[i]}));
    },
  };
}

const FIRST = 20;

/** The losses of the first steps of the last stage. */
export const firstLosses = (run: ArmRun): number[] =>
  run
    .curve('loss')
    .slice(0, FIRST)
    .map(({value}) => value);

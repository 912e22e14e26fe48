/** What a run of one member has measured, as plain values: it crosses between processes and into files with all its bits. */
import type {Spec} from '../../spec/index.ts';
import type {ArmRun, Reading} from './measures.ts';

/** The metrics of a tick: a value for each member. */
interface Measured {
  stage: string;
  tick: number;
  values: Readonly<Record<string, readonly number[]>>;
}

interface Column {
  ticks: number[];
  values: number[];
}

/** By stage and metric: the ticks at which it has a value. */
export type Stages = Record<string, Record<string, Column>>;

/** Collects the metrics of a run of one member. */
export class Columns {
  readonly stages: Stages = {};

  add(metrics: readonly Measured[]): void {
    for (const {stage, tick, values} of metrics) {
      this.stages[stage] ??= {};
      for (const [name, [value]] of Object.entries(values)) this.#put(stage, name, tick, value);
    }
  }

  #put(stage: string, name: string, tick: number, value: number): void {
    this.stages[stage][name] ??= {ticks: [], values: []};
    const {ticks, values} = this.stages[stage][name];
    // After a worker was lost some ticks come again: the newer value replaces the older one.
    while (ticks.length > 0 && ticks[ticks.length - 1] >= tick) {
      ticks.pop();
      values.pop();
    }
    ticks.push(tick);
    values.push(value);
  }
}

/** The run as measures see it. */
export function armRun(spec: Spec, {stages, plannedBytes}: {stages: Stages; plannedBytes: number}): ArmRun {
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

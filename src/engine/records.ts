/** What a run gives out, as plain values: they cross between threads and into files. */
import type {Move, RawFrame} from '../spec/index.ts';

export type Values = Float32Array | Int32Array;

/** Metrics of one tick, a value for each member. Tick t is the state after t updates. */
export interface TickMetrics {
  stage: string;
  tick: number;
  /** Whose values these are; all members in order when left out. */
  members?: number[];
  values: Record<string, number[]>;
}

export interface Collected {
  metrics: TickMetrics[];
  frames: RawFrame[];
}

/** A slot's numbers: one after another for each member, or once for all. */
export type SlotValues = [name: string, values: Values, axis: 'replica' | 'shared'];

/** Members of one checkpoint whose slots have the same shapes. */
export interface Cohort {
  /** By their index in the fan, in the order of the values. */
  members: number[];
  /** Updates of each group in the present stage. */
  updates: [group: string, n: number][];
  /** Updates of groups of finished stages, with those that they continued, as `stage.group`. */
  counts: [source: string, n: number][];
  slots: SlotValues[];
  /** Slots of finished stages that later ones start from, as `stage.slot`. */
  finished: SlotValues[];
}

/** Everything a run needs to go on elsewhere, in any grouping of its members. */
export interface Checkpoint {
  /** Index of the stage. */
  stage: number;
  tick: number;
  moves: Move[];
  cohorts: Cohort[];
}

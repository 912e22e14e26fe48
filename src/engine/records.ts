/** What a run gives out, as plain values: they cross between threads and into files. */
import type {Move, RawFrame} from '../spec/index.ts';

export type Values = Float32Array | Int32Array;

/** Metrics of one tick, a value for each replica. Tick t is the state after t updates. */
export interface TickMetrics {
  stage: string;
  tick: number;
  members?: number[];
  values: Record<string, number[]>;
}

export interface Collected {
  metrics: TickMetrics[];
  frames: RawFrame[];
}

export type SlotValues = [name: string, values: Values, axis: 'replica' | 'shared'];

export interface Cohort {
  members: number[];
  updates: [string, number][];
  counts: [string, number][];
  slots: SlotValues[];
  finished: SlotValues[];
}

/** Everything a population needs to go on elsewhere. */
export interface Checkpoint {
  stage: number;
  tick: number;
  moves: Move[];
  cohorts: Cohort[];
}

/** Everything a run needs to go on elsewhere. */
export interface LoneCheckpoint {
  stage: number;
  tick: number;
  updates: [string, number][];
  moves: Move[];
  slots: [slot: string, Values][];
  /** Slots of finished stages that later ones start from, as `stage.slot`. */
  finished: [source: string, Values][];
}

/** A run of an arm that is trained: it crosses between processes and into files. */
import type {Stages} from '../../studies/kit/columns.ts';
import type {ArmRun} from '../../studies/kit/measures.ts';

export interface Trained {
  stages: Stages;
  plannedBytes: number;
  /** Seconds of training. */
  seconds: number;
}

const FIRST = 20;

/** The losses of the first steps of the last stage. */
export const firstLosses = (run: ArmRun): number[] =>
  run
    .curve('loss')
    .slice(0, FIRST)
    .map(({value}) => value);

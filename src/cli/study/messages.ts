/** What a study's processes tell each other: a foreman, which has the study, and trainers, which train specs. */
import type {BackendName} from '../../engine/backends/names.ts';
import type {Spec} from '../../spec/index.ts';
import type {Trained} from './trained.ts';

/** Runs of one seed that one process trains, one after another: those of a job share what they begin with. */
export interface Job {
  seed: number;
  runs: readonly {arm: string; spec: Spec}[];
}

export type ToTrainer = {type: 'train'; job: Job; backend: BackendName};

export type FromTrainer =
  /** It can take a job. `build` identifies the code that trains. */
  | {type: 'ready'; build: string}
  /** So many steps since the last such message. */
  | {type: 'steps'; steps: number}
  | {type: 'trained'; arm: string; trained: Trained}
  /** A value was not a finite number. */
  | {type: 'broken'; arm: string; stage: string; sentence: string}
  /** It cannot go on. */
  | {type: 'failed'; sentence: string};

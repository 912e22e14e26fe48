/** What a runner reports about its run. Stages are numbered by their place in the spec, from 0. */
import type {BackendName} from '../engine/backends/names.ts';
import type {Checkpoint, TickMetrics} from '../engine/records.ts';
import type {Move} from '../spec/index.ts';
import type {Points} from '../worlds/points.ts';

/** Where a run is. */
export interface Position {
  stage: number;
  /** Updates made in this stage. */
  tick: number;
  /** Updates made so far in all stages together. */
  trained: number;
}

/** What the engine has recently done for a tick. */
export interface EngineReport {
  /** Kernel launches and copies between buffers, 0 where nothing is launched (WebAssembly, JavaScript). */
  launches: number;
  copies: number;
  submissions: number;
  /** Milliseconds of JavaScript, and from the first launch to the last number. */
  javascript: number;
  whole: number;
  /** Ticks in one submission. */
  together: number;
  /** Bytes of tensors, of all memory that is held for them, and of the part that recorded phases hold. */
  bytes: {live: number; allocated: number; recorded: number};
  /** Groups of the population, which train in turn. */
  groups: number;
  /** Phases that are not recorded and kernels that are composed, with the reasons. */
  reasons: {what: string; why: string}[];
}

export type RunnerEvent =
  | ({
      type: 'opened';
      backend: BackendName;
      /** What the page must know about the stage's world to draw it; some worlds have nothing to draw. */
      points?: Points;
    } & Position)
  /** A later stage begins. */
  | {type: 'entered'; stage: number; points?: Points}
  | ({
      type: 'progress';
      metrics: TickMetrics[];
      /** Recent training steps per second; 0 while the run is paused. */
      stepsPerSecond: number;
      /** Tensors and their bytes, and the bytes that are planned for one member of the stage. */
      memory: {tensors: number; bytes: number; planned: number};
      engine: EngineReport;
      finished: boolean;
      /** The share of what opens the stage, from 0 to 1, that is done. */
      begun: number;
    } & Position)
  | {
      type: 'frame';
      frame: string;
      /** The stage's id. */
      stage: string;
      member: number;
      tick: number;
      shape: number[];
      data: Float32Array;
    }
  /** `tick` is the tick of the state that the answer is about. */
  | {type: 'answer'; question: string; ask: unknown; tick: number; member: number; answer: unknown}
  | {type: 'moved'; move: Move}
  /** Whether a move could be made: it could, or the sentence says why not. */
  | {type: 'weighed'; sentence?: string}
  /** A move, frame or question was refused; `path` is its name. The run goes on. */
  | {type: 'refused'; path: string; sentence: string}
  /** A checkpoint, which comes every few seconds, or with the shapes of the chosen member's slots because it was asked for. */
  | {type: 'checkpoint'; checkpoint: Checkpoint; asked: boolean; shapes?: Record<string, number[]>}
  | {type: 'measured'; stepsPerSecond: number}
  /** A value was not a finite number: the run has stopped for good. `lastGood` is a tick of that stage. */
  | {type: 'stopped'; sentence: string; stage: number; lastGood: number}
  /** The GPU, the memory or the worker was lost: the run can go on from a checkpoint in a new worker. */
  | {type: 'lost'; what: 'GPU' | 'memory' | 'worker'; sentence: string}
  /**
   * The run itself cannot go on: not before the reader has chosen a file (`needsFile`), not before a file of the lab can be
   * fetched (`unreachable`), or never, as it would take too much memory (`tooLarge`); in so many `workers` it would fit.
   */
  | {
      type: 'failed';
      sentence: string;
      needsFile?: boolean;
      unreachable?: boolean;
      tooLarge?: boolean;
      workers?: number;
    };

/** Reports an event; big arrays may be transferred. */
export type Tell = (event: RunnerEvent, transfer?: Transferable[]) => void;
